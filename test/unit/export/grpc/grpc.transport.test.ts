import { describe, expect, it } from 'vitest';
import { encodeExportResponse } from '../../../support/decode-otlp.js';
import { ok } from '../../../support/grpc-receiver.js';
import { delivered, GrpcHarness, never, request } from './grpc-harness.js';

const harness = new GrpcHarness();

describe('a call', () => {
  it('carries the bytes with the metadata of the contract', async () => {
    const receiver = await harness.startReceiver();

    const result = await harness.send(receiver.url, {
      apiKey: 'key-1',
      headers: { 'X-Team': 'a', 'User-Agent': 'mine', 'content-type': 'text/plain', 'x-raw-bin': 'AQI=' },
    });
    await harness.send(receiver.url);

    expect(result).toEqual(delivered);
    const [first, second] = receiver.calls;
    expect(first).toMatchObject({
      path: '/opentelemetry.proto.collector.trace.v1.TraceService/Export',
      message: Buffer.from([10, 0]),
      isCompressed: false,
      headers: {
        ':method': 'POST',
        ':authority': `127.0.0.1:${receiver.port}`,
        te: 'trailers',
        'content-type': 'application/grpc',
        'x-api-key': 'key-1',
        'x-team': 'a',
        'x-raw-bin': 'AQI=',
        'user-agent': expect.stringMatching(/^mine grpc-node-js\//),
      },
    });
    expect(second?.headers['user-agent']).toMatch(/^apitoolkit-nestjs\/1\.2\.3 grpc-node-js\//);
    expect(second?.headers).not.toHaveProperty('x-api-key');
  });

  it.each([
    ['logs', '/opentelemetry.proto.collector.logs.v1.LogsService/Export'],
    ['metrics', '/opentelemetry.proto.collector.metrics.v1.MetricsService/Export'],
  ] as const)('of %s goes to its own service', async (signal, path) => {
    const receiver = await harness.startReceiver();

    const result = await harness.transportTo(receiver.url).send({ ...request, signal }, never);

    expect(result).toEqual(delivered);
    expect(receiver.calls.map((call) => call.path)).toEqual([path]);
  });

  it('is compressed where that is configured', async () => {
    const receiver = await harness.startReceiver();

    await harness.send(receiver.url, { compression: 'gzip' });

    expect(receiver.calls).toMatchObject([
      { isCompressed: true, headers: { 'grpc-encoding': 'gzip' }, message: Buffer.from([10, 0]) },
    ]);
  });

  it('goes over one connection with all others', async () => {
    const receiver = await harness.startReceiver();
    const transport = harness.transportTo(receiver.url);

    const together = [transport.send(request, never), transport.send(request, never)];
    const results = [...(await Promise.all(together)), await transport.send(request, never)];

    expect(results).toEqual([delivered, delivered, delivered]);
    expect(receiver.connections).toBe(1);
  });

  it('sends the bytes of a view alone, not those around it', async () => {
    const receiver = await harness.startReceiver();
    const body = new Uint8Array([1, 2, 10, 0, 3]).subarray(2, 4);

    await harness.transportTo(receiver.url).send({ signal: 'traces', body }, never);

    expect(receiver.calls[0]?.message).toEqual(Buffer.from([10, 0]));
  });

  it('that is partly taken says how much is not', async () => {
    const receiver = await harness.startReceiver();
    receiver.script(ok(encodeExportResponse(3, 'limit\nof today')));

    expect(await harness.send(receiver.url)).toEqual({
      status: 'delivered',
      rejected: 3,
      note: 'limit\\u000aof today',
    });
  });
});

describe('a transport', () => {
  it('cannot be made with a header that no call can carry, and does not say its value', () => {
    const make = (headers: Record<string, string>) => () =>
      harness.transportTo('http://127.0.0.1:1', { headers });

    expect(make({ 'x-a': 'sécret' })).toThrow(
      new TypeError('the header x-a needs a value of printable ASCII'),
    );
    expect(make({ 'x!a': 'x' })).toThrow(/^the header x!a needs a name of lower-case letters/);
    expect(() => harness.transportTo('http://127.0.0.1:1', { apiKey: 'sécret' })).toThrow(
      new TypeError('the header x-api-key needs a value of printable ASCII'),
    );
  });

  it.each([
    ['http://user:pass@otel.test:4317/?token=t', 'grpc://otel.test:4317'],
    ['https://otel.test', 'grpcs://otel.test:443'],
    ['http://[::1]', 'grpc://[::1]:80'],
  ])('to %s is called %s, without credentials', (endpoint, name) => {
    expect(harness.transportTo(endpoint).name).toBe(name);
  });

  it('sends nothing any more once it is shut down', async () => {
    const receiver = await harness.startReceiver();
    const transport = harness.transportTo(receiver.url);
    await transport.send(request, never);

    transport.shutdown();

    expect(await transport.send(request, never)).toEqual({
      status: 'retryable',
      reason: 'the transport is shut down',
    });
    expect(receiver.calls).toHaveLength(1);
  });
});
