/** Why there is no connection, in words that may be logged. */
export class ConnectionFailure extends Error {
  constructor(readonly reason: string) {
    super(reason);
  }
}

/** The code alone: a message may name hosts and addresses, or quote a header. */
export function codeOf(error: unknown): string {
  if (typeof error !== 'object' || error === null || !('code' in error)) return 'unknown error';
  return typeof error.code === 'string' ? error.code : 'unknown error';
}
