import { types } from 'node:util';

/** A call of an option of the user's that took longer than this is warned of. */
const SLOW_HOOK_MS = 50;

/** Told of what goes wrong in a hook. */
export interface HookWatch {
  readonly failed: (error: unknown) => void;
  readonly slow: (option: string, tookMs: number) => void;
}

/** Runs a function that the user gave as an option, and tells when it holds the app up. It may throw. */
export function callHook<Result>(option: string, hook: () => Result, onSlow: HookWatch['slow']): Result {
  const startedMs = performance.now();
  try {
    return hook();
  } finally {
    const tookMs = performance.now() - startedMs;
    if (tookMs > SLOW_HOOK_MS) onSlow(option, tookMs);
  }
}

/**
 * What a hook returned, which must not be a promise: nobody waits for it. Its rejection is taken care of.
 *
 * @throws TypeError for a promise
 */
export function atOnce<Result>(option: string, result: Result): Result {
  if (!types.isPromise(result)) return result;
  void Reflect.apply(Promise.prototype.then, result, [undefined, () => undefined]);
  throw new TypeError(`${option} must return its result, not a promise`);
}
