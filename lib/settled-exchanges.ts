/**
 * Exchanges that ended in this turn of the event loop. Redacting and encoding them waits for the next one,
 * so that an outgoing call hands its answer to the app first.
 */
export class SettledExchanges<Settled> {
  #waiting: Settled[] = [];
  #immediate: NodeJS.Immediate | undefined;

  constructor(private readonly process: (settled: Settled) => void) {}

  get count(): number {
    return this.#waiting.length;
  }

  add(settled: Settled): void {
    this.#waiting.push(settled);
    this.#immediate ??= setImmediate(() => this.drain());
  }

  /** Processes all that wait, now. */
  drain(): void {
    clearImmediate(this.#immediate);
    this.#immediate = undefined;
    for (const settled of this.#waiting.splice(0)) this.process(settled);
  }
}
