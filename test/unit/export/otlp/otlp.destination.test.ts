import { afterEach, beforeEach, expect, it } from 'vitest';
import {
  createOtlpDestination,
  type OtlpConfig,
} from '../../../../lib/export/otlp/create-otlp-destination.js';
import { otlpUrls } from '../../../../lib/export/otlp/otlp-urls.js';
import { Pipeline } from '../../../../lib/export/pipeline.js';
import { bodyText, decodeTraces } from '../../../support/decode-otlp.js';
import { answer, OtlpReceiver } from '../../../support/otlp-receiver.js';
import { redactedError, redactedExchange } from '../../../support/redacted.js';
import { OPTIONS, Said } from '../gated-destination.js';

let receiver: OtlpReceiver;
let said: Said;
beforeEach(async () => {
  said = new Said();
  receiver = await OtlpReceiver.start();
});
afterEach(() => receiver.close());

function start(config: Partial<OtlpConfig> = {}, options: Partial<typeof OPTIONS> = {}): Pipeline {
  const resource = { serviceName: 'orders', sdkVersion: '1.2.3', apiKey: 'key-4711' };
  const destination = createOtlpDestination({ urls: otlpUrls(receiver.url), resource, ...config });
  const timing = { maxBatchBytes: 1_000_000, suspendedProbeIntervalMs: 5 };
  return new Pipeline(destination, { ...OPTIONS, ...timing, ...options }, said);
}

const spanIdOf = (index: number): string => index.toString(16).padStart(16, '0');

function admitExchanges(pipeline: Pipeline, count: number): void {
  for (let index = 1; index <= count; index += 1)
    pipeline.admit(redactedExchange({ spanId: spanIdOf(index) }));
}

it('delivers spans and log records, each to its path, with the key in resource and header', async () => {
  const pipeline = start();

  admitExchanges(pipeline, 2);
  pipeline.admit(redactedError());
  await pipeline.shutdown();

  expect(receiver.requests.map(({ path }) => path).toSorted()).toEqual(['/v1/logs', '/v1/traces']);
  expect(receiver.spans.map(({ spanId }) => spanId)).toEqual([spanIdOf(1), spanIdOf(2)]);
  expect(receiver.logRecords.map(({ body }) => body)).toEqual(['job failed']);
  for (const record of [...receiver.spans, ...receiver.logRecords]) {
    expect(record.resource['at-project-key']).toBe('key-4711');
  }
  for (const { headers } of receiver.requests) expect(headers['x-api-key']).toBe('key-4711');
  expect(pipeline.status()).toEqual({
    captured: 3,
    delivered: 3,
    queued: 0,
    spooled: 0,
    recovered: 0,
    shed: 0,
    dropped: {},
    destination: `${receiver.url}/v1/traces`,
    state: 'closed',
  });
});

it.each(['none', 'gzip'] as const)(
  'sends the same bytes again after a failure, compression %s',
  async (compression) => {
    const pipeline = start({ compression });
    receiver.script(
      answer(503),
      (response) => response.destroy(),
      answer(429),
      answer(500),
      answer(200, '<html>'),
    );

    admitExchanges(pipeline, 3);
    await pipeline.flush();

    const bodies = receiver.requests.map(({ rawBody }) => rawBody.toString('hex'));
    expect(bodies).toHaveLength(6);
    expect(new Set(bodies).size).toBe(1);
    expect(receiver.spans.slice(-3).map(({ spanId }) => spanId)).toEqual([1, 2, 3].map(spanIdOf));
    expect(pipeline.status()).toMatchObject({ captured: 3, delivered: 3, dropped: {} });
  },
);

it('compresses with gzip when told to', async () => {
  const pipeline = start({ compression: 'gzip' });

  admitExchanges(pipeline, 3);
  await pipeline.flush();

  expect(receiver.requests.map(({ headers }) => headers['content-encoding'])).toEqual(['gzip']);
  expect(receiver.requests[0]?.rawBody.byteLength).toBeLessThan(receiver.requests[0]?.body.byteLength ?? 0);
  expect(receiver.spans).toHaveLength(3);
});

it('holds everything while the receiver is down, and loses nothing when it comes', async () => {
  const { port } = receiver;
  await receiver.close();
  const pipeline = start();
  admitExchanges(pipeline, 20);
  await pipeline.flush(100);
  expect(pipeline.status()).toMatchObject({ captured: 20, delivered: 0, queued: 20, dropped: {} });

  receiver = await OtlpReceiver.start(port);
  await pipeline.flush();

  expect(receiver.spans.map(({ spanId }) => spanId).toSorted()).toEqual(
    Array.from({ length: 20 }, (_, at) => spanIdOf(at + 1)),
  );
  expect(pipeline.status()).toMatchObject({ captured: 20, delivered: 20, queued: 0 });
  expect(said.warnings).toEqual([
    `http://127.0.0.1:${port}/v1/traces: the connection failed (ECONNREFUSED). Records are held; next attempt in 0.0 s.`,
  ]);
});

it('stays within its bounds while the receiver is down', async () => {
  receiver.always(answer(503));
  const pipeline = start({}, { maxRecords: 10 });

  admitExchanges(pipeline, 25);
  await receiver.waitFor(({ requests }) => requests.length >= 3);
  admitExchanges(pipeline, 5);

  expect(pipeline.status()).toMatchObject({
    captured: 30,
    delivered: 0,
    queued: 10,
    dropped: { queue_full: 20 },
  });
  await pipeline.shutdown(0);
  expect(pipeline.status()).toMatchObject({
    captured: 30,
    queued: 0,
    dropped: { queue_full: 20, shutdown: 10 },
  });
});

