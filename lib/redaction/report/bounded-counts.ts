/** Counts of things, of which no more than a number are told apart. */
export class BoundedCounts<Entry extends object> {
  readonly #counts = new Map<string, { readonly entry: Entry; times: number }>();

  constructor(private readonly maxEntries: number) {}

  /**
   * @param key tells the entries apart; of entries with the same key the first is kept
   * @returns whether it was counted: there may be no place for a new key
   */
  add(key: string, entry: Entry, times: number): boolean {
    const known = this.#counts.get(key);
    if (known === undefined && this.#counts.size >= this.maxEntries) return false;
    if (known === undefined) this.#counts.set(key, { entry, times });
    else known.times += times;
    return true;
  }

  has(key: string): boolean {
    return this.#counts.has(key);
  }

  /** By key: the order says nothing about what came first. */
  sorted(): readonly (Entry & { readonly times: number })[] {
    return [...this.#counts]
      .toSorted(([left], [right]) => (left < right ? -1 : 1))
      .map(([, { entry, times }]) => ({ ...entry, times }));
  }
}
