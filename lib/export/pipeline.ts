import type { RedactedRecord } from '../exchange/redacted-exchange.js';
import type { Books } from './batch-outcome.js';
import { BatchSender } from './batch-sender.js';
import { settled, Waiters } from './deadline.js';
import type { Destination, ExportSignal, Prepared } from './destination.js';
import { ThrottledDiagnostics } from './diagnostics.js';
import { DROP_WARNINGS } from './drop-warnings.js';
import { Ledger } from './ledger.js';
import type { PipelineHooks, PipelineOptions } from './pipeline-options.js';
import type { DeliveryState, DropReason, PipelineStatus } from './pipeline-status.js';
import { deadLetterBox, spoolOpener } from './open-spool.js';
import { RecordStores } from './record-stores.js';
import { StatusReporter } from './status-reporter.js';
import { withoutBodies } from './without-bodies.js';

/**
 * The most one record or batch may take: an export request is at most 4 MiB (wire-contract section 2), and
 * the resource needs some room beside it.
 */
const MAX_REQUEST_BYTES = 4 * 1024 * 1024 - 64 * 1024;

/** For the files of the spool, whatever the deadline says: what is written is to be closed properly. */
const MIN_CLOSE_MS = 100;

/**
 * Admits redacted records, holds them within bounds and sends them in batches. Nothing here throws into the
 * caller, and every record is accounted for at every moment.
 */
export class Pipeline {
  readonly #destination: Destination;
  readonly #options: PipelineOptions;
  readonly #diagnostics: ThrottledDiagnostics;
  readonly #ledger = new Ledger();
  readonly #stores: RecordStores;
  readonly #runSuppressed: <T>(fn: () => T) => T;
  readonly #flushes = new Waiters();
  readonly #deadLetter: Books['deadLetter'];
  readonly #reporter: StatusReporter | undefined;
  readonly #senders: Readonly<Record<ExportSignal, BatchSender>>;
  #shed = 0;
  #failures = 0;
  #lastFailure: PipelineStatus['lastFailure'];
  #shutdown: Promise<void> | undefined;
  #closed = false;

