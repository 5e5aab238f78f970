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
/** With the default policy a batch whose answer is in doubt is tried again after 1, 5, 25, 125 and 300 seconds. */
const DOUBT_MULTIPLIER = 5;

/** The delay before the retry with this number, counted from 0. */
export function backoffDelayMs(
  retries: number,
  policy: BackoffPolicy,
  random: number = Math.random(),
): number {
  const delayMs = Math.min(policy.initialDelayMs * policy.multiplier ** retries, policy.maxDelayMs);
  return delayMs * (1 + policy.jitter * (2 * random - 1));
}

/** How long one batch waits whose own answer was in doubt so many times before, counted from 0. */
export function doubtDelayMs(doubts: number, { initialDelayMs }: BackoffPolicy): number {
  return Math.min(initialDelayMs * DOUBT_MULTIPLIER ** doubts, MAX_ASKED_DELAY_MS);
}

/** What a receiver asked for, as far as it can do no harm: neither a busy loop nor a wait for ever. */
export function askedDelayMs(
  retryAfterMs: number | undefined,
  { initialDelayMs }: BackoffPolicy,
): number | undefined {
  if (retryAfterMs === undefined || Number.isNaN(retryAfterMs)) return undefined;
  return Math.min(Math.max(retryAfterMs, initialDelayMs), MAX_ASKED_DELAY_MS);
}
