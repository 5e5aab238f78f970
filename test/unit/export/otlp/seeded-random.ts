/** Choices that are the same for a seed (mulberry32). */
export class SeededRandom {
  #state: number;

  constructor(seed: number) {
    this.#state = seed >>> 0;
  }

  /** From 0 up to 1. */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), this.#state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }

  /** A whole number below the limit. */
  upTo(limit: number): number {
    return Math.floor(this.next() * limit);
  }

  chance(probability: number): boolean {
    return this.next() < probability;
  }

  pick<T>(choices: readonly T[]): T {
    const choice = choices[this.upTo(choices.length)];
    // As it may be: `undefined` is a choice like others.
    return choice as T;
  }

  /** With this probability any items at all, and then so many at most. */
  list<T>(probability: number, most: number, make: () => T): T[] {
    return this.chance(probability) ? Array.from({ length: this.upTo(most + 1) }, make) : [];
  }

  hex(digits: number): string {
    let text = '';
    while (text.length < digits)
      text += this.upTo(2 ** 32)
        .toString(16)
        .padStart(8, '0');
    return text.slice(0, digits);
  }
}
