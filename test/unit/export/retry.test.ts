import { expect, it } from 'vitest';
import type { SendResult } from '../../../lib/export/destination.js';
import { retryAfterMs } from '../../../lib/export/retry-after.js';
import { backoffDelayMs, DEFAULT_BACKOFF, retry, type BackoffPolicy } from '../../../lib/export/retry.js';

const FAST: BackoffPolicy = { initialDelayMs: 1, multiplier: 1, maxDelayMs: 1, jitter: 0 };
const away: SendResult = { status: 'retryable', reason: 'away' };
const doubtful: SendResult = { status: 'retryable', reason: 'it answered 500', retryLimit: 5 };

/** Runs `retry` over these results, the last one for ever. */
async function retried(
  results: readonly SendResult[],
  backoff = FAST,
  signal = new AbortController().signal,
) {
  const delaysMs: number[] = [];
  let attempts = 0;
  const attempt = async (): Promise<SendResult> => results[Math.min(attempts++, results.length - 1)] ?? away;
  const onRetry = (_: string, delayMs: number): void => void delaysMs.push(delayMs);
  return { result: await retry(attempt, { backoff, signal, onRetry }), attempts, delaysMs };
}

it('repeats a retryable attempt until it is none', async () => {
  const delivered: SendResult = { status: 'delivered', rejected: 0 };

  expect(await retried([away, away, away, delivered])).toEqual({
    result: delivered,
    attempts: 4,
    delaysMs: [1, 1, 1],
  });
  expect((await retried([{ status: 'rejected', reason: 'no' }])).attempts).toBe(1);
});

it('gives a doubtful answer five retries, whatever comes in between', async () => {
  const run = await retried([doubtful, doubtful, away, doubtful, doubtful, away, doubtful, doubtful]);

  expect(run.result).toEqual({ status: 'rejected', reason: 'it answered 500' });
  expect(run.attempts).toBe(8);
});

it('waits as long as it is asked to, within bounds', async () => {
  const asks = (delayMs: number): SendResult => ({ ...away, retryAfterMs: delayMs });
  const policy = { ...FAST, initialDelayMs: 2, maxDelayMs: 2 };

  const { delaysMs } = await retried(
    [asks(20), asks(0), asks(-5), asks(Number.NaN), away, { status: 'delivered' }],
    policy,
  );

  expect(delaysMs).toEqual([20, 2, 2, 2, 2]);
});

it('ends at once when aborted, in the middle of a wait', async () => {
  const controller = new AbortController();
  const startedAtMs = performance.now();
  const run = retried([away], DEFAULT_BACKOFF, controller.signal);
  setImmediate(() => controller.abort());

  expect((await run).result).toEqual(away);
  expect(performance.now() - startedAtMs).toBeLessThan(400);
});

it.each([
  [0, 0.5, 1_000],
  [1, 0.5, 1_500],
  [2, 0.5, 2_250],
  [8, 0.5, 25_628.90625],
  [9, 0.5, 30_000],
  [5_000, 0.5, 30_000],
  [0, 0, 500],
  [0, 1, 1_500],
  [100, 1, 45_000],
])('waits before retry %i, at random value %d, for %d ms', (retries, random, delayMs) => {
  expect(backoffDelayMs(retries, DEFAULT_BACKOFF, random)).toBe(delayMs);
});

it.each([
  [undefined, undefined],
  ['0', 1_000],
  ['1', 1_000],
  ['7', 7_000],
  [' 7 ', 7_000],
  ['300', 300_000],
  ['301', 300_000],
  ['99999999999999999999', 300_000],
  ['-1', undefined],
  ['1e9', undefined],
  ['1.5', undefined],
  ['soon', undefined],
  ['', undefined],
  ['Monday', undefined],
  ['Sat, 01 Aug 2026 12:00:10 GMT', 10_000],
  ['Saturday, 01-Aug-26 12:00:10 GMT', 10_000],
  ['Sat Aug  1 12:00:10 2026', 10_000],
  ['Sat, 01 Aug 2026 11:00:00 GMT', 1_000],
  ['Sat, 01 Aug 2099 12:00:00 GMT', 300_000],
])('reads Retry-After: %s as %s', (field, delayMs) => {
  expect(retryAfterMs(field, Date.parse('2026-08-01T12:00:00Z'))).toBe(delayMs);
});
