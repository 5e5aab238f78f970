import { Batch } from './batch.js';
import { concludeBatch, expireRecords, type Books } from './batch-outcome.js';
import type { Destination, ExportSignal, SendResult } from './destination.js';
import { DestinationState, type DestinationStateOptions } from './destination-state.js';
import { ParkedBatches } from './parked-batches.js';
import type { RecordStore } from './record-store.js';

/** When a batch is full, how long one may wait to become so, and how long a record may wait in all. */
export interface BatchLimits {
  readonly flushIntervalMs: number;
  readonly maxBatchBytes: number;
  readonly maxBatchRecords: number;
  readonly maxAgeMs: number;
}

export interface BatchSenderParts {
  readonly signal: ExportSignal;
  readonly destination: Destination;
  readonly stores: readonly RecordStore[];
  readonly limits: BatchLimits;
  readonly state: Omit<DestinationStateOptions, 'maxConcurrent'>;
  readonly books: Books;
  readonly runSuppressed: <T>(fn: () => T) => T;
  /** Of the newest record that any store was given. */
  readonly lastSequence: () => number;
  /** Called after every batch whose fate is known. */
  readonly onProgress: () => void;
}

const MAX_PARKED_IN_TROUBLE = 2;

/**
 * The rhythm of one signal: a batch leaves when it is full or when its oldest record has waited long enough,
 * several at a time while the destination is ready, and never on the stack of whoever queued the record.
 */
export class BatchSender {
  readonly state: DestinationState;
  readonly #parts: BatchSenderParts;
  readonly #abort = new AbortController();
  readonly #underWay = new Set<Batch>();
  readonly #parked = new ParkedBatches();
  #maxBatchBytes: number;
  /** Records up to this sequence number do not wait for a fuller batch. */
  #dueThrough = 0;
  /** Armed only while something waits: an idle sender has no timer. */
  #timer: NodeJS.Timeout | undefined;
  /** When the timer fires, on the monotonic clock. */
  #wakeAtMs = 0;
  #immediate: NodeJS.Immediate | undefined;
  #isPumping = false;

  constructor(parts: BatchSenderParts) {
    this.#parts = parts;
    this.#maxBatchBytes = parts.limits.maxBatchBytes;
    this.state = new DestinationState({
      ...parts.state,
      maxConcurrent: parts.destination.maxConcurrent ?? 1,
    });
  }

  /** To be called after a record was stored. Cheap: it is called for every one. */
  nudge(): void {
    this.#schedule();
  }

  /** Sends what was stored up to this sequence number now, even after a failure. */
  sendThrough(sequence: number): void {
    this.#dueThrough = Math.max(this.#dueThrough, sequence);
    this.state.hurry();
    this.#disarm();
    this.#schedule();
  }

  /** The same where there will be no other chance: batches that wait for their own sake wait no longer. */
  sendLast(sequence: number): void {
    this.#parked.hurry();
    this.sendThrough(sequence);
  }

  /** Aborts what is under way; its fate is the caller's to count from here on. */
  stop(): void {
    this.#disarm();
    this.#abort.abort();
    this.#parked.clear();
  }

