/** A write of this length is no hiccup of the machine. */
const HUNG_MS = 500;
/** Shorter ones, but still slow, say something about the disk when two come within this time. */
const SLOW_WINDOW_MS = 10_000;

/** Whether the disk is asked at all: after a failure it is left alone for a while. */
export class Availability {
  readonly #retryMs: number;
  readonly #warn: (message: string) => void;
  #downUntilMs = -Infinity;
  #slowAtMs = -Infinity;
  #isStalled = false;
  /** Said once per outage. */
  #isOutage = false;

  constructor(retryMs: number, warn: (message: string) => void) {
    this.#retryMs = retryMs;
    this.#warn = warn;
  }

  /** True again when it is time to try. */
  get isAvailable(): boolean {
    return performance.now() >= this.#downUntilMs;
  }

  /** It does not fail but hang: nothing that can wait is to be done on this thread. */
  get isStalling(): boolean {
    return this.#isStalled && !this.isAvailable;
  }

  /** There is no later for what is written now: a disk that was merely slow is asked once more. */
  hurry(): void {
    if (!this.#isStalled) return;
    this.#isStalled = false;
    this.#downUntilMs = -Infinity;
  }

  failed(reason: string): void {
    this.#isStalled = false;
    this.#down(reason);
  }

  /** What was written counts, but it held the app up. A busy machine does that too, once: twice, or for long, is the disk. */
  slow(tookMs: number): void {
    const nowMs = performance.now();
    const isRepeated = nowMs - this.#slowAtMs < SLOW_WINDOW_MS;
    this.#slowAtMs = nowMs;
    if (!isRepeated && tookMs < HUNG_MS) return;
    this.#isStalled = true;
    this.#down(`a write took ${Math.round(tookMs)} ms`);
  }

  worked(): void {
    this.#isOutage = false;
  }

  #down(reason: string): void {
    this.#downUntilMs = performance.now() + this.#retryMs;
    if (this.#isOutage) return;
    this.#isOutage = true;
    this.#warn(
      `The spool cannot be used for the moment: ${reason}. Records are held in memory instead; it is tried again every ${this.#retryMs / 1000} seconds.`,
    );
  }
}
