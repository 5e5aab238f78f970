import { tlsTrouble } from './tls-troubles.js';

/** Why there is no connection, in words that may be logged, and what to do. */
export class ConnectionFailure extends Error {
  constructor(
    override readonly message: string,
    readonly remedy?: string,
  ) {
    super(message);
  }
}

/** Why there is no connection, on one line, in words that may be logged. */
export function failureReason(error: unknown): string {
  const { message, remedy } = error instanceof ConnectionFailure ? error : failureOf(codeOf(error));
  return remedy === undefined ? message : `${message}. ${remedy}`;
}

/** What the code of an error says of a connection; `subject` is what failed. */
export function failureOf(code: string | undefined, subject = 'the connection'): ConnectionFailure {
  const said = `${subject} failed (${code ?? 'unknown error'})`;
  const trouble = tlsTrouble(code ?? '');
  return trouble === undefined
    ? new ConnectionFailure(said)
    : new ConnectionFailure(`${said}: ${trouble.message}`, trouble.remedy);
}

/** The code alone: a message may name hosts and addresses, or quote a header. */
export function codeOf(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null || !('code' in error)) return undefined;
  if (error.code === 'EPROTO' && 'message' in error) return nameOfOpenssl(error.message) ?? error.code;
  return typeof error.code === 'string' ? error.code : undefined;
}

/** What fails in a write has a code of the system, and its name in OpenSSL in the message; in a read, `ERR_SSL_…`. */
function nameOfOpenssl(message: unknown): string | undefined {
  const [, name] = /:SSL routines:\w*:([\w /]+):/.exec(String(message)) ?? [];
  return name === undefined ? undefined : `ERR_SSL_${name.toUpperCase().replaceAll(' ', '_')}`;
}
