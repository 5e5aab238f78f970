import type { AttributeValue } from '../exchange/attribute-value.js';
import type { RedactedErrorRecord, RedactedExchange } from '../exchange/redacted-exchange.js';

/**
 * What became of one batch. `delivered` may count records that the receiver refused for good;
 * `retryable` keeps the batch and sends the same bytes again; `rejected` gives it up, counted.
 */
export type ExportResult =
  | { readonly status: 'delivered'; readonly rejected?: number }
  | { readonly status: 'retryable'; readonly retryAfterMs?: number; readonly reason: string }
  | { readonly status: 'rejected'; readonly reason: string };

/** Who the exchanges are from, by the attribute names of OpenTelemetry: `service.name` and so on. Never the API key. */
export type ResourceAttributes = Readonly<Record<string, AttributeValue>>;

/** A destination of redacted exchanges: pass one as the `exporter` option instead of OTLP. */
export interface Exporter {
  /** Called once, when the module starts, before anything is exported. A throw stops the boot. */
  useResource?(resource: ResourceAttributes): void;
  /** Called with one batch at a time. A throw or a rejection counts as retryable. */
  export(batch: readonly RedactedExchange[], signal: AbortSignal): Promise<ExportResult>;
  /** Errors reported outside a request. Without this method they are dropped, and counted. */
  exportErrors?(batch: readonly RedactedErrorRecord[], signal: AbortSignal): Promise<ExportResult>;
  shutdown?(): Promise<void>;
}
