import type { APIToolkitConfig } from '../../config/apitoolkit.config.js';
import { createDestination } from '../../destination.js';
import type { Exchange } from '../../exchange/exchange.js';
import type { Destination } from '../../export/destination.js';
import { Pipeline } from '../../export/pipeline.js';
import type { PipelineDiagnostics } from '../../export/diagnostics.js';
import type { PipelineStatus } from '../../export/pipeline-status.js';
import { RedactionPolicy } from '../../redaction/redaction-policy.js';

const MIB = 1024 * 1024;

/** For one record: bounds that it cannot meet, and no wait. Never a spool: a test leaves nothing behind. */
const ONE_RECORD = {
  maxBytes: MIB,
  maxRecords: 1,
  maxAgeMs: 600_000,
  flushIntervalMs: 1,
  maxBatchBytes: MIB,
  maxBatchRecords: 1,
  shutdownTimeoutMs: 1,
};

export interface Sent {
  readonly status: PipelineStatus;
  /** What the pipeline warned of meanwhile. */
  readonly warnings: readonly string[];
}

/** One record all the way: redacted, encoded, admitted, sent as the app would. */
export async function sendOne(
  config: APIToolkitConfig,
  exchange: Exchange,
  timeoutMs: number,
): Promise<Sent> {
  const warnings: string[] = [];
  const diagnostics: PipelineDiagnostics = { warn: (message) => warnings.push(message), debug: () => {} };
  const create: (config: APIToolkitConfig, diagnostics: PipelineDiagnostics) => Destination =
    createDestination;
  const pipeline = new Pipeline(create(config, diagnostics), ONE_RECORD, diagnostics);
  pipeline.admit(redactorOf(config).redact(exchange));
  await pipeline.flush(timeoutMs);
  return { status: pipeline.status(), warnings };
}

function redactorOf({ redactionRules, redactDefaults, redactValues, maxBodyBytes }: APIToolkitConfig) {
  return new RedactionPolicy({
    rules: redactionRules,
    defaults: redactDefaults,
    values: redactValues,
    maxBodyBytes,
  }).redactorFor();
}
