import type { RedactedErrorRecord, RedactedExchange } from '../exchange/redacted-exchange.js';

/**
 * What became of one batch. `delivered` may count records that the receiver refused for good;
 * `retryable` keeps the batch and sends the same bytes again; `rejected` gives it up, counted.
 */
export type ExportResult =
  | { readonly status: 'delivered'; readonly rejected?: number }
  | { readonly status: 'retryable'; readonly retryAfterMs?: number; readonly reason: string }
  | { readonly status: 'rejected'; readonly reason: string };

/** A destination of redacted exchanges: pass one as the `exporter` option instead of OTLP. */
export interface Exporter {
  /** Called with one batch at a time. A throw or a rejection counts as retryable. */
  export(batch: readonly RedactedExchange[], signal: AbortSignal): Promise<ExportResult>;
  /** Errors reported outside a request. Without this method they are dropped, and counted. */
  exportErrors?(batch: readonly RedactedErrorRecord[], signal: AbortSignal): Promise<ExportResult>;
  shutdown?(): Promise<void>;
}
