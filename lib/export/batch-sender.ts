import { recordOutcome } from './batch-outcome.js';
import type { Batch, ByteQueue } from './byte-queue.js';
import type { Destination, SendResult } from './destination.js';
import type { ThrottledDiagnostics } from './diagnostics.js';
import type { Ledger } from './ledger.js';

/** When a batch is full, and how long one may wait to become so. */
export interface BatchLimits {
  readonly flushIntervalMs: number;
  readonly maxBatchBytes: number;
  readonly maxBatchRecords: number;
}

export interface BatchSenderParts {
  readonly destination: Destination;
  readonly queue: ByteQueue;
  readonly ledger: Ledger;
  readonly limits: BatchLimits;
  readonly diagnostics: ThrottledDiagnostics;
  readonly runSuppressed: <T>(fn: () => T) => T;
  /** Called after every batch whose fate is known. */
  readonly onProgress: () => void;
}

/**
 * The rhythm: a batch leaves when it is full or when its oldest record has waited long enough, one batch
 * at a time, and never on the stack of whoever queued the record.
 */
export class BatchSender {
  readonly #parts: BatchSenderParts;
  readonly #abort = new AbortController();
  /** Records up to this sequence number do not wait for a fuller batch. */
  #dueThrough = 0;
  /** Armed only while something waits and nothing is under way: an idle sender has no timer. */
  #timer: NodeJS.Timeout | undefined;
  #immediate: NodeJS.Immediate | undefined;
  #sending = false;
  /** The destination handed a batch back: until the timer fires, a due batch is no reason to try again. */
  #holding = false;

  constructor(parts: BatchSenderParts) {
    this.#parts = parts;
  }

  /** To be called after a record was queued. */
  nudge(): void {
    if (this.#sending || this.#holding || this.#immediate !== undefined || this.#abort.signal.aborted) return;
    if (this.#isDue()) {
      this.#immediate = setImmediate(() => this.#start()).unref();
      return;
    }
    if (this.#timer === undefined) this.#arm(this.#parts.limits.flushIntervalMs);
  }

  /** Sends what was queued up to this sequence number now, even while holding. */
  sendThrough(sequence: number): void {
    this.#dueThrough = Math.max(this.#dueThrough, sequence);
    this.#start();
  }

  /** Aborts the batch under way; its fate is the caller's to count from here on. */
  stop(): void {
    this.#disarm();
    this.#abort.abort();
  }

  #isDue(): boolean {
    const { queue, limits } = this.#parts;
    if (queue.oldestWaitingSequence <= this.#dueThrough) return true;
    return queue.waitingBytes >= limits.maxBatchBytes || queue.waitingRecords >= limits.maxBatchRecords;
  }

  #arm(delayMs: number): void {
    this.#timer = setTimeout(() => this.sendThrough(this.#parts.queue.lastSequence), delayMs).unref();
  }

  #disarm(): void {
    clearTimeout(this.#timer);
    clearImmediate(this.#immediate);
    this.#timer = undefined;
    this.#immediate = undefined;
    this.#holding = false;
  }

  #start(): void {
    if (this.#sending || this.#abort.signal.aborted) return;
    this.#disarm();
    this.#sending = true;
    void this.#run();
  }

  async #run(): Promise<void> {
    try {
      await this.#parts.runSuppressed(() => this.#sendDue());
    } catch {
      this.#parts.diagnostics.warn('internal', 'Sending failed inside the SDK; it will be tried again.');
      this.#hold(this.#parts.limits.flushIntervalMs);
    }
    this.#sending = false;
    this.#parts.onProgress();
    if (this.#parts.queue.waitingRecords > 0) this.nudge();
  }

  async #sendDue(): Promise<void> {
    const { queue, limits, onProgress } = this.#parts;
    while (this.#isDue()) {
      const batch = queue.take(limits.maxBatchBytes, limits.maxBatchRecords);
      if (batch === undefined) return;
      const result = await this.#send(batch);
      if (this.#abort.signal.aborted) return;
      this.#settle(batch, result);
      if (result.status === 'retryable') return;
      onProgress();
    }
  }

  async #send(batch: Batch): Promise<SendResult> {
    try {
      return await this.#parts.destination.send(batch.items, this.#abort.signal);
    } catch {
      return { status: 'retryable', reason: 'the destination threw' };
    }
  }

  #settle(batch: Batch, result: SendResult): void {
    const { queue, limits } = this.#parts;
    if (result.status === 'retryable') {
      queue.restore(batch);
      this.#hold(Math.max(result.retryAfterMs ?? 0, limits.flushIntervalMs));
    } else {
      queue.release(batch);
    }
    recordOutcome(this.#parts, batch, result);
  }

  #hold(delayMs: number): void {
    this.#holding = true;
    this.#arm(delayMs);
  }
}
