import type { RedactedRecord } from '../../../lib/exchange/redacted-exchange.js';
import type { BackoffPolicy } from '../../../lib/export/backoff.js';
import type { Destination, Prepared, SendResult } from '../../../lib/export/destination.js';
import type { PipelineDiagnostics } from '../../../lib/export/diagnostics.js';
import type { PipelineOptions } from '../../../lib/export/pipeline-options.js';
import { redactedError, redactedExchange } from '../../support/redacted.js';

/** A destination whose answers the test gives: the other end, not our code. */
export class GatedDestination implements Destination {
  readonly name = 'gate';
  readonly batches: (readonly Prepared[])[] = [];
  readonly signals: AbortSignal[] = [];
  shutdown?: () => Promise<void>;
  shrink?: (item: Prepared) => Prepared | undefined;
  /** The most batches of one signal that were ever under way together. */
  peak = 0;
  readonly #waiting: ((result: SendResult) => void)[] = [];
  readonly #underWay = { traces: 0, logs: 0 };
  #judge: ((batch: readonly Prepared[]) => SendResult) | undefined;

  constructor(readonly maxConcurrent = 1) {}

  /** A record's size is its `durationMs`; a negative one cannot be encoded. */
  prepare(record: RedactedRecord): Prepared | undefined {
    if (record.kind === 'error') return { signal: 'logs', byteLength: 1 };
    if (record.durationMs < 0) throw new Error('cannot be encoded');
    if (record.tags.includes('unsupported')) return undefined;
    return { signal: 'traces', byteLength: record.durationMs };
  }

  async send(batch: readonly Prepared[], signal: AbortSignal): Promise<SendResult> {
    const ofSignal = batch[0]?.signal ?? 'traces';
    if (this.#underWay[ofSignal] >= this.maxConcurrent) throw new Error('too many batches at a time');
    this.batches.push(batch);
    this.signals.push(signal);
    this.#underWay[ofSignal] += 1;
    this.peak = Math.max(this.peak, this.#underWay[ofSignal]);
    try {
      return this.#judge?.(batch) ?? (await new Promise((resolve) => this.#waiting.push(resolve)));
    } finally {
      this.#underWay[ofSignal] -= 1;
    }
  }

  get isSending(): boolean {
    return this.#waiting.length > 0;
  }

  /** Answers the oldest batch under way, and lets happen what follows. */
  async answer(result: SendResult): Promise<void> {
    this.settle(result);
    await turns();
  }

  /** Answers the oldest batch under way. */
  settle(result: SendResult): void {
    this.#waiting.shift()?.(result);
  }

  /** Answers every batch from now on by itself. */
  always(result: SendResult | ((batch: readonly Prepared[]) => SendResult)): void {
    this.#judge = typeof result === 'function' ? result : () => result;
  }
}

export const DELIVERED: SendResult = { status: 'delivered' };
export const RETRYABLE: SendResult = { status: 'retryable', reason: 'away' };

/** No attempt by itself: only when somebody waits for it. */
export const NOT_BY_ITSELF: BackoffPolicy = {
  initialDelayMs: 60_000,
  multiplier: 1,
  maxDelayMs: 60_000,
  pressedDelayMs: 60_000,
  jitter: 0,
};

export const OPTIONS: PipelineOptions = {
  maxBytes: 1_000_000,
  maxRecords: 1_000,
  maxAgeMs: 3_600_000,
  backoff: { initialDelayMs: 1, multiplier: 1, maxDelayMs: 1, pressedDelayMs: 1, jitter: 0 },
  flushIntervalMs: 60_000,
  maxBatchBytes: 1_000,
  maxBatchRecords: 3,
  shutdownTimeoutMs: 5_000,
};

export function exchangeOf(byteLength: number) {
  return redactedExchange({ durationMs: byteLength });
}

export const anError = redactedError();

/** Lets everything happen that needs neither time nor the network. */
export async function turns(): Promise<void> {
  for (let turn = 0; turn < 5; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}

/** Keeps what the pipeline says. */
export class Said implements PipelineDiagnostics {
  readonly warnings: string[] = [];
  readonly debugs: string[] = [];

  warn(message: string): void {
    this.warnings.push(message);
  }

  debug(message: string): void {
    this.debugs.push(message);
  }
}
