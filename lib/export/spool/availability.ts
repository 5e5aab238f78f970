/** Whether the disk is asked at all: after a failure it is left alone for a while. */
export class Availability {
  readonly #retryMs: number;
  readonly #warn: (message: string) => void;
  #downUntilMs = -Infinity;
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

  failed(reason: string): void {
    this.#isStalled = false;
    this.#down(reason);
  }

  /** What was written counts, but it held the app up. */
  stalled(tookMs: number): void {
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
