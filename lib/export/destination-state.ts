import {
  askedDelayMs,
  backoffDelayMs,
  DEFAULT_BACKOFF,
  doubtDelayMs,
  type BackoffPolicy,
} from './backoff.js';

/** Whether a destination takes records: yes, not for now, or not as things are set up. */
export type Readiness = 'ready' | 'retrying' | 'suspended';

/** How often a suspended destination is asked whether things were mended. */
const SUSPENDED_PROBE_INTERVAL_MS = 60_000;

export interface DestinationStateOptions {
  readonly maxConcurrent: number;
  /** @default DEFAULT_BACKOFF */
  readonly backoff?: BackoffPolicy;
  /** @default 60 000 */
  readonly suspendedProbeIntervalMs?: number;
}

/**
 * What all batches of one signal know together of their destination. While it is ready, several may be under
 * way. After a failure one single attempt, the probe, goes out when the time has come; the others wait for
 * what it finds. Times are those of the monotonic clock.
 */
export class DestinationState {
  readonly #options: DestinationStateOptions;
  readonly #backoff: BackoffPolicy;
  #readiness: Readiness = 'ready';
  #cause: 'auth' | 'endpoint' | undefined;
  /** Failed probes in a row. */
  #failures = 0;
  #nextTryAtMs = 0;
  /** Whether the receiver itself named the time of the next attempt. */
  #isAsked = false;
  /** Counts the failures that changed something: an attempt that began before one says nothing new. */
  #epoch = 0;

  constructor(options: DestinationStateOptions) {
    this.#options = options;
    this.#backoff = options.backoff ?? DEFAULT_BACKOFF;
  }

  get readiness(): Readiness {
    return this.#readiness;
  }

  /** Why it is suspended. */
  get cause(): 'auth' | 'endpoint' | undefined {
    return this.#cause;
  }

  /** How many batches may be under way. */
  get maxConcurrent(): number {
    return this.#readiness === 'ready' ? this.#options.maxConcurrent : 1;
  }

  /** Milliseconds until an attempt may begin; 0 for now. */
  get delayMs(): number {
    return this.#readiness === 'ready' ? 0 : Math.max(0, this.#nextTryAtMs - performance.now());
  }

  /** Milliseconds that a batch waits whose own answer was in doubt so many times before. */
  doubtDelayMs(doubts: number): number {
    return doubtDelayMs(doubts, this.#backoff);
  }

  /** To be called when an attempt begins, and its result handed to one of the methods below. */
  begin(): number {
    return this.#epoch;
  }

  /** It answered, whatever it thinks of the batch. */
  answered(): void {
    this.#readiness = 'ready';
    this.#cause = undefined;
    this.#failures = 0;
  }

  /** @returns the milliseconds until the next attempt */
  failed(epoch: number, retryAfterMs: number | undefined): number {
    const askedMs = askedDelayMs(retryAfterMs, this.#backoff);
    if (epoch === this.#epoch) {
      this.#epoch += 1;
      this.#readiness = 'retrying';
      this.#cause = undefined;
      this.#tryIn(askedMs ?? backoffDelayMs(this.#failures, this.#backoff), askedMs !== undefined);
      this.#failures += 1;
    } else if (askedMs !== undefined && askedMs > this.delayMs && this.#readiness !== 'ready') {
      this.#tryIn(askedMs, true);
    }
    return this.delayMs;
  }

  /** @returns the milliseconds until the next attempt */
  suspended(cause: 'auth' | 'endpoint'): number {
    this.#epoch += 1;
    this.#readiness = 'suspended';
    this.#cause = cause;
    this.#tryIn(this.#options.suspendedProbeIntervalMs ?? SUSPENDED_PROBE_INTERVAL_MS, false);
    return this.delayMs;
  }

  /** Somebody waits for the records: the next attempt is now, unless the receiver itself named a time. */
  hurry(): void {
    if (!this.#isAsked) this.#nextTryAtMs = 0;
  }

  #tryIn(delayMs: number, isAsked: boolean): void {
    this.#nextTryAtMs = performance.now() + delayMs;
    this.#isAsked = isAsked;
  }
}
