import type { ExportSignal, Prepared } from './destination.js';
import type { RecordStore, StoredRecord } from './record-store.js';

/** What was found out about the batch that a smaller one was cut from. */
interface Origin {
  wasTaken: boolean;
  invalid: number;
}

/** Records on their way together: all of one signal, all of one store. */
export class Batch {
  /** How often an answer to it left its fate in doubt. */
  doubts = 0;
  /** On the monotonic clock. */
  notBeforeMs = 0;
  readonly byteLength: number;

  constructor(
    readonly store: RecordStore,
    readonly signal: ExportSignal,
    readonly records: readonly StoredRecord[],
    /** What is sent for the records: their own form, or a smaller one. */
    readonly items: readonly Prepared[] = records.map(({ item }) => item),
    readonly origin: Origin = { wasTaken: false, invalid: 0 },
  ) {
    this.byteLength = items.reduce((sum, item) => sum + item.byteLength, 0);
  }

  get size(): number {
    return this.records.length;
  }

  get oldestSequence(): number {
    return this.records[0]?.sequence ?? Infinity;
  }

  /** The batch without the records that are not among these. */
  of(records: readonly StoredRecord[]): Batch {
    const kept = new Set(records);
    const items = this.items.filter((_, index) => {
      const record = this.records[index];
      return record !== undefined && kept.has(record);
    });
    return new Batch(this.store, this.signal, records, items, this.origin);
  }

  /** Two batches with a half of the records each; only where there are two at least. */
  halves(): readonly [Batch, Batch] {
    const middle = Math.ceil(this.size / 2);
    return [this.#part(0, middle), this.#part(middle, this.size)];
  }

  #part(start: number, end: number): Batch {
    const { store, signal, records, items, origin } = this;
    return new Batch(store, signal, records.slice(start, end), items.slice(start, end), origin);
  }
}
