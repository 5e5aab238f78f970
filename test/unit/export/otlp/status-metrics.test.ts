import { afterEach, beforeEach, expect, it } from 'vitest';
import { createOtlpDestination } from '../../../../lib/export/otlp/create-otlp-destination.js';
import { otlpUrls } from '../../../../lib/export/otlp/otlp-urls.js';
import { Pipeline } from '../../../../lib/export/pipeline.js';
import type { PipelineOptions } from '../../../../lib/export/pipeline-options.js';
import { decodeMetrics, type DecodedMetric } from '../../../support/decode-otlp.js';
import { answer, OtlpReceiver, type ReceivedRequest } from '../../../support/otlp-receiver.js';
import { redactedExchange } from '../../../support/redacted.js';
import { OPTIONS, Said } from '../gated-destination.js';

let receiver: OtlpReceiver;
let said: Said;
beforeEach(async () => {
  said = new Said();
  receiver = await OtlpReceiver.start();
});
afterEach(() => receiver.close());

function start(options: Partial<PipelineOptions> = {}): Pipeline {
  const resource = { serviceName: 'orders', sdkVersion: '1.2.3', apiKey: 'key-4711' };
  const destination = createOtlpDestination({ urls: otlpUrls(receiver.url), resource });
  return new Pipeline(destination, { ...OPTIONS, metricsIntervalMs: 60_000, ...options }, said);
}

const isMetrics = ({ path }: ReceivedRequest): boolean => path === '/v1/metrics';

function lastReport(): Record<string, DecodedMetric> {
  const body = receiver.requests.findLast(isMetrics)?.body ?? new Uint8Array();
  return Object.fromEntries(decodeMetrics(body).map((metric) => [metric.name, metric]));
}

it('sends the counts as cumulative sums at the end, after the records', async () => {
  const pipeline = start({ maxRecords: 4 });
  for (let count = 0; count < 6; count += 1) pipeline.admit(redactedExchange());
  pipeline.drop('sampled');

  await pipeline.shutdown();

  const values = Object.values(lastReport()).map(({ name, points, isMonotonic, temporality, unit }) => ({
    name,
    points: points.map(({ value, attributes }) => ({ value, ...attributes })),
    isMonotonic,
    temporality,
    unit,
  }));
  const sum = { temporality: 'AGGREGATION_TEMPORALITY_CUMULATIVE', unit: '{record}' };
  expect(values).toEqual([
    { name: 'apitoolkit.records.captured', points: [{ value: 7 }], isMonotonic: true, ...sum },
    { name: 'apitoolkit.records.delivered', points: [{ value: 4 }], isMonotonic: true, ...sum },
    {
      name: 'apitoolkit.records.dropped',
      points: [
        { value: 2, reason: 'queue_full' },
        { value: 1, reason: 'sampled' },
      ],
      isMonotonic: true,
      ...sum,
    },
    { name: 'apitoolkit.records.shed', points: [{ value: 0 }], isMonotonic: true, ...sum },
    { name: 'apitoolkit.records.queued', points: [{ value: 0 }], isMonotonic: false, ...sum },
    { name: 'apitoolkit.records.spooled', points: [{ value: 0 }], isMonotonic: false, ...sum },
  ]);
  expect(pipeline.status()).toMatchObject({ captured: 7, delivered: 4 });
});

it('names the service and the times', async () => {
  const pipeline = start();

  await pipeline.shutdown();

  const { resource, points } = lastReport()['apitoolkit.records.captured'] ?? {};
  const [point] = points ?? [];
  expect(resource).toMatchObject({ 'service.name': 'orders', 'at-project-key': 'key-4711' });
  expect(point?.startTimeUnixNano).toBeLessThanOrEqual(point?.timeUnixNano ?? 0n);
  expect(point?.startTimeUnixNano).toBeGreaterThan(BigInt(Date.now() - 60_000) * 1_000_000n);
});

it('sends them again and again, and neither counts nor repeats a report that is refused', async () => {
  receiver.always(answer(503));
  const pipeline = start({ metricsIntervalMs: 10 });

  await receiver.waitFor(({ requests }) => requests.filter(isMetrics).length >= 3);
  await pipeline.shutdown();

  expect(pipeline.status()).toMatchObject({ captured: 0, queued: 0, dropped: {} });
  expect(said.warnings).toEqual([`${receiver.url}/v1/traces did not take the metrics: it answered 503.`]);
});

it('sends none unless it is asked to', async () => {
  const { metricsIntervalMs: _, ...options } = { ...OPTIONS, metricsIntervalMs: 1 };
  const resource = { serviceName: 'orders', sdkVersion: '1.2.3' };
  const pipeline = new Pipeline(
    createOtlpDestination({ urls: otlpUrls(receiver.url), resource }),
    options,
    said,
  );
  pipeline.admit(redactedExchange());

  await pipeline.shutdown();

  expect(receiver.requests.map(({ path }) => path)).toEqual(['/v1/traces']);
});
