import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createOtlpDestination } from '../../../lib/export/otlp/create-otlp-destination.js';
import { otlpUrls } from '../../../lib/export/otlp/otlp-urls.js';
import { Pipeline } from '../../../lib/export/pipeline.js';
import { Collector, OTELCOL } from '../../support/collector.js';
import { redactedError, redactedExchange } from '../../support/redacted.js';
import { OPTIONS, Said } from './gated-destination.js';

const title =
  OTELCOL === undefined ? 'a real Collector (skipped: OTELCOL does not name its binary)' : 'a real Collector';

describe.skipIf(OTELCOL === undefined)(title, () => {
  let collector: Collector;
  beforeAll(async () => {
    collector = await Collector.start();
  });
  afterAll(() => collector?.stop());

  function start(compression: 'none' | 'gzip'): Pipeline {
    const resource = {
      serviceName: 'orders',
      serviceVersion: '4.5.6',
      environment: 'staging',
      sdkVersion: '1.2.3',
    };
    const said = new Said();
    const urls = otlpUrls(collector.url);
    const destination = createOtlpDestination({
      urls,
      compression,
      resource: { ...resource, apiKey: 'key-1' },
    });
    return new Pipeline(destination, OPTIONS, said);
  }

  const when = new Date('2026-08-01T12:00:00.200Z');
  const resource = {
    'service.name': 'Str(orders)',
    'service.version': 'Str(4.5.6)',
    'deployment.environment.name': 'Str(staging)',
    'telemetry.sdk.language': 'Str(nodejs)',
    'telemetry.sdk.name': 'Str(apitoolkit-nestjs)',
    'telemetry.sdk.version': 'Str(1.2.3)',
    'at-project-key': 'Str(key-1)',
  };

  it.each(['none', 'gzip'] as const)(
    'decodes an exchange field by field, compression %s',
    async (compression) => {
      const spanId = compression === 'none' ? 'b7ad6b7169203331' : 'b7ad6b7169203332';
      const link = { traceId: '4bf92f3577b34da6a3ce929d0e0e4736', spanId: '00f067aa0ba902b8' };
      const pipeline = start(compression);

      pipeline.admit(
        redactedExchange({
          spanId,
          parentSpanId: '00f067aa0ba902b7',
          links: [link],
          route: '/users/:id',
          controller: 'UsersController',
          handler: 'findOne',
          tags: ['a "quoted" tag', 'é'],
          user: { id: 42, email: 'ada@example.test', name: 'Ada' },
          tenant: { id: 't-1', name: 'Engines' },
          attributes: { seats: 5, debt: -3, ratio: 0.5, trial: true, note: 'two\nlines', lone: '\ud800' },
          request: {
            method: 'POST',
            url: 'https://api.example.test:8443/users/7?x=1',
            path: '/users/7',
            host: 'api.example.test:8443',
            query: { x: ['1'] },
            pathParams: { id: '7' },
            headers: { accept: ['a', 'b'], 'user-agent': 'curl/8' },
            body: { contentType: 'application/json', byteLength: 7, truncated: false, text: '{"a":1}' },
            clientAddress: '203.0.113.9',
            httpVersion: '2.0',
          },
          response: {
            statusCode: 500,
            headers: { 'content-type': 'application/json' },
            body: { contentType: 'image/png', byteLength: 5120, truncated: false, omitted: 'type' },
          },
          errors: [{ type: 'TypeError', message: 'boom', stack: '    at f (a.js:1:2)', when }],
        }),
      );
      await pipeline.shutdown();

      const { spans } = await collector.decoded((output) =>
        output.spans.some((span) => span.fields['ID'] === spanId),
      );
      expect(spans.filter((span) => span.fields['ID'] === spanId)).toEqual([
        {
          resource,
          scope: 'apitoolkit-nestjs 1.2.3',
          fields: {
            'Trace ID': '0af7651916cd43dd8448eb211c80319c',
            'Parent ID': '00f067aa0ba902b7',
            ID: spanId,
            Name: 'monoscope.http',
            Kind: 'Server',
            'Start time': '2026-08-01 12:00:00.123 +0000 UTC',
            'End time': '2026-08-01 12:00:00.1355 +0000 UTC',
            'Status code': 'Error',
            'Status message': '',
            DroppedAttributesCount: '0',
            DroppedEventsCount: '0',
            DroppedLinksCount: '0',
          },
          attributes: {
            'http.request.method': 'Str(POST)',
            'http.route': 'Str(/users/:id)',
            'url.full': 'Str(https://api.example.test:8443/users/7?x=1)',
            'url.path': 'Str(/users/7)',
            'url.query': 'Str(x=1)',
            'url.scheme': 'Str(https)',
            'server.address': 'Str(api.example.test)',
            'server.port': 'Int(8443)',
            'client.address': 'Str(203.0.113.9)',
            'user_agent.original': 'Str(curl/8)',
            'network.protocol.version': 'Str(2.0)',
            'http.request.query_params': 'Str({"x":["1"]})',
            'http.request.path_params': 'Str({"id":"7"})',
            'http.request.header.accept': 'Slice(["a","b"])',
            'http.request.header.user-agent': 'Str(curl/8)',
            'http.request.body': 'Str(eyJhIjoxfQ==)',
            'http.response.status_code': 'Int(500)',
            'http.response.header.content-type': 'Str(application/json)',
            'http.response.body': 'Str(IltPTUlUVEVEOiB0eXBlLCA1MTIwIGJ5dGVzXSI=)',
            'monoscope.sdk_type': 'Str(JsNest)',
            'monoscope.msg_id': `Str(${spanId})`,
            'monoscope.tags': 'Slice(["a \\"quoted\\" tag","é"])',
            'user.id': 'Str(42)',
            'user.email': 'Str(ada@example.test)',
            'user.full_name': 'Str(Ada)',
            'tenant.id': 'Str(t-1)',
            'tenant.name': 'Str(Engines)',
            'code.function.name': 'Str(UsersController.findOne)',
            seats: 'Int(5)',
            debt: 'Int(-3)',
            ratio: 'Double(0.5)',
            trial: 'Bool(true)',
            note: 'Str(two\nlines)',
            lone: 'Str(\ufffd)',
          },
          events: [
            {
              fields: {
                Name: 'exception',
                Timestamp: '2026-08-01 12:00:00.2 +0000 UTC',
                DroppedAttributesCount: '0',
              },
              attributes: {
                'exception.type': 'Str(TypeError)',
                'exception.message': 'Str(boom)',
                'exception.stacktrace': 'Str(TypeError: boom\n    at f (a.js:1:2))',
              },
            },
          ],
          links: [
            {
              'Trace ID': '4bf92f3577b34da6a3ce929d0e0e4736',
              ID: '00f067aa0ba902b8',
              TraceState: '',
              DroppedAttributesCount: '0',
            },
          ],
        },
      ]);
      expect(pipeline.status()).toMatchObject({ captured: 1, delivered: 1, dropped: {} });
    },
  );

  it('decodes an error outside a request as a log record', async () => {
    const pipeline = start('none');

    pipeline.admit(redactedError({ attributes: { job: 'billing' } }));
    await pipeline.shutdown();

    const { logRecords } = await collector.decoded((output) => output.logRecords.length > 0);
    expect(logRecords).toEqual([
      {
        resource,
        scope: 'apitoolkit-nestjs 1.2.3',
        fields: {
          ObservedTimestamp: '2026-08-01 12:00:01 +0000 UTC',
          Timestamp: '2026-08-01 12:00:01 +0000 UTC',
          SeverityText: 'ERROR',
          SeverityNumber: 'Error(17)',
          Body: 'Str(job failed)',
          'Trace ID': '',
          'Span ID': '',
          Flags: '0',
        },
        attributes: {
          'exception.type': 'Str(TypeError)',
          'exception.message': 'Str(job failed)',
          job: 'Str(billing)',
        },
        events: [],
        links: [],
      },
    ]);
  });

  it('takes a thousand exchanges, in batches, each once', async () => {
    const pipeline = start('none');
    const traceId = 'ffffffffffffffffffffffffffffffff';
    const spanIds = Array.from({ length: 1_000 }, (_, index) => (index + 1).toString(16).padStart(16, '0'));

    for (const spanId of spanIds) pipeline.admit(redactedExchange({ traceId, spanId }));
    await pipeline.shutdown();

    const { spans } = await collector.decoded((output) => output.spans.length >= 1_000);
    const received = spans
      .filter((span) => span.fields['Trace ID'] === traceId)
      .map((span) => span.fields['ID']);
    expect(received.toSorted()).toEqual(spanIds);
  });
});
