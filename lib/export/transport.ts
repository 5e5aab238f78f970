import type { ExportSignal, SendResult } from './destination.js';

/** A receiver that is slow, but not down, is waited for by several batches at once (failure mode D24). */
export const MAX_CONCURRENT_REQUESTS = 4;

/** What an OTLP receiver takes: the records, and the counts about them. */
export type OtlpSignal = ExportSignal | 'metrics';

/** One export request, encoded: the same bytes at every attempt, so that a receiver can tell a resend. */
export interface ExportRequest {
  readonly signal: OtlpSignal;
  readonly body: Uint8Array;
  readonly encoding?: 'gzip';
}

/** Carries encoded requests to a receiver and reads what it answers. */
export interface Transport {
  /** Without credentials. */
  readonly name: string;
  /** Never rejects: what went wrong is in the result. */
  send(request: ExportRequest, signal: AbortSignal): Promise<SendResult>;
  shutdown(): void;
}
