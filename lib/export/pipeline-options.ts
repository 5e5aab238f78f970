import type { BackoffPolicy } from './backoff.js';
import type { PipelineDiagnostics } from './diagnostics.js';
import type { SpoolOptions } from './spool/spool-options.js';

/** The bounds and the rhythm of a pipeline. */
export interface PipelineOptions {
  readonly maxBytes: number;
  readonly maxRecords: number;
  readonly maxAgeMs: number;
  readonly flushIntervalMs: number;
  readonly maxBatchBytes: number;
  readonly maxBatchRecords: number;
  readonly shutdownTimeoutMs: number;
  /** @default DEFAULT_BACKOFF */
  readonly backoff?: BackoffPolicy;
  /** @default 60 000 */
  readonly suspendedProbeIntervalMs?: number;
  /** Where records are held on disk; in memory where it is left out. */
  readonly spool?: Omit<SpoolOptions, 'preamble'>;
  /** How often the counts are sent as metrics; never where it is left out. */
  readonly metricsIntervalMs?: number;
}

/** What a pipeline calls outside of itself. */
export interface PipelineHooks extends PipelineDiagnostics {
  /** Runs a function where nothing is captured, so that no export is ever recorded as a call of the app. */
  readonly runSuppressed?: <T>(fn: () => T) => T;
}
