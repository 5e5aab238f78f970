import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { otlpUrls } from '../../../lib/export/otlp/otlp-urls.js';
import { never, request, TransportHarness } from './transport-harness.js';

const harness = new TransportHarness();

describe('a request', () => {
  it('is a POST of the bytes with the headers of the contract', async () => {
    await harness.send({
      apiKey: 'key-1',
      headers: { 'X-Team': 'a', 'User-Agent': 'mine', 'Content-Type': 'text/plain' },
    });
    await harness.send();

    expect(
      harness.receiver.requests.map(({ path, headers, rawBody }) => ({ path, headers, rawBody })),
    ).toEqual([
      {
        path: '/v1/traces',
        headers: {
          'user-agent': 'mine',
          'x-team': 'a',
          'x-api-key': 'key-1',
          'content-type': 'application/x-protobuf',
          'content-length': '2',
          host: `127.0.0.1:${harness.receiver.port}`,
          connection: 'keep-alive',
        },
        rawBody: Buffer.from([10, 0]),
      },
      {
        path: '/v1/traces',
        headers: {
          'user-agent': 'apitoolkit-nestjs/1.2.3',
          'content-type': 'application/x-protobuf',
          'content-length': '2',
          host: `127.0.0.1:${harness.receiver.port}`,
          connection: 'keep-alive',
        },
        rawBody: Buffer.from([10, 0]),
      },
    ]);
  });

  it('names its compression, and logs go to their own path', async () => {
    const body = gzipSync(Buffer.from([10, 0]));

    await harness.transportTo(harness.receiver.url).send({ signal: 'logs', body, encoding: 'gzip' }, never);

    expect(harness.receiver.requests[0]).toMatchObject({
      path: '/v1/logs',
      rawBody: body,
      body: Buffer.from([10, 0]),
    });
  });

  it('uses one connection for all', async () => {
    let connections = 0;
    harness.receiver.server.on('connection', () => (connections += 1));
    const transport = harness.transportTo(harness.receiver.url);

    for (let count = 0; count < 5; count += 1) await transport.send(request, never);

    expect(harness.receiver.requests).toHaveLength(5);
    expect(connections).toBe(1);
  });

  it('cannot be configured with a header that no request can carry', () => {
    expect(() => harness.transportTo(harness.receiver.url, { apiKey: 'a\r\nb' })).toThrow(TypeError);
    expect(() => harness.transportTo(harness.receiver.url, { headers: { 'bad name': 'x' } })).toThrow(
      TypeError,
    );
  });

  it('names its receiver without credentials', () => {
    expect(harness.transportTo('http://user:pass@otel.test:4318/?token=t').name).toBe(
      'http://otel.test:4318/v1/traces',
    );
  });
});

it.each([
  ['http://h:4318', 'http://h:4318/v1/traces', 'http://h:4318/v1/logs'],
  ['http://h:4318/', 'http://h:4318/v1/traces', 'http://h:4318/v1/logs'],
  ['https://h/otlp/', 'https://h/otlp/v1/traces', 'https://h/otlp/v1/logs'],
  ['https://h/v1/traces', 'https://h/v1/traces', 'https://h/v1/logs'],
  ['https://h/a/v1/traces/?t=1', 'https://h/a/v1/traces?t=1', 'https://h/a/v1/logs?t=1'],
])('the endpoint %s means %s and %s', (endpoint, traces, logs) => {
  const urls = otlpUrls(endpoint);

  expect([urls.traces.href, urls.logs.href]).toEqual([traces, logs]);
});
