import type { RedactedErrorRecord, RedactedExchange } from '../../exchange/redacted-exchange.js';

/** What a check looks at. */
export interface Records {
  readonly exchanges: readonly RedactedExchange[];
  readonly errors: readonly RedactedErrorRecord[];
}

/** What a check found. */
export interface Verdict {
  readonly pass: boolean;
  /** Of one that passed, how it reads where it was not to. */
  readonly message: () => string;
}

/** How long a check waits. */
export interface WaitOptions {
  /**
   * Milliseconds until what is expected must have come, and until all requests under way must have ended where absence is
   * expected. @default 1000
   */
  readonly timeoutMs?: number | undefined;
}

/** One expectation, its arguments read. */
export interface Check {
  /** The matcher's name. */
  readonly name: string;
  readonly judge: (records: Records, isNot: boolean) => Verdict;
  /** Whether one record that is still to come is enough to pass. Otherwise all must have come before it is judged. */
  readonly isMetByOne: boolean;
  readonly timeoutMs: number;
}

export const DEFAULT_TIMEOUT_MS = 1000;

/** @throws TypeError for one that is no number of milliseconds */
export function readTimeout({ timeoutMs = DEFAULT_TIMEOUT_MS }: WaitOptions): number {
  if (typeof timeoutMs === 'number' && timeoutMs >= 0) return timeoutMs;
  throw new TypeError(`timeoutMs: expected milliseconds, 0 or more, got ${String(timeoutMs)}`);
}

/** @throws TypeError for an option that does not exist: misspelt, it would expect nothing */
export function refuseUnknown(given: object, known: readonly string[]): void {
  const unknown = Object.keys(given).find((name) => !known.includes(name));
  if (unknown === undefined) return;
  throw new TypeError(`Unknown option ${unknown}: expected one of ${known.join(', ')}`);
}
