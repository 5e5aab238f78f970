import { setTimeout as delay } from 'node:timers/promises';

const POLL_INTERVAL_MS = 20;

/** Polls a condition until it holds, and fails with what was waited for when it does not in time. */
export async function until(
  what: string | (() => string),
  condition: () => boolean | Promise<boolean>,
  timeoutMs = 30_000,
): Promise<void> {
  const deadlineMs = performance.now() + timeoutMs;
  while (!(await condition())) {
    if (performance.now() > deadlineMs) {
      throw new Error(`waited ${timeoutMs / 1000} s in vain for ${typeof what === 'string' ? what : what()}`);
    }
    await delay(POLL_INTERVAL_MS);
  }
}

/** The value, unless it takes longer. */
export async function within<T>(what: string, timeoutMs: number, value: Promise<T>): Promise<T> {
  const expired = Symbol();
  const abort = new AbortController();
  const first = await Promise.race([value, delay(timeoutMs, expired, { signal: abort.signal, ref: false })]);
  if (first === expired) throw new Error(`waited ${timeoutMs / 1000} s in vain for ${what}`);
  abort.abort();
  return first;
}

/** A claim about what was seen: the row is red with this sentence when it does not hold. */
export function claim(holds: boolean, sentence: string): asserts holds {
  if (!holds) throw new Error(sentence);
}

/** All values; the first failure only once all have ended, so that nothing runs on behind a row that failed. */
export async function all<T extends readonly Promise<unknown>[]>(
  trials: readonly [...T],
): Promise<{ -readonly [Index in keyof T]: Awaited<T[Index]> }> {
  await Promise.allSettled(trials);
  return Promise.all(trials);
}
