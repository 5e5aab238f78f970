const MAX_FAULTS = 100;
const WINDOW_MS = 60_000;
const PAUSE_MS = 60_000;

/** Told when capture switches itself off and on. */
export interface BreakerHooks {
  /** @param lastFault the step that failed last, and with which type of error */
  readonly paused: (lastFault: string) => void;
  readonly resumed: () => void;
}

/**
 * Switches capture off for a minute when 100 of our own steps failed within a minute: what fails so often is
 * of no use, and only costs the app. No timer: whether the minute is over is looked up when somebody asks.
 */
export class CaptureBreaker {
  /** When the latest faults happened, at most MAX_FAULTS of them, in a ring. */
  readonly #faultsAtMs: number[] = [];
  /** Where the next fault goes; once the ring is full, where the oldest one stands. */
  #next = 0;
  #pausedUntilMs: number | undefined;

  /** @param nowMs a monotonic clock */
  constructor(
    private readonly hooks: BreakerHooks,
    private readonly nowMs: () => number = () => performance.now(),
  ) {}

  /** Counts a fault of our own. Those of what was still under way when capture paused do not prolong it. */
  failed(fault: string): void {
    if (this.#pausedUntilMs !== undefined) return;
    const nowMs = this.nowMs();
    this.#faultsAtMs[this.#next] = nowMs;
    this.#next = (this.#next + 1) % MAX_FAULTS;
    const oldestMs = this.#faultsAtMs[this.#next];
    if (oldestMs === undefined || this.#faultsAtMs.length < MAX_FAULTS || nowMs - oldestMs > WINDOW_MS)
      return;
    this.#pausedUntilMs = nowMs + PAUSE_MS;
    this.hooks.paused(fault);
  }

  /** Whether nothing is to be captured now. */
  get isPaused(): boolean {
    if (this.#pausedUntilMs === undefined) return false;
    if (this.nowMs() < this.#pausedUntilMs) return true;
    this.#pausedUntilMs = undefined;
    this.#faultsAtMs.length = 0;
    this.#next = 0;
    this.hooks.resumed();
    return false;
  }
}
