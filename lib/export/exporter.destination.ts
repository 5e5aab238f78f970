import type { RedactedErrorRecord, RedactedExchange, RedactedRecord } from '../exchange/redacted-exchange.js';
import type { Destination, ExportSignal, Prepared, RecordCodec, SendResult } from './destination.js';
import { DeadlineExceeded, withinDeadline } from './deadline.js';
import { estimateBytes } from './estimate-bytes.js';
import type { Exporter, ExportResult } from './exporter.js';
import { recordFromJson, recordToJson } from './record-json.js';

/** A record as it is, for an exporter that takes objects. */
export type HeldRecord =
  | (Prepared & { readonly signal: 'traces'; readonly record: RedactedExchange })
  | (Prepared & { readonly signal: 'logs'; readonly record: RedactedErrorRecord });

export interface ExporterDestinationOptions {
  /** How long one `export()` may take before its signal aborts and the batch is tried again. */
  readonly attemptTimeoutMs: number;
}

/** Hands the records to a user's exporter, and makes something of whatever it does. */
export class ExporterDestination implements Destination {
  readonly name: string;
  readonly codec: RecordCodec = { preamble: new Uint8Array(0), serialize, restore };
  readonly #exporter: Exporter;
  readonly #options: ExporterDestinationOptions;

  constructor(exporter: Exporter, options: ExporterDestinationOptions = DEFAULT_OPTIONS) {
    this.name = nameOf(exporter);
    this.#exporter = exporter;
    this.#options = options;
  }

  prepare(record: RedactedRecord): HeldRecord | undefined {
    const byteLength = estimateBytes(record);
    if (record.kind !== 'error') return { signal: 'traces', byteLength, record };
    if (this.#exporter.exportErrors === undefined) return undefined;
    return { signal: 'logs', byteLength, record };
  }

  async send(batch: readonly HeldRecord[], signal: AbortSignal): Promise<SendResult> {
    try {
      const result: unknown = await withinDeadline(
        (attempt) => this.#export(batch, attempt),
        this.#options.attemptTimeoutMs,
        signal,
      );
      return readResult(result);
    } catch (error) {
      if (error instanceof DeadlineExceeded) return { status: 'retryable', reason: 'export() took too long' };
      return { status: 'retryable', reason: `export() failed with ${classOf(error)}` };
    }
  }

  async shutdown(): Promise<void> {
    await this.#exporter.shutdown?.();
  }

  #export(batch: readonly HeldRecord[], signal: AbortSignal): Promise<unknown> | undefined {
    if (batch[0]?.signal !== 'logs') {
      return this.#exporter.export(
        batch.flatMap((held) => (held.signal === 'traces' ? [held.record] : [])),
        signal,
      );
    }
    return this.#exporter.exportErrors?.(
      batch.flatMap((held) => (held.signal === 'logs' ? [held.record] : [])),
      signal,
    );
  }
}

function serialize(item: Prepared): Uint8Array {
  // The pipeline hands back only what this destination prepared.
  return recordToJson((item as HeldRecord).record);
}

function restore(bytes: Uint8Array, signal: ExportSignal): HeldRecord | undefined {
  const record = recordFromJson(bytes);
  if (record === undefined) return undefined;
  const byteLength = estimateBytes(record);
  if (record.kind === 'error') return signal === 'logs' ? { signal, byteLength, record } : undefined;
  return signal === 'traces' ? { signal, byteLength, record } : undefined;
}

const DEFAULT_OPTIONS: ExporterDestinationOptions = { attemptTimeoutMs: 30_000 };

/** The class of the exporter; one made as a plain object has none. */
function nameOf(exporter: Exporter): string {
  const name = exporter.constructor?.name;
  return name === undefined || name === '' || name === 'Object' ? 'exporter' : name;
}

/** An exporter is the user's code: what it returns is looked at before it is believed. */
function readResult(result: unknown): SendResult {
  if (!isExportResult(result)) return { status: 'retryable', reason: 'export() gave no ExportResult' };
  if (result.status === 'delivered') return result;
  return typeof result.reason === 'string'
    ? result
    : Object.assign({}, result, { reason: 'no reason given' });
}

function isExportResult(result: unknown): result is ExportResult {
  if (typeof result !== 'object' || result === null || !('status' in result)) return false;
  return result.status === 'delivered' || result.status === 'retryable' || result.status === 'rejected';
}

/** The class of an error; its message could quote what was exported. */
function classOf(error: unknown): string {
  return error instanceof Error ? error.constructor.name : `a thrown ${typeof error}`;
}
