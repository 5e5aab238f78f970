/** What is kept, and about how much of the memory it takes. */
export interface Weighed {
  readonly byteLength: number;
}

export interface Bounds {
  readonly maxCount: number;
  readonly maxBytes: number;
}

/** Keeps the newest of what it is given: the oldest go as soon as there are too many, or they take too much memory. */
export class BoundedList<Item extends Weighed> {
  readonly #bounds: Bounds;
  /** Items before head went. */
  #items: (Item | undefined)[] = [];
  #head = 0;
  #byteLength = 0;
  #gone = 0;

  constructor(bounds: Bounds) {
    this.#bounds = bounds;
  }

  get count(): number {
    return this.#items.length - this.#head;
  }

  get byteLength(): number {
    return this.#byteLength;
  }

  /** How many had to go. */
  get gone(): number {
    return this.#gone;
  }

  add(item: Item): void {
    this.#items.push(item);
    this.#byteLength += item.byteLength;
    while (this.count > this.#bounds.maxCount || this.#byteLength > this.#bounds.maxBytes) this.#dropOldest();
  }

  /** The oldest first. */
  all(): readonly Item[] {
    return this.#items.filter((item) => item !== undefined);
  }

  clear(): void {
    this.#items = [];
    this.#head = 0;
    this.#byteLength = 0;
    this.#gone = 0;
  }

  #dropOldest(): void {
    this.#byteLength -= this.#items[this.#head]?.byteLength ?? 0;
    this.#items[this.#head] = undefined;
    this.#head += 1;
    this.#gone += 1;
    // One move for many that went, not one for each.
    if (this.#head * 2 <= this.#items.length) return;
    this.#items = this.#items.slice(this.#head);
    this.#head = 0;
  }
}
