import type { IncomingMessage } from 'node:http';
import type { APIToolkitConfig } from './config/apitoolkit.config.js';
import { atOnce, callHook, type HookWatch } from './user-hooks.js';

/**
 * Whether a request is to be captured, by the options `captureOptions`, `ignore` and `skip`.
 *
 * @param watch told when `skip` fails; the request is then not captured, since whoever asks to skip requests
 * has a reason
 */
export function createAdmission(
  { captureOptions, ignores, skip }: Pick<APIToolkitConfig, 'captureOptions' | 'ignores' | 'skip'>,
  watch: HookWatch,
): (request: IncomingMessage) => boolean {
  return (request) => {
    const method = request.method?.toUpperCase() ?? 'GET';
    if (method === 'OPTIONS' && !captureOptions) return false;
    if (ignores(method, pathOf(request.url ?? '/'))) return false;
    if (skip === undefined) return true;
    try {
      return !atOnce(
        'skip',
        callHook('skip', () => skip(request), watch.slow),
      );
    } catch (error) {
      watch.failed(error);
      return false;
    }
  };
}

function pathOf(target: string): string {
  const end = target.search(/[?#]/);
  return end === -1 ? target : target.slice(0, end);
}
