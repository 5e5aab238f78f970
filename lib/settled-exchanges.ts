/**
 * So long the exchanges of one turn may keep the event loop from the app. What arrives meanwhile is work of the app's
 * next turn, which makes the one after longer in turn: on a busy processor the delays are several times this.
 */
const TURN_MS = 2;
/**
 * Where a turn left some waiting, the next one may take as long as the app took in between, up to this: else an app that
 * works through many requests in a turn would leave more of them each time.
 */
const MAX_TURN_MS = 15;
/** When so many wait, the app leaves too little time between its requests: then each that ends takes one out, at once. */
const MANY = 500;

/**
 * Exchanges that ended and are still to be redacted and encoded. That waits for the next turn of the event
 * loop, so that an outgoing call hands its answer to the app first; and what takes longer than a few
 * milliseconds goes on in the turn after that.
 */
export class SettledExchanges<Settled> {
  /**
   * What is processed is taken out: this array grows old, and the garbage collector lets an old object keep the young ones
   * that it refers to, dead as it may be. Each exchange would be moved to where only a full collection finds it.
   */
  readonly #waiting: (Settled | undefined)[] = [];
  /** Those before it are processed. */
  #head = 0;
  #immediate: NodeJS.Immediate | undefined;
  /** When the last turn ended that left some waiting, on the clock of `performance.now()`. */
  #leftAtMs = Number.POSITIVE_INFINITY;
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
    this.#waiting.length = 0;
    this.#head = 0;
    clearImmediate(this.#immediate);
    this.#immediate = undefined;
    return true;
  }

  #processNext(): void {
    const settled = this.#waiting[this.#head];
    this.#waiting[this.#head] = undefined;
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
      const startMs = performance.now();
      const appMs = Math.max(0, startMs - this.#leftAtMs);
      const isDone = this.drainUntil(startMs + Math.min(Math.max(appMs, TURN_MS), MAX_TURN_MS));
      this.#leftAtMs = isDone ? Number.POSITIVE_INFINITY : performance.now();
      if (!isDone) this.#schedule();
    });
  }
}
