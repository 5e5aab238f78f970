import { ByteQueue, type QueueBounds } from './byte-queue.js';
import type { Prepared } from './destination.js';
import type { Ledger } from './ledger.js';
import type { RecordStore } from './record-store.js';

/** A store on disk: it is closed, and then left for the next process. */
export interface LastingStore extends RecordStore {
  /** To be called before the last records are offered. */
  hurry(): void;
  close(): Promise<void>;
}

/** From this share of the bounds on, room is scarce. */
const SCARCE_FROM = 0.75;

/** Where records are held: on disk, if there is a spool and it takes them, else in memory. */
export class RecordStores {
  readonly all: readonly RecordStore[];
  readonly #memory: ByteQueue;
  readonly #lasting: LastingStore | undefined;
  readonly #ledger: Ledger;
  #lastSequence = 0;

  /** @param openLasting opens the store on disk, given how its records are numbered */
  constructor(
    bounds: QueueBounds,
    ledger: Ledger,
    openLasting?: (nextSequence: () => number) => LastingStore,
  ) {
    this.#ledger = ledger;
    this.#memory = new ByteQueue(bounds);
    this.#lasting = openLasting?.(() => (this.#lastSequence += 1));
    this.all = this.#lasting === undefined ? [this.#memory] : [this.#lasting, this.#memory];
  }

  /** Of the newest record that any store was given. */
  get lastSequence(): number {
    return this.#lastSequence;
  }

  /** Whether all stores are nearly full. */
  get isScarce(): boolean {
    return this.all.every((store) => store.fullness >= SCARCE_FROM);
  }

  /** Writes the record into the books of the first store that has room. False: none has. */
  offer(item: Prepared): boolean {
    const sequence = this.#lastSequence + 1;
    const store = this.all.find((each) => each.offer(item, sequence));
    if (store === undefined) return false;
    this.#lastSequence = sequence;
    this.#ledger.admitted(store.account);
    return true;
  }

  /** Whether the fate of all records up to this one is known. */
  isSettled(through: number): boolean {
    return this.all.every((store) => store.oldestSequence > through);
  }

  /** Whether what is left would survive the process. */
  get isLasting(): boolean {
    return this.#memory.records === 0;
  }

  /**
   * Ends the stores. What is left in memory goes to disk where that takes it, else it is dropped; what is on
   * disk stays there.
   *
   * @returns how many records were dropped
   */
  end(): number {
    const left = this.#memory.clear();
    this.#lasting?.hurry();
    const saved = left.filter(({ item }) => this.#lasting?.offer(item, this.#lastSequence) === true).length;
    this.#ledger.moved('queued', 'spooled', saved);
    this.#ledger.discarded('queued', 'shutdown', left.length - saved);
    return left.length - saved;
  }

  /** Never rejects. */
  async close(): Promise<void> {
    await this.#lasting?.close();
  }
}
