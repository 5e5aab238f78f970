import type { ExportSignal, Prepared } from './destination.js';
import { Lane } from './lane.js';
import { monotonicEpochMs } from './monotonic-epoch.js';
import type { RecordStore, StoredRecord, Waiting } from './record-store.js';

/** The bounds of the queue: what is waiting and what is under way, together. */
export interface QueueBounds {
  readonly maxBytes: number;
  readonly maxRecords: number;
}

/**
 * Records in memory: first in, first out, per signal; bounded in bytes and in records. A full queue refuses
 * the newest, so that what was promised a place keeps it.
 */
export class ByteQueue implements RecordStore {
  readonly account = 'queued';
  readonly #bounds: QueueBounds;
  readonly #lanes: Readonly<Record<ExportSignal, Lane>> = { traces: new Lane(), logs: new Lane() };
  /** Taken and not settled. They count against the bounds as those that wait do. */
  readonly #taken = new Set<StoredRecord>();
  #bytes = 0;
  #records = 0;

  constructor(bounds: QueueBounds) {
    this.#bounds = bounds;
  }

  /** Bytes held, taken ones included. */
  get bytes(): number {
    return this.#bytes;
  }

  /** Records held, taken ones included. */
  get records(): number {
    return this.#records;
  }

  get fullness(): number {
    return Math.max(this.#bytes / this.#bounds.maxBytes, this.#records / this.#bounds.maxRecords);
  }

  get oldestSequence(): number {
    let oldest = Math.min(this.#lanes.traces.oldestSequence, this.#lanes.logs.oldestSequence);
    for (const { sequence } of this.#taken) oldest = Math.min(oldest, sequence);
    return oldest;
  }

  waiting(signal: ExportSignal): Waiting {
    return this.#lanes[signal];
  }

  offer(item: Prepared, sequence: number): boolean {
    if (this.#records >= this.#bounds.maxRecords) return false;
    if (this.#bytes + item.byteLength > this.#bounds.maxBytes) return false;
    this.#bytes += item.byteLength;
    this.#records += 1;
    this.#lanes[item.signal].append({ item, sequence, storedAtMs: monotonicEpochMs() });
    return true;
  }

  take(signal: ExportSignal, maxBytes: number, maxRecords: number): readonly StoredRecord[] {
    const records = this.#lanes[signal].take(maxBytes, maxRecords);
    for (const record of records) this.#taken.add(record);
    return records;
  }

  settle(records: readonly StoredRecord[]): void {
    for (const record of records) {
      if (!this.#taken.delete(record)) continue;
      this.#bytes -= record.item.byteLength;
      this.#records -= 1;
    }
  }

  putBack(records: readonly StoredRecord[]): void {
    for (const [signal, lane] of Object.entries(this.#lanes)) {
      const ofLane = records.filter((each) => each.item.signal === signal && this.#taken.delete(each));
      if (ofLane.length > 0) lane.putBack(ofLane);
    }
  }

  /** Lets go of everything, taken records included, and returns it. */
  clear(): readonly StoredRecord[] {
    const waiting = Object.values(this.#lanes).flatMap((lane) => lane.take(Infinity, Infinity));
    const cleared = [...this.#taken, ...waiting];
    this.#taken.clear();
    this.#bytes = this.#records = 0;
    return cleared;
  }
}
