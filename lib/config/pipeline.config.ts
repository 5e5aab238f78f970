import type { APIToolkitModuleOptions, QueueOptions, SpoolOptions } from '../apitoolkit.options.js';
import type { PipelineOptions } from '../export/pipeline-options.js';
import { readText, type Environment } from './environment.js';
import { checkBoolean, checkInteger, checkKnown, checkText, refuse } from './option-checks.js';
import type { ServiceResource } from './resource.config.js';

const MIB = 1024 * 1024;
const DAY_MS = 24 * 60 * 60 * 1000;

const queueOptionNames: Record<keyof QueueOptions, true> = {
  maxBytes: true,
  maxRecords: true,
  maxAgeMs: true,
  flushIntervalMs: true,
  maxBatchBytes: true,
  maxBatchRecords: true,
  shutdownTimeoutMs: true,
};

const spoolOptionNames: Record<keyof SpoolOptions, true> = {
  directory: true,
  maxBytes: true,
  maxAgeMs: true,
  fsyncIntervalMs: true,
};

/**
 * How records are held and sent: the options `queue`, `spool` and `metrics`. A module that is not enabled
 * opens no files and sends no metrics.
 */
export function resolvePipeline(
  options: APIToolkitModuleOptions,
  env: Environment,
  resource: ServiceResource,
  isEnabled: boolean,
): PipelineOptions {
  const queue = resolveQueue(options.queue);
  const metrics = resolveMetrics(options, env);
  const spool = options.spool && resolveSpool(options.spool, resource);
  return Object.freeze(isEnabled ? { ...queue, ...metrics, ...(spool && { spool }) } : queue);
}

function resolveQueue(queue: QueueOptions = {}): PipelineOptions {
  checkKnown('queue', queue, Object.keys(queueOptionNames));
  return {
    maxBytes: checkInteger('queue.maxBytes', queue.maxBytes ?? 32 * MIB, 64 * 1024, 4096 * MIB),
    maxRecords: checkInteger('queue.maxRecords', queue.maxRecords ?? 10_000, 1, 10_000_000),
    maxAgeMs: checkInteger('queue.maxAgeMs', queue.maxAgeMs ?? DAY_MS, 1000, 30 * DAY_MS),
    flushIntervalMs: checkInteger('queue.flushIntervalMs', queue.flushIntervalMs ?? 1000, 1, 3_600_000),
    maxBatchBytes: checkInteger('queue.maxBatchBytes', queue.maxBatchBytes ?? MIB, 1024, 4 * MIB),
    maxBatchRecords: checkInteger('queue.maxBatchRecords', queue.maxBatchRecords ?? 512, 1, 100_000),
    shutdownTimeoutMs: checkInteger('queue.shutdownTimeoutMs', queue.shutdownTimeoutMs ?? 3000, 0, 600_000),
  };
}

function resolveSpool(
  spool: SpoolOptions,
  { serviceName, environment = '' }: ServiceResource,
): NonNullable<PipelineOptions['spool']> {
  checkKnown('spool', spool, Object.keys(spoolOptionNames));
  return Object.freeze({
    directory: checkText('spool.directory', spool.directory),
    // Others that share the folder, on one volume perhaps, must not send these records as theirs.
    identity: `${serviceName} ${environment}`.trim(),
    maxBytes: checkInteger('spool.maxBytes', spool.maxBytes ?? 256 * MIB, MIB, 1_048_576 * MIB),
    maxAgeMs: checkInteger('spool.maxAgeMs', spool.maxAgeMs ?? DAY_MS, 1000, 30 * DAY_MS),
    fsyncIntervalMs: checkInteger('spool.fsyncIntervalMs', spool.fsyncIntervalMs ?? 500, 0, 60_000),
  });
}

/** How often the counts are sent, if at all (OpenTelemetry specification, periodic exporting metric reader). */
function resolveMetrics(
  { metrics, exporter }: APIToolkitModuleOptions,
  env: Environment,
): { metricsIntervalMs?: number } {
  if (!checkBoolean('metrics', metrics ?? false)) return {};
  if (exporter !== undefined) refuse('metrics', 'false with an exporter: metrics are sent over OTLP', true);
  const interval = readText(env, 'OTEL_METRIC_EXPORT_INTERVAL') ?? '60000';
  return { metricsIntervalMs: checkInteger('OTEL_METRIC_EXPORT_INTERVAL', Number(interval), 1000, DAY_MS) };
}
