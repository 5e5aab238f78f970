import type { SendResult } from './destination.js';

/** How long to wait between attempts: exponential, capped, jittered so that many processes spread out. */
export interface BackoffPolicy {
  readonly initialDelayMs: number;
  readonly multiplier: number;
  readonly maxDelayMs: number;
  /** A share of the delay, added or taken away at random. */
  readonly jitter: number;
}

export const DEFAULT_BACKOFF: BackoffPolicy = {
  initialDelayMs: 1_000,
  multiplier: 1.5,
  maxDelayMs: 30_000,
  jitter: 0.5,
};

const MAX_ASKED_DELAY_MS = 300_000;

export interface RetryOptions {
  readonly backoff: BackoffPolicy;
  readonly signal: AbortSignal;
  /** Called before each wait. */
  readonly onRetry: (reason: string, delayMs: number) => void;
}

/**
 * Repeats an attempt while it is retryable, until it is not or the signal aborts; then the last result is
 * the result. A receiver's `retryAfterMs` stands in for the backoff.
 */
export async function retry(
  attempt: () => Promise<SendResult>,
  { backoff, signal, onRetry }: RetryOptions,
): Promise<SendResult> {
  let doubtful = 0;
  for (let retries = 0; ; retries += 1) {
    const result = await attempt();
    if (result.status !== 'retryable' || signal.aborted) return result;
    if (result.retryLimit !== undefined) {
      doubtful += 1;
      if (doubtful > result.retryLimit) return { status: 'rejected', reason: result.reason };
    }
    const delayMs = askedDelayMs(result.retryAfterMs, backoff) ?? backoffDelayMs(retries, backoff);
    onRetry(result.reason, delayMs);
    await sleep(delayMs, signal);
    if (signal.aborted) return result;
  }
}

/** What the receiver asked for, as far as it can do no harm: neither a busy loop nor a wait for ever. */
function askedDelayMs(retryAfterMs: number | undefined, backoff: BackoffPolicy): number | undefined {
  if (retryAfterMs === undefined || Number.isNaN(retryAfterMs)) return undefined;
  return Math.min(Math.max(retryAfterMs, backoff.initialDelayMs), MAX_ASKED_DELAY_MS);
}

/** The delay before the retry with this number, counted from 0. */
export function backoffDelayMs(
  retries: number,
  policy: BackoffPolicy,
  random: number = Math.random(),
): number {
  const delayMs = Math.min(policy.initialDelayMs * policy.multiplier ** retries, policy.maxDelayMs);
  return delayMs * (1 + policy.jitter * (2 * random - 1));
}

/** Timers run on the monotonic clock; this one does not keep the process alive and ends when aborted. */
function sleep(delayMs: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const finish = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', finish);
      resolve();
    };
    const timer = setTimeout(finish, delayMs).unref();
    signal.addEventListener('abort', finish);
  });
}
