import type { ErrorContext } from './apitoolkit.options.js';

/** The default of `shouldReport`: errors that are the server's, and errors that ask for no status at all. */
export function isServerError(_error: unknown, { statusCode }: ErrorContext): boolean {
  return statusCode === undefined || statusCode >= 500;
}

/**
 * The status that an error asks for: `getStatus()` of an HttpException, `statusCode` or `status` of errors
 * of body parsers and of Fastify.
 */
export function statusOf(error: unknown): number | undefined {
  if (typeof error !== 'object' || error === null) return undefined;
  try {
    const getStatus: unknown = Reflect.get(error, 'getStatus');
    const status: unknown =
      typeof getStatus === 'function'
        ? Reflect.apply(getStatus, error, [])
        : (Reflect.get(error, 'statusCode') ?? Reflect.get(error, 'status'));
    return typeof status === 'number' && status >= 400 && status <= 599 ? status : undefined;
  } catch {
    // A getter that throws names no status.
    return undefined;
  }
}
