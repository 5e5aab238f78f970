/**
 * So long the exchanges of one turn may keep the event loop from the app. What arrives meanwhile is work of the app's
 * next turn, which makes the one after longer in turn: on a busy processor the delays are several times this.
 */
const TURN_MS = 2;
/** When so many wait, the app leaves too little time between its requests: then each that ends takes one out, at once. */
const MANY = 500;

/**
 * Exchanges that ended and are still to be redacted and encoded. That waits for the next turn of the event
 * loop, so that an outgoing call hands its answer to the app first; and what takes longer than a few
 * milliseconds goes on in the turn after that.
 */
export class SettledExchanges<Settled> {
  #waiting: Settled[] = [];
  /** Those before it are processed. */
  #head = 0;
  #immediate: NodeJS.Immediate | undefined;
  #isProcessing = false;

  /** @param process takes each exchange, once; it must not throw */
  constructor(private readonly process: (settled: Settled) => void) {}

  get count(): number {
    return this.#waiting.length - this.#head;
  }

  /** Whether so many wait that the processor must be short, though not yet so many as to be processed at once. */
  get isShort(): boolean {
    return this.count >= MANY / 2;
  }

  add(settled: Settled): void {
    this.#schedule();
    this.#waiting.push(settled);
    if (this.count > MANY && !this.#isProcessing) this.#processNext();
  }

  /** Processes all that wait, now. */
  drain(): void {
    this.drainUntil(Number.POSITIVE_INFINITY);
  }

  /**
   * Processes what waits until the time is over, on the clock of `performance.now()`; one at least.
   *
   * @returns whether nothing waits any more
   */
  drainUntil(deadlineMs: number): boolean {
    while (this.#head < this.#waiting.length) {
      this.#processNext();
      if (performance.now() >= deadlineMs) break;
    }
    if (this.count > 0) return false;
    this.#waiting = [];
    this.#head = 0;
    clearImmediate(this.#immediate);
    this.#immediate = undefined;
    return true;
  }

  #processNext(): void {
    const settled = this.#waiting[this.#head];
    // Counted as processed before it is: whoever looks in between must not count it twice.
    this.#head += 1;
    const wasProcessing = this.#isProcessing;
    this.#isProcessing = true;
    if (settled !== undefined) this.process(settled);
    this.#isProcessing = wasProcessing;
    if (this.#head < 1024) return;
    this.#waiting.splice(0, this.#head);
    this.#head = 0;
  }

  #schedule(): void {
    this.#immediate ??= setImmediate(() => {
      this.#immediate = undefined;
      if (!this.drainUntil(performance.now() + TURN_MS)) this.#schedule();
    });
  }
}
