import type { PipelineStatus } from '../pipeline-status.js';
import { attributeKeys } from './attribute-key.js';
import { AttributeWriter } from './attribute-writer.js';
import type { RequestRecord } from './export-request.js';
import { ProtoWriter } from './proto-writer.js';
import { unixNanos } from './unix-nanos.js';

/**
 * The counts of a pipeline as `Metric` messages (opentelemetry-proto, metrics/v1/metrics.proto). They are
 * cumulative: one report that is lost leaves no gap.
 */
export function encodeStatusMetrics(
  status: PipelineStatus,
  startedAt: Date,
  now: Date = new Date(),
): readonly RequestRecord[] {
  const times: Times = { startNanos: unixNanos(startedAt), nanos: unixNanos(now) };
  const dropped = Object.entries(status.dropped).map(([reason, value]) => ({ value, reason }));
  return [
    metric('captured', 'Exchanges and errors captured.', [{ value: status.captured }], true, times),
    metric('delivered', 'Records that the receiver took.', [{ value: status.delivered }], true, times),
    metric('dropped', 'Records dropped, by reason.', dropped, true, times),
    metric('shed', 'Records kept without their bodies.', [{ value: status.shed }], true, times),
    metric('queued', 'Records waiting in memory.', [{ value: status.queued }], false, times),
    metric('spooled', 'Records waiting on disk.', [{ value: status.spooled }], false, times),
  ];
}

interface Point {
  readonly value: number;
  readonly reason?: string;
}

interface Times {
  readonly startNanos: bigint;
  readonly nanos: bigint;
}

const METRIC = { name: 1, description: 2, unit: 3, sum: 7 } as const;
const SUM = { dataPoints: 1, temporality: 2, isMonotonic: 3 } as const;
const POINT = { startTime: 2, time: 3, asInt: 6, attributes: 7 } as const;
const CUMULATIVE = 2;
const KEY = attributeKeys('reason');

function metric(
  name: string,
  description: string,
  points: readonly Point[],
  isMonotonic: boolean,
  { startNanos, nanos }: Times,
): RequestRecord {
  const writer = new ProtoWriter();
  writer.string(METRIC.name, `apitoolkit.records.${name}`);
  writer.string(METRIC.description, description);
  writer.string(METRIC.unit, '{record}');
  const sum = writer.begin(METRIC.sum);
  for (const { value, reason } of points) {
    const point = writer.begin(SUM.dataPoints);
    writer.fixed64(POINT.startTime, startNanos);
    writer.fixed64(POINT.time, nanos);
    writer.fixed64(POINT.asInt, BigInt(value));
    new AttributeWriter(writer, POINT.attributes).write(KEY.reason, reason);
    writer.end(point);
  }
  writer.uint(SUM.temporality, CUMULATIVE);
  if (isMonotonic) writer.uint(SUM.isMonotonic, 1);
  writer.end(sum);
  return { bytes: writer.finish() };
}
