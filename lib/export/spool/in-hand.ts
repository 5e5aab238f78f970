import type { ExportSignal } from '../destination.js';
import type { StoredRecord, Waiting } from '../record-store.js';
import type { Place } from './segment.js';

/**
 * The records that left their lists and are not settled: those being read, those taken, and those put back, which
 * stay in memory until they are taken again. There are never more than were under way at one time.
 */
export class RecordsInHand {
  readonly #reading = new Set<Place>();
  readonly #taken = new Map<StoredRecord, Place>();
  readonly #returned: Record<ExportSignal, Held[]> = { traces: [], logs: [] };

  /** `Infinity` when there are none. */
  get oldestSequence(): number {
    let oldest = Math.min(this.#oldestReturned('traces'), this.#oldestReturned('logs'));
    for (const { sequence } of this.#reading) oldest = Math.min(oldest, sequence);
    for (const { sequence } of this.#taken.values()) oldest = Math.min(oldest, sequence);
    return oldest;
  }

  /** Those put back. */
  waiting(signal: ExportSignal): Waiting {
    const returned = this.#returned[signal];
    const bytes = returned.reduce((sum, { record }) => sum + record.item.byteLength, 0);
    return { records: returned.length, bytes, oldestSequence: this.#oldestReturned(signal) };
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

  putBack(records: readonly StoredRecord[]): void {
    for (const record of records) {
      const place = this.#taken.get(record);
      if (place === undefined) continue;
      this.#taken.delete(record);
      this.#returned[place.signal].push({ record, place });
    }
    for (const returned of Object.values(this.#returned)) returned.sort(bySequence);
  }

  /** The oldest of those put back, within the limits but one at least. */
  takeReturned(signal: ExportSignal, maxBytes: number, maxRecords: number): StoredRecord[] {
    let bytes = 0;
    const returned = this.#returned[signal];
    const beyond = returned.findIndex(({ record }, index) => {
      bytes += record.item.byteLength;
      return index > 0 && (bytes > maxBytes || index >= maxRecords);
    });
    const taken = returned.splice(0, beyond === -1 ? returned.length : beyond);
    for (const { record, place } of taken) this.#taken.set(record, place);
    return taken.map(({ record }) => record);
  }

  /** Removes those put back that match, and says where they are. */
  dropReturned(isDropped: (place: Place) => boolean): Place[] {
    return SIGNALS.flatMap((signal) => {
      const dropped = this.#returned[signal].filter(({ place }) => isDropped(place));
      if (dropped.length > 0)
        this.#returned[signal] = this.#returned[signal].filter(({ place }) => !isDropped(place));
      return dropped.map(({ place }) => place);
    });
  }

  #oldestReturned(signal: ExportSignal): number {
    return this.#returned[signal][0]?.record.sequence ?? Infinity;
  }
}

interface Held {
  readonly record: StoredRecord;
  readonly place: Place;
}

const SIGNALS: readonly ExportSignal[] = ['traces', 'logs'];

function bySequence(a: Held, b: Held): number {
  return a.record.sequence - b.record.sequence;
}
