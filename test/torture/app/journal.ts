import { beforeDeadline } from '../deadline.js';

/** What the app itself saw during one kind of request, in order: equal with and without the module. */
export class Journal {
  #entries: string[] = [];
  #waiting: { entry: string; resolve: () => void }[] = [];

  get entries(): readonly string[] {
    return this.#entries;
  }

  note(entry: string): void {
    this.#entries.push(entry);
    for (const waiter of this.#waiting.filter((waiting) => waiting.entry === entry)) waiter.resolve();
    this.#waiting = this.#waiting.filter((waiting) => waiting.entry !== entry);
  }

  /** Resolves when an entry was noted since the last `clear`. */
  async reached(entry: string): Promise<void> {
    if (this.#entries.includes(entry)) return;
    const reached = new Promise<void>((resolve) => this.#waiting.push({ entry, resolve }));
    await beforeDeadline(reached, `the app to note "${entry}"`);
  }

  clear(): void {
    this.#entries = [];
    this.#waiting = [];
  }
}