  constructor(destination: Destination, options: PipelineOptions, hooks: PipelineHooks) {
    this.#destination = destination;
    this.#options = options;
    this.#diagnostics = new ThrottledDiagnostics(hooks);
    this.#stores = new RecordStores(
      options,
      this.#ledger,
      spoolOpener(options.spool, {
        destination,
        ledger: this.#ledger,
        diagnostics: this.#diagnostics,
        // Not on this stack: the spool finds records while it is opened, and there is no sender yet.
        changed: () => setImmediate(() => this.#nudge()),
      }),
    );
    this.#runSuppressed = hooks.runSuppressed ?? ((fn) => fn());
    this.#deadLetter = deadLetterBox(options.spool, destination);
    this.#reporter = this.#createReporter();
    this.#senders = {
      traces: this.#createSender('traces'),
      logs: this.#createSender('logs'),
    };
  }

  /** Takes a record over, or counts why not. Never throws, never waits. */
  admit(record: RedactedRecord): void {
    if (this.#closed) return this.drop('shutdown');
    const relieved = this.#relieve(record);
    const prepared = this.#prepare(relieved);
    if (typeof prepared === 'string') return this.drop(prepared);
    if (!this.#stores.offer(prepared)) return this.drop('queue_full');
    if (relieved !== record) this.#noteShed();
    this.#senders[prepared.signal].nudge();
  }

  /** Counts a capture that never became a record. */
  drop(reason: DropReason): void {
    this.#ledger.refused(reason);
    const warning = DROP_WARNINGS[reason];
    if (warning !== undefined) this.#diagnostics.warn(reason, warning);
  }

  /** Resolves once what was admitted before the call is settled, or at the deadline. Never rejects. */
  async flush(timeoutMs: number = this.#options.shutdownTimeoutMs): Promise<void> {
    const through = this.#stores.lastSequence;
    if (this.#stores.isSettled(through)) return;
    for (const sender of Object.values(this.#senders)) sender.sendThrough(through);
    await this.#flushes.until(() => this.#stores.isSettled(through), timeoutMs);
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
    return {
      ...this.#ledger.balance(),
      shed: this.#shed,
      destination: this.#destination.name,
      state: this.#state(),
      ...(this.#lastFailure && { lastFailure: this.#lastFailure }),
    };
  }

  #createSender(signal: ExportSignal): BatchSender {
    const { backoff, suspendedProbeIntervalMs, ...options } = this.#options;
    return new BatchSender({
      signal,
      destination: this.#destination,
      stores: this.#stores.all,
      limits: { ...options, maxBatchBytes: Math.min(options.maxBatchBytes, MAX_REQUEST_BYTES) },
      state: {
        ...(backoff && { backoff }),
        ...(suspendedProbeIntervalMs !== undefined && { suspendedProbeIntervalMs }),
      },
      books: this.#books(),
      runSuppressed: this.#runSuppressed,
      lastSequence: () => this.#stores.lastSequence,
      onProgress: () => this.#flushes.check(),
    });
  }

  #nudge(): void {
    for (const sender of Object.values(this.#senders)) sender.nudge();
  }

  #createReporter(): StatusReporter | undefined {
    const intervalMs = this.#options.metricsIntervalMs;
    const destination = this.#destination;
    if (intervalMs === undefined || destination.report === undefined) return undefined;
    const status = (): PipelineStatus => this.status();
    return new StatusReporter({
      destination,
      status,
      intervalMs,
      diagnostics: this.#diagnostics,
      runSuppressed: this.#runSuppressed,
    });
  }

  #books(): Books {
    return {
      destination: this.#destination,
      ledger: this.#ledger,
      diagnostics: this.#diagnostics,
      deadLetter: this.#deadLetter,
      failed: (reason) => {
        this.#failures += 1;
        this.#lastFailure = { reason, at: new Date() };
      },
    };
  }

  /** The record as it is, or without its bodies where room is getting scarce. */
  #relieve(record: RedactedRecord): RedactedRecord {
    return this.#stores.isScarce ? withoutBodies(record) : record;
  }

  #noteShed(): void {
    this.#shed += 1;
    this.#diagnostics.warn(
      'shed',
      'The queue is nearly full: new records are kept without their bodies. The destination is slower than the app or away.',
    );
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

  #state(): DeliveryState {
    if (this.#closed) return 'closed';
    const readiness = Object.values(this.#senders).map(({ state }) => state.readiness);
    return (['suspended', 'retrying'] as const).find((each) => readiness.includes(each)) ?? 'ready';
  }

  async #close(timeoutMs: number): Promise<void> {
    const deadlineMs = performance.now() + timeoutMs;
    const senders = Object.values(this.#senders);
    await this.#sendLast(timeoutMs);
    for (const sender of senders) sender.stop();
    const lost = this.#stores.end();
    if (lost > 0) {
      this.#diagnostics.warn(
        'shutdown',
        `Not delivered before the shutdown deadline: ${lost} of the records.`,
      );
    }
    await this.#reporter?.stop(deadlineMs - performance.now());
    await settled(
      () => this.#runSuppressed(() => this.#destination.shutdown?.()),
      deadlineMs - performance.now(),
    );
    await settled(() => this.#stores.close(), Math.max(MIN_CLOSE_MS, deadlineMs - performance.now()));
  }

  /** Until all is settled; or until an attempt has failed, where what is left is safe on disk. */
  async #sendLast(timeoutMs: number): Promise<void> {
    const stores = this.#stores;
    const through = stores.lastSequence;
    if (stores.isSettled(through)) return;
    const failedBefore = this.#failures;
    const isOver = (): boolean =>
      stores.isSettled(through) || (stores.isLasting && this.#failures > failedBefore);
    for (const sender of Object.values(this.#senders)) sender.sendLast(through);
    await this.#flushes.until(isOver, timeoutMs);
  }
}
