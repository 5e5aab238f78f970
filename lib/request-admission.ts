import type { IncomingMessage } from 'node:http';
import type { APIToolkitConfig } from './config/apitoolkit.config.js';

/**
 * Whether a request is to be captured, by the options `captureOptions`, `ignore` and `skip`.
 *
 * @param onSkipError told when `skip` throws; the request is then not captured, since whoever asks to skip
 * requests has a reason
 */
export function createAdmission(
  { captureOptions, ignores, skip }: Pick<APIToolkitConfig, 'captureOptions' | 'ignores' | 'skip'>,
  onSkipError: (error: unknown) => void,
): (request: IncomingMessage) => boolean {
  return (request) => {
    const method = request.method?.toUpperCase() ?? 'GET';
    if (method === 'OPTIONS' && !captureOptions) return false;
    const [path = '/'] = (request.url ?? '/').split(/[?#]/, 1);
    if (ignores(method, path)) return false;
    try {
      return skip?.(request) !== true;
    } catch (error) {
      onSkipError(error);
      return false;
    }
  };
}
