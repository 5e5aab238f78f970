import type { StoredRecord, Waiting } from './record-store.js';

/** The waiting records of one signal, oldest first. */
export class Lane implements Waiting {
  #records: StoredRecord[] = [];
  #bytes = 0;

  get records(): number {
    return this.#records.length;
  }

  get bytes(): number {
    return this.#bytes;
  }

  get oldestSequence(): number {
    return this.#records[0]?.sequence ?? Infinity;
  }

  append(record: StoredRecord): void {
    this.#records.push(record);
    this.#bytes += record.item.byteLength;
  }

  /** The longest prefix within the limits; one record at least, or a big one would wait for ever. */
  take(maxBytes: number, maxRecords: number): readonly StoredRecord[] {
    let count = 0;
    let bytes = 0;
    for (const { item } of this.#records) {
      if (count > 0 && (bytes + item.byteLength > maxBytes || count >= maxRecords)) break;
      bytes += item.byteLength;
      count += 1;
    }
    this.#bytes -= bytes;
    return this.#records.splice(0, count);
  }

  putBack(records: readonly StoredRecord[]): void {
    this.#records = [...records, ...this.#records].toSorted((one, other) => one.sequence - other.sequence);
    for (const { item } of records) this.#bytes += item.byteLength;
  }
}
