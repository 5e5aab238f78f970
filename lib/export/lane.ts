import type { Prepared } from './destination.js';

/** A queued record and when it came. */
export interface Entry {
  readonly sequence: number;
  readonly item: Prepared;
}

/** The waiting records of one signal, oldest first. */
export class Lane {
  #entries: Entry[] = [];

  /** `Infinity` when nothing waits. */
  get oldestSequence(): number {
    return this.#entries[0]?.sequence ?? Infinity;
  }

  append(entry: Entry): void {
    this.#entries.push(entry);
  }

  /** The longest prefix within the limits; one record at least, or a big one would wait for ever. */
  take(maxBytes: number, maxRecords: number): Entry[] {
    let count = 0;
    let bytes = 0;
    for (const { item } of this.#entries) {
      bytes += item.byteLength;
      if (count > 0 && (bytes > maxBytes || count >= maxRecords)) break;
      count += 1;
    }
    return this.#entries.splice(0, count);
  }

  putBack(entries: readonly Entry[]): void {
    this.#entries = [...entries, ...this.#entries];
  }

  clear(): void {
    this.#entries = [];
  }
}
