import type { APIToolkitModuleOptions, ErrorContext } from './apitoolkit.options.js';
import type { Recording } from './capture/recording.js';
import { atOnce, callHook, type HookWatch } from './user-hooks.js';

/**
 * Which of the errors that are seen passing are reported, by the option `shouldReport`. When that throws, the
 * error is reported.
 */
export function createErrorPolicy(
  shouldReport: APIToolkitModuleOptions['shouldReport'] = isServerError,
  watch: HookWatch,
): (error: unknown, recording: Recording) => boolean {
  return (error, { identity }) => {
    const statusCode = statusOf(error);
    const { route, controller, handler } = identity ?? {};
    const context = {
      ...(statusCode !== undefined && { statusCode }),
      ...(route !== undefined && { route }),
      ...(controller !== undefined && { controller }),
      ...(handler !== undefined && { handler }),
    };
    try {
      return atOnce(
        'shouldReport',
        callHook('shouldReport', () => shouldReport(error, context), watch.slow),
      );
    } catch (failure) {
      watch.failed(failure);
      return true;
    }
  };
}

/** The default: errors that are the server's, and errors that ask for no status at all. */
function isServerError(_error: unknown, { statusCode }: ErrorContext): boolean {
  return statusCode === undefined || statusCode >= 500;
}

/**
 * The status that an error asks for: `getStatus()` of an HttpException, `statusCode` or `status` of errors
 * of body parsers and of Fastify.
 */
function statusOf(error: unknown): number | undefined {
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