it('gives a batch up for good after five doubtful answers, and says what may be wrong', async () => {
  receiver.always(answer(500));
  const pipeline = start();

  admitExchanges(pipeline, 2);
  await pipeline.flush();

  expect(receiver.requests).toHaveLength(6);
  expect(pipeline.status()).toMatchObject({ captured: 2, dropped: { rejected: 2 } });
  expect(said.warnings.at(-1)).toBe(
    `${receiver.url}/v1/traces refused 2 records for good: it answered 500; a self-hosted server does so when the API key is wrong: check the key.`,
  );
});

it('never says the key, at any level', async () => {
  const pipeline = start({ headers: { authorization: 'Bearer tok-0815' } });
  receiver.script(answer(503), answer(200, '<html>'), answer(401), answer(400));

  admitExchanges(pipeline, 1);
  await pipeline.flush();
  admitExchanges(pipeline, 3);
  await pipeline.shutdown();

  const everything = [...said.warnings, ...said.debugs, JSON.stringify(pipeline.status())].join('\n');
  expect(said.warnings).toEqual([
    expect.stringContaining('it answered 503'),
    expect.stringContaining('not an OTLP endpoint'),
    expect.stringContaining('refused 1 record for good: it answered 400'),
  ]);
  expect(said.debugs).toHaveLength(1);
  expect(everything).not.toMatch(/key-4711|tok-0815/);
  expect(receiver.allBytes()).toContain('key-4711');
});

it('keeps a request within its bounds, whatever the option says', async () => {
  const pipeline = start({}, { maxBatchBytes: 100_000_000, maxBatchRecords: 1_000, maxBytes: 100_000_000 });
  const text = 'x'.repeat(1_000_000);
  const body = { contentType: 'text/plain', byteLength: text.length, truncated: false, text };

  for (let index = 1; index <= 8; index += 1) {
    pipeline.admit(
      redactedExchange({ spanId: spanIdOf(index), response: { statusCode: 200, headers: {}, body } }),
    );
  }
  await pipeline.flush();

  expect(receiver.spans).toHaveLength(8);
  for (const { body: bytes } of receiver.requests)
    expect(bytes.byteLength).toBeLessThanOrEqual(4 * 1024 * 1024);
});

it('delivers a record without its bodies where the receiver finds it too large with them', async () => {
  receiver.always((response, request) =>
    answer(request.body.byteLength > 20_000 ? 413 : 200)(response, request),
  );
  const pipeline = start();
  const text = JSON.stringify('x'.repeat(30_000));
  const body = { contentType: 'application/json', byteLength: 30_002, truncated: false, text };

  admitExchanges(pipeline, 1);
  pipeline.admit(redactedExchange({ spanId: spanIdOf(2), response: { statusCode: 200, headers: {}, body } }));
  admitExchanges(pipeline, 1);
  await pipeline.flush();

  const accepted = receiver.requests.filter(({ body: bytes }) => bytes.byteLength <= 20_000);
  const spans = accepted.flatMap(({ body: bytes }) => decodeTraces(bytes));
  expect(spans.map(({ spanId }) => spanId).toSorted()).toEqual([1, 1, 2].map(spanIdOf));
  const bodies = spans.map(({ attributes }) => attributes['http.response.body']);
  expect(bodies.flatMap((each) => (each === undefined ? [] : [bodyText(each)]))).toEqual([
    '"[OMITTED: overload, 30002 bytes]"',
  ]);
  expect(pipeline.status()).toMatchObject({ captured: 3, delivered: 3, dropped: {} });
});

it('drops a log record that is too large, for it has no bodies', async () => {
  receiver.always(answer(413));
  const pipeline = start();

  pipeline.admit(redactedError({ attributes: { 'http.response.body': 'x'.repeat(1_000) } }));
  await pipeline.flush();

  expect(receiver.requests).toHaveLength(1);
  expect(pipeline.status()).toMatchObject({ captured: 1, delivered: 0, dropped: { too_large: 1 } });
});

it('does not mix a record with one that is admitted while it is encoded', async () => {
  const pipeline = start();
  const outer = redactedExchange({ spanId: spanIdOf(1), tags: ['outer'] });
  Object.defineProperty(outer, 'attributes', {
    get: () => {
      pipeline.admit(redactedExchange({ spanId: spanIdOf(2), tags: ['inner'] }));
      return { late: 'yes' };
    },
  });

  pipeline.admit(outer);
  await pipeline.flush();

  const byId = Object.fromEntries(receiver.spans.map(({ spanId, attributes }) => [spanId, attributes]));
  expect(byId[spanIdOf(1)]).toMatchObject({ 'monoscope.tags': ['outer'], late: 'yes' });
  expect(byId[spanIdOf(2)]).toMatchObject({ 'monoscope.tags': ['inner'] });
});

it('decodes base64 and gzip in what the receiver shows, so that an absence there means something', async () => {
  const pipeline = start({ compression: 'gzip' });
  const body = { contentType: 'text/plain', byteLength: 9, truncated: false, text: 'planted-secret' };

  pipeline.admit(redactedExchange({ response: { statusCode: 200, headers: {}, body } }));
  await pipeline.flush();

  expect(receiver.allBytes()).toContain('planted-secret');
});