  #isDue(): boolean {
    let records = 0;
    let bytes = 0;
    for (const store of this.#parts.stores) {
      const waiting = store.waiting(this.#parts.signal);
      if (waiting.oldestSequence <= this.#dueThrough) return true;
      records += waiting.records;
      bytes += waiting.bytes;
    }
    return bytes >= this.#maxBatchBytes || records >= this.#parts.limits.maxBatchRecords;
  }

  /** Arranges for the next batch, at the moment at which it may leave. */
  #schedule(): void {
    if (this.#abort.signal.aborted || this.#isPumping || this.#immediate !== undefined) return;
    if (this.#underWay.size >= this.state.maxConcurrent) return;
    const readyInMs = Math.min(this.#parked.delayMs, this.#freshInMs());
    if (readyInMs === Infinity) return;
    const delayMs = Math.max(this.state.delayMs, readyInMs);
    if (delayMs === 0) {
      this.#disarm();
      // Not unref'd: such an immediate waits until something else wakes the event loop.
      this.#immediate = setImmediate(() => this.#wake());
    } else if (this.#timer === undefined || performance.now() + delayMs < this.#wakeAtMs) {
      this.#disarm();
      this.#wakeAtMs = performance.now() + delayMs;
      this.#timer = setTimeout(() => this.#wakeLate(), delayMs).unref();
    }
  }

  /** Milliseconds until a batch may be taken that was not sent before; `Infinity` where none may. */
  #freshInMs(): number {
    const { stores, signal, limits } = this.#parts;
    if (!this.#mayTakeFresh() || !stores.some((store) => store.waiting(signal).records > 0)) return Infinity;
    return this.#isDue() ? 0 : limits.flushIntervalMs;
  }

  /**
   * While the destination does not take records, no more than a few batches are tried on it. Not one alone:
   * it could be that batch which is at fault.
   */
  #mayTakeFresh(): boolean {
    return this.state.readiness === 'ready' || this.#parked.size < MAX_PARKED_IN_TROUBLE;
  }

  #disarm(): void {
    clearTimeout(this.#timer);
    clearImmediate(this.#immediate);
    this.#timer = undefined;
    this.#immediate = undefined;
  }

  #wakeLate(): void {
    this.#dueThrough = Math.max(this.#dueThrough, this.#parts.lastSequence());
    this.#wake();
  }

  #wake(): void {
    this.#disarm();
    this.#isPumping = true;
    try {
      // Node's timers and immediates keep the context of whoever set them: the exchange of some request.
      void this.#parts.runSuppressed(() => this.#pump());
    } catch {
      // Nothing catches what is thrown here but the process. Nothing was sent: it will be tried again.
      this.#failed();
      this.#rest();
    }
  }

  async #pump(): Promise<void> {
    try {
      while (this.#underWay.size < this.state.maxConcurrent && this.state.delayMs === 0) {
        const batch = this.#parked.next() ?? (await this.#takeDue());
        if (batch === undefined || this.#abort.signal.aborted) break;
        void this.#send(batch);
      }
    } catch {
      this.#failed();
    }
    this.#rest();
  }

  #failed(): void {
    this.#parts.books.diagnostics.warn('internal', 'Records could not be sent or read; they are held.');
    this.state.failed(this.state.begin(), undefined);
  }

  #rest(): void {
    this.#isPumping = false;
    this.#schedule();
  }

  /** The next batch from whichever store has the oldest record. */
  async #takeDue(): Promise<Batch | undefined> {
    const { stores, signal, limits, books } = this.#parts;
    while (this.#mayTakeFresh() && this.#isDue()) {
      const [store] = stores.toSorted(
        (one, other) => one.waiting(signal).oldestSequence - other.waiting(signal).oldestSequence,
      );
      if (store === undefined) return undefined;
      const taken = await store.take(signal, this.#maxBatchBytes, limits.maxBatchRecords);
      if (taken.length === 0 && store.waiting(signal).records > 0) throw new Error('a store gave nothing');
      const records = expireRecords(books, this.state, store, taken, limits.maxAgeMs);
      if (records.length > 0) return new Batch(store, signal, records);
    }
    return undefined;
  }

  async #send(batch: Batch): Promise<void> {
    this.#underWay.add(batch);
    const epoch = this.state.begin();
    const result = await this.#attempt(batch);
    this.#underWay.delete(batch);
    if (this.#abort.signal.aborted) return;
    if (result.status === 'too_large' && batch.size > 1) this.#lowerLimit(batch);
    this.#park(this.#conclude(batch, result, epoch));
    this.#parts.onProgress();
    this.#disarm();
    this.#schedule();
  }

  /** Nobody waits for this: what is thrown here would be an unhandled rejection of the app. */
  #conclude(batch: Batch, result: SendResult, epoch: number): readonly Batch[] {
    try {
      return concludeBatch(this.#parts.books, this.state, batch, result, epoch);
    } catch {
      this.#failed();
      return [batch];
    }
  }

  async #attempt(batch: Batch): Promise<SendResult> {
    try {
      return await this.#parts.destination.send(batch.items, this.#abort.signal);
    } catch {
      return { status: 'retryable', reason: 'the destination threw' };
    }
  }

  /** What did not fit in one piece will not fit the next time either. */
  #lowerLimit(batch: Batch): void {
    this.#maxBatchBytes = Math.min(this.#maxBatchBytes, Math.ceil(batch.byteLength / 2));
  }

  /** Those that come back lose the records that are too old by now. */
  #park(batches: readonly Batch[]): void {
    const { books, limits } = this.#parts;
    for (const batch of batches) {
      const kept = expireRecords(books, this.state, batch.store, batch.records, limits.maxAgeMs);
      if (kept.length > 0) this.#parked.add(kept.length === batch.size ? batch : batch.of(kept));
    }
  }
}
