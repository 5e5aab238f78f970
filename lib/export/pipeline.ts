import type { RedactedRecord } from '../exchange/redacted-exchange.js';
import { BatchSender } from './batch-sender.js';
import { ByteQueue } from './byte-queue.js';
import { settled, Waiters } from './deadline.js';
import type { Destination, Prepared } from './destination.js';
import { ThrottledDiagnostics, type PipelineDiagnostics } from './diagnostics.js';
import { DROP_WARNINGS } from './drop-warnings.js';
import { Ledger } from './ledger.js';
import type { DropReason, PipelineStatus } from './pipeline-status.js';

/**
 * The most one record or batch may take: an export request is at most 4 MiB (wire-contract section 2), and
 * the resource needs some room beside it.
 */
const MAX_REQUEST_BYTES = 4 * 1024 * 1024 - 64 * 1024;

/** The bounds and the rhythm of a pipeline. */
export interface PipelineOptions {
  readonly maxBytes: number;
  readonly maxRecords: number;
  readonly flushIntervalMs: number;
  readonly maxBatchBytes: number;
  readonly maxBatchRecords: number;
  readonly shutdownTimeoutMs: number;
}

/** What a pipeline calls outside of itself. */
export interface PipelineHooks extends PipelineDiagnostics {
  /** Runs a function where nothing is captured, so that no export is ever recorded as a call of the app. */
  readonly runSuppressed?: <T>(fn: () => T) => T;
}

/**
 * Admits redacted records, holds them within bounds and sends them in batches, one at a time. Nothing here
 * throws into the caller, and every record is accounted for at every moment.
 */
export class Pipeline {
  readonly #destination: Destination;
  readonly #options: PipelineOptions;
  readonly #diagnostics: ThrottledDiagnostics;
  readonly #queue: ByteQueue;
  readonly #ledger = new Ledger();
  readonly #flushes = new Waiters();
  readonly #sender: BatchSender;
  #shutdown: Promise<void> | undefined;
  #closed = false;

  constructor(destination: Destination, options: PipelineOptions, hooks: PipelineHooks) {
    this.#destination = destination;
    this.#options = options;
    this.#diagnostics = new ThrottledDiagnostics(hooks);
    this.#queue = new ByteQueue(options);
    this.#sender = new BatchSender({
      destination,
      queue: this.#queue,
      ledger: this.#ledger,
      limits: { ...options, maxBatchBytes: Math.min(options.maxBatchBytes, MAX_REQUEST_BYTES) },
      diagnostics: this.#diagnostics,
      runSuppressed: hooks.runSuppressed ?? ((fn) => fn()),
      onProgress: () => this.#flushes.check(),
    });
  }

  /** Takes a record over, or counts why not. Never throws, never waits. */
  admit(record: RedactedRecord): void {
    if (this.#closed) return this.drop('shutdown');
    const prepared = this.#prepare(record);
    if (typeof prepared === 'string') return this.drop(prepared);
    if (!this.#queue.offer(prepared)) return this.drop('queue_full');
    this.#ledger.admitted();
    this.#sender.nudge();
  }

  /** Counts a capture that never became a record. */
  drop(reason: DropReason): void {
    this.#ledger.refused(reason);
    const warning = DROP_WARNINGS[reason];
    if (warning !== undefined) this.#diagnostics.warn(reason, warning);
  }

  /** Resolves once what was admitted before the call is settled, or at the deadline. Never rejects. */
  async flush(timeoutMs: number = this.#options.shutdownTimeoutMs): Promise<void> {
    const through = this.#queue.lastSequence;
    const isSettled = (): boolean => this.#queue.oldestSequence > through;
    if (isSettled()) return;
    this.#sender.sendThrough(through);
    await this.#flushes.until(isSettled, timeoutMs);
  }

  /**
   * Sends what is left, then counts as `shutdown` what is still here at the deadline, and all that comes
   * later. Resolves at the deadline at the latest and never rejects; a second call joins the first.
   */
  shutdown(timeoutMs: number = this.#options.shutdownTimeoutMs): Promise<void> {
    this.#closed = true;
    this.#shutdown ??= this.#close(timeoutMs);
    return this.#shutdown;
  }

  /** A snapshot; captured = delivered + queued + spooled + the sum of dropped, whenever it is taken. */
  status(): PipelineStatus {
    return this.#ledger.status(this.#destination.name);
  }

  #prepare(record: RedactedRecord): Prepared | DropReason {
    try {
      const prepared = this.#destination.prepare(record);
      if (prepared === undefined) return 'unsupported';
      // Larger than the whole queue is not "full": it would never fit.
      const maxRecordBytes = Math.min(MAX_REQUEST_BYTES, this.#options.maxBytes);
      return prepared.byteLength > maxRecordBytes ? 'too_large' : prepared;
    } catch {
      // Not even the error's message is kept: it could quote the record.
      return 'encode_error';
    }
  }

  async #close(timeoutMs: number): Promise<void> {
    const deadlineMs = performance.now() + timeoutMs;
    await this.flush(timeoutMs);
    this.#sender.stop();
    const left = this.#queue.clear();
    this.#ledger.discarded('shutdown', left);
    if (left > 0) {
      this.#diagnostics.warn(
        'shutdown',
        `Not delivered before the shutdown deadline: ${left} of the records.`,
      );
    }
    await settled(() => this.#destination.shutdown?.(), deadlineMs - performance.now());
  }
}
