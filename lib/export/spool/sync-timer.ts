/** Runs something a while after it was asked for, once however often it was; never twice at a time. */
export class SyncTimer {
  readonly #intervalMs: number;
  readonly #run: () => Promise<void>;
  #timer: NodeJS.Timeout | undefined;
  #isRunning = false;
  #isAskedFor = false;

  /** With an interval of 0 it never runs. `run` must not reject. */
  constructor(intervalMs: number, run: () => Promise<void>) {
    this.#intervalMs = intervalMs;
    this.#run = run;
  }

  ask(): void {
    if (this.#intervalMs <= 0) return;
    if (this.#isRunning) this.#isAskedFor = true;
    else this.#timer ??= setTimeout(() => void this.#fire(), this.#intervalMs).unref();
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#isAskedFor = false;
  }

  async #fire(): Promise<void> {
    this.#timer = undefined;
    this.#isRunning = true;
    await this.#run();
    this.#isRunning = false;
    if (!this.#isAskedFor) return;
    this.#isAskedFor = false;
    this.ask();
  }
}
