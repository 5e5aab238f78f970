import type { RedactedRecord } from '../exchange/redacted-exchange.js';
import type { PipelineStatus } from './pipeline-status.js';

/** What a batch may hold: a batch never mixes the two. */
export type ExportSignal = 'traces' | 'logs';

/** A record in the form in which its destination will send it: what the queue holds and accounts for. */
export interface Prepared {
  readonly signal: ExportSignal;
  /** Of the encoded form where there is one, otherwise an estimate that does not understate. */
  readonly byteLength: number;
}

/** What became of one batch, and so what its records are in for. */
export type SendResult =
  | { readonly status: 'delivered'; readonly rejected?: number; readonly note?: string }
  /** Nothing is decided: the same bytes again, after a while. */
  | {
      readonly status: 'retryable';
      readonly reason: string;
      readonly retryAfterMs?: number;
      /** After this many tries of one batch the answer is final. Without it: as long as the records may wait. */
      readonly retryLimit?: number;
    }
  /** The receiver takes nothing as things are set up: everything is held, and asked for once a minute. */
  | { readonly status: 'suspended'; readonly cause: 'auth' | 'endpoint'; readonly reason: string }
  /** Too large in one piece: smaller batches from now on. */
  | { readonly status: 'too_large'; readonly reason: string }
  /** Something in the batch cannot be taken: it is looked for by halving. */
  | { readonly status: 'invalid'; readonly reason: string }
  /** The whole batch is refused for good. */
  | { readonly status: 'rejected'; readonly reason: string };

/** Turns records into bytes and back, for a store that outlives the process. */
export interface RecordCodec {
  /** What all records of this process have in common; kept once beside many of them. Never the key. */
  readonly preamble: Uint8Array;
  serialize(item: Prepared): Uint8Array;
  /** @param preamble of the process that the record is from. `undefined`: this is no record. */
  restore(bytes: Uint8Array, signal: ExportSignal, preamble: Uint8Array): Prepared | undefined;
}

/** Where a pipeline sends to. It is handed back, in `send`, only what its own `prepare` made. */
export interface Destination {
  /** Without credentials: a URL, `local`, or an exporter's class name. */
  readonly name: string;
  /** How many batches may be under way at a time. @default 1 */
  readonly maxConcurrent?: number;
  /** Runs once per record, so that a resend carries the same ids and bytes. `undefined`: not supported here. */
  prepare(record: RedactedRecord): Prepared | undefined;
  /** One signal per batch. One attempt: whether there is another is the sender's to decide. */
  send(batch: readonly Prepared[], signal: AbortSignal): Promise<SendResult>;
  /** Where records can be kept on disk. */
  readonly codec?: RecordCodec;
  /** Sends the counts themselves, as metrics. They are not counted, and not sent again. */
  report?(status: PipelineStatus, signal: AbortSignal): Promise<SendResult>;
  /** The record without its bodies, where that makes it smaller: for one that is too large by itself. */
  shrink?(item: Prepared): Prepared | undefined;
  shutdown?(): Promise<void>;
}
