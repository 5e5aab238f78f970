import type { ExportSignal, Prepared } from './destination.js';
import { Lane, type Entry } from './lane.js';

/** The bounds of the queue: what is waiting and what is under way, together. */
export interface QueueBounds {
  readonly maxBytes: number;
  readonly maxRecords: number;
}

/** Records taken together, all of one signal. They stay in the queue's accounts until they are released. */
export interface Batch {
  readonly items: readonly Prepared[];
  readonly byteLength: number;
  /** The sequence number of the first item. */
  readonly oldestSequence: number;
}

/**
 * First in, first out, per signal; bounded in bytes and in records. A full queue refuses the newest, so
 * that what was promised a place keeps it.
 */
export class ByteQueue {
  readonly #bounds: QueueBounds;
  readonly #lanes: Readonly<Record<ExportSignal, Lane>> = { traces: new Lane(), logs: new Lane() };
  readonly #taken = new Map<Batch, readonly Entry[]>();
  #bytes = 0;
  #records = 0;
  #waitingBytes = 0;
  #waitingRecords = 0;
  #lastSequence = 0;

  constructor(bounds: QueueBounds) {
    this.#bounds = bounds;
  }

  /** Bytes held, batches under way included. */
  get bytes(): number {
    return this.#bytes;
  }

  /** Records held, batches under way included. */
  get records(): number {
    return this.#records;
  }

  /** Bytes not taken yet. */
  get waitingBytes(): number {
    return this.#waitingBytes;
  }

  /** Records not taken yet. */
  get waitingRecords(): number {
    return this.#waitingRecords;
  }

  /** Of the newest record ever accepted; they count from 1. */
  get lastSequence(): number {
    return this.#lastSequence;
  }

  /** Of the oldest record still held, under way or waiting; `Infinity` when there is none. */
  get oldestSequence(): number {
    let oldest = this.oldestWaitingSequence;
    for (const batch of this.#taken.keys()) oldest = Math.min(oldest, batch.oldestSequence);
    return oldest;
  }

  /** Of the oldest record not taken yet; `Infinity` when there is none. */
  get oldestWaitingSequence(): number {
    return Math.min(this.#lanes.traces.oldestSequence, this.#lanes.logs.oldestSequence);
  }

  /** Whether there was room. */
  offer(item: Prepared): boolean {
    if (this.#records >= this.#bounds.maxRecords) return false;
    if (this.#bytes + item.byteLength > this.#bounds.maxBytes) return false;
    this.#lastSequence += 1;
    this.#bytes += item.byteLength;
    this.#records += 1;
    this.#waitingBytes += item.byteLength;
    this.#waitingRecords += 1;
    this.#lanes[item.signal].append({ sequence: this.#lastSequence, item });
    return true;
  }

  /** The oldest record and what follows it in its signal, within the limits but never nothing at all. */
  take(maxBatchBytes: number, maxBatchRecords: number): Batch | undefined {
    const { traces, logs } = this.#lanes;
    const lane = traces.oldestSequence <= logs.oldestSequence ? traces : logs;
    const entries = lane.take(maxBatchBytes, maxBatchRecords);
    const first = entries[0];
    if (first === undefined) return undefined;
    const items = entries.map((entry) => entry.item);
    const byteLength = items.reduce((sum, item) => sum + item.byteLength, 0);
    const batch: Batch = { items, byteLength, oldestSequence: first.sequence };
    this.#taken.set(batch, entries);
    this.#waitingBytes -= byteLength;
    this.#waitingRecords -= items.length;
    return batch;
  }

  /** The batch's fate is known: its room is free again. */
  release(batch: Batch): void {
    if (!this.#taken.delete(batch)) return;
    this.#bytes -= batch.byteLength;
    this.#records -= batch.items.length;
  }

  /** The batch waits again, ahead of what is younger. */
  restore(batch: Batch): void {
    const entries = this.#taken.get(batch);
    const first = entries?.[0];
    if (entries === undefined || first === undefined) return;
    this.#taken.delete(batch);
    this.#lanes[first.item.signal].putBack(entries);
    this.#waitingBytes += batch.byteLength;
    this.#waitingRecords += batch.items.length;
  }

  /** Lets go of everything, batches under way included, and says how many records that were. */
  clear(): number {
    const cleared = this.#records;
    this.#lanes.traces.clear();
    this.#lanes.logs.clear();
    this.#taken.clear();
    this.#bytes = this.#records = this.#waitingBytes = this.#waitingRecords = 0;
    return cleared;
  }
}
