const MIN_DELAY_MS = 1_000;
const MAX_DELAY_MS = 300_000;

/**
 * The delay that a `Retry-After` field asks for (RFC 9110 section 10.2.3: seconds or an HTTP date), within
 * 1 s and 300 s, so that neither a zero nor a far date can harm. `undefined` when it says neither.
 */
export function retryAfterMs(field: string | undefined, nowMs: number = Date.now()): number | undefined {
  if (field === undefined) return undefined;
  const text = field.trim();
  const delayMs = /^\d+$/.test(text) ? Number(text) * 1000 : httpDateMs(text) - nowMs;
  return Number.isNaN(delayMs) ? undefined : boundedDelayMs(delayMs);
}

/** A delay that a receiver asks for, within the 1 s and 300 s that it may ask for. */
export function boundedDelayMs(delayMs: number): number {
  return Math.min(Math.max(delayMs, MIN_DELAY_MS), MAX_DELAY_MS);
}

/**
 * `Date.parse` takes much more than an HTTP date, `-1` and `1e9` among it: all three forms start with a day.
 * The oldest does not name its zone, which is GMT as well (RFC 9110 section 5.6.7).
 */
function httpDateMs(text: string): number {
  if (!/^(Mon|Tue|Wed|Thu|Fri|Sat|Sun)/.test(text)) return NaN;
  return Date.parse(text.endsWith('GMT') ? text : `${text} GMT`);
}
