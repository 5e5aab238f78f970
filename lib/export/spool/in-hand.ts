import type { StoredRecord } from '../record-store.js';
import type { Place } from './segment.js';

/** The records that left their lists and are not settled: those being read, and those taken. */
export class RecordsInHand {
  readonly #reading = new Set<Place>();
  readonly #taken = new Map<StoredRecord, Place>();

  /** `Infinity` when there are none. */
  get oldestSequence(): number {
    let oldest = Infinity;
    for (const { sequence } of this.#reading) oldest = Math.min(oldest, sequence);
    for (const { sequence } of this.#taken.values()) oldest = Math.min(oldest, sequence);
    return oldest;
  }

  startReading(places: readonly Place[]): void {
    for (const place of places) this.#reading.add(place);
  }

  stopReading(place: Place): void {
    this.#reading.delete(place);
  }

  take(record: StoredRecord, place: Place): void {
    this.#reading.delete(place);
    this.#taken.set(record, place);
  }

  /** Where they are in their segments; what is not taken is ignored. */
  settle(records: readonly StoredRecord[]): Place[] {
    return records.flatMap((record) => {
      const place = this.#taken.get(record);
      this.#taken.delete(record);
      return place === undefined ? [] : [place];
    });
  }
}
