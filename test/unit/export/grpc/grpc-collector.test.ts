import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createOtlpDestination } from '../../../../lib/export/otlp/create-otlp-destination.js';
import { otlpUrls } from '../../../../lib/export/otlp/otlp-urls.js';
import { Pipeline } from '../../../../lib/export/pipeline.js';
import { Collector, OTELCOL } from '../../../support/collector.js';
import { redactedError, redactedExchange } from '../../../support/redacted.js';
import { OPTIONS, Said } from '../gated-destination.js';
import { GrpcHarness, never } from './grpc-harness.js';

const title =
  OTELCOL === undefined
    ? 'a real Collector over gRPC (skipped: OTELCOL does not name its binary)'
    : 'a real Collector over gRPC';

describe.skipIf(OTELCOL === undefined)(title, () => {
  const harness = new GrpcHarness();
  let collector: Collector;
  beforeAll(async () => {
    collector = await Collector.start();
  });
  afterAll(() => collector?.stop());

  function start(protocol: 'http/protobuf' | 'grpc', compression: 'none' | 'gzip'): Pipeline {
    const url = new URL(collector.grpcUrl);
    const urls = protocol === 'grpc' ? { traces: url, logs: url, metrics: url } : otlpUrls(collector.url);
    const resource = { serviceName: 'orders', sdkVersion: '1.2.3', apiKey: 'key-1' };
    const said = new Said();
    return new Pipeline(createOtlpDestination({ protocol, urls, compression, resource }), OPTIONS, said);
  }

  it.each([
    ['none', 'b7ad6b7169203331'],
    ['gzip', 'b7ad6b7169203332'],
  ] as const)(
    'decodes field by field what it decodes over HTTP, compression %s',
    async (compression, spanId) => {
      const exchange = redactedExchange({
        spanId,
        route: '/users/:id',
        tags: ['a "quoted" tag', 'é'],
        attributes: { seats: 5, debt: -3, ratio: 0.5, trial: true, note: 'two\nlines' },
        errors: [{ type: 'TypeError', message: 'boom', when: new Date('2026-08-01T12:00:00.200Z') }],
      });
      const job = { attributes: { job: compression } };
      const statuses = [];

      for (const protocol of ['http/protobuf', 'grpc'] as const) {
        const pipeline = start(protocol, compression);
        pipeline.admit(exchange);
        pipeline.admit(redactedError(job));
        await pipeline.shutdown();
        statuses.push(pipeline.status());
      }

      const isOurs = (attributes: Record<string, string>) => attributes['job'] === `Str(${compression})`;
      const { spans, logRecords } = await collector.decoded(
        (output) =>
          output.spans.filter((span) => span.fields['ID'] === spanId).length === 2 &&
          output.logRecords.filter(({ attributes }) => isOurs(attributes)).length === 2,
      );
      const [overHttp, overGrpc] = spans.filter((span) => span.fields['ID'] === spanId);
      const [logOverHttp, logOverGrpc] = logRecords.filter(({ attributes }) => isOurs(attributes));
      expect(overGrpc).toEqual(overHttp);
      expect(logOverGrpc).toEqual(logOverHttp);
      expect(overGrpc?.attributes['http.route']).toBe('Str(/users/:id)');
      expect(statuses).toMatchObject([
        { captured: 2, delivered: 2, dropped: {} },
        { captured: 2, delivered: 2, dropped: {} },
      ]);
    },
  );

  it('says of a message beyond its 4 MiB that it is too large', async () => {
    const body = Buffer.alloc(4 * 1024 * 1024 + 1);

    expect(await harness.transportTo(collector.grpcUrl).send({ signal: 'traces', body }, never)).toEqual({
      status: 'too_large',
      reason: 'the call ended with RESOURCE_EXHAUSTED, too large: lower queue.maxBatchBytes',
    });
  });

  it('says of bytes that are no request that they cannot be taken', async () => {
    const body = Buffer.from('<html></html>');

    const result = await harness.transportTo(collector.grpcUrl).send({ signal: 'traces', body }, never);

    expect(result).toMatchObject({ reason: expect.stringContaining('the call ended with ') });
    expect(result).not.toMatchObject({ status: 'delivered' });
    expect(JSON.stringify(result)).not.toContain('proto');
  });

  it('says of a signal that it has no pipeline for that it is not there', async () => {
    const body = new Uint8Array();

    expect(
      await harness.transportTo(collector.grpcUrl).send({ signal: 'metrics', body }, never),
    ).toMatchObject({ status: 'suspended', cause: 'endpoint' });
  });
});
