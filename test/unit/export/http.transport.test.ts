import { createServer, type Server, type Socket } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { SendResult } from '../../../lib/export/destination.js';
import { HttpTransport, type HttpTransportOptions } from '../../../lib/export/http.transport.js';
import { otlpUrls } from '../../../lib/export/otlp/otlp-urls.js';
import { encodeExportResponse } from '../../support/decode-otlp.js';
import { answer, OtlpReceiver } from '../../support/otlp-receiver.js';

let receiver: OtlpReceiver;
const closing: (() => unknown)[] = [];

beforeEach(async () => {
  receiver = await OtlpReceiver.start();
  closing.push(() => receiver.close());
});
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

function transportTo(endpoint: string, options: Partial<HttpTransportOptions> = {}): HttpTransport {
  const transport = new HttpTransport({ urls: otlpUrls(endpoint), sdkVersion: '1.2.3', ...options });
  closing.unshift(() => transport.shutdown());
  return transport;
}

const request = { signal: 'traces', body: Buffer.from([10, 0]) } as const;
const never = new AbortController().signal;

function send(options: Partial<HttpTransportOptions> = {}): Promise<SendResult> {
  return transportTo(receiver.url, options).send(request, never);
}

describe('a request', () => {
  it('is a POST of the bytes with the headers of the contract', async () => {
    await send({
      apiKey: 'key-1',
      headers: { 'X-Team': 'a', 'User-Agent': 'mine', 'Content-Type': 'text/plain' },
    });
    await send();

    expect(receiver.requests.map(({ path, headers, rawBody }) => ({ path, headers, rawBody }))).toEqual([
      {
        path: '/v1/traces',
        headers: {
          'user-agent': 'mine',
          'x-team': 'a',
          'x-api-key': 'key-1',
          'content-type': 'application/x-protobuf',
          'content-length': '2',
          host: `127.0.0.1:${receiver.port}`,
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
          host: `127.0.0.1:${receiver.port}`,
          connection: 'keep-alive',
        },
        rawBody: Buffer.from([10, 0]),
      },
    ]);
  });

  it('names its compression, and logs go to their own path', async () => {
    const body = gzipSync(Buffer.from([10, 0]));

    await transportTo(receiver.url).send({ signal: 'logs', body, encoding: 'gzip' }, never);

    expect(receiver.requests[0]).toMatchObject({
      path: '/v1/logs',
      rawBody: body,
      body: Buffer.from([10, 0]),
    });
  });

  it('uses one connection for all', async () => {
    let connections = 0;
    receiver.server.on('connection', () => (connections += 1));
    const transport = transportTo(receiver.url);

    for (let count = 0; count < 5; count += 1) await transport.send(request, never);

    expect(receiver.requests).toHaveLength(5);
    expect(connections).toBe(1);
  });

  it('cannot be configured with a header that no request can carry', () => {
    expect(() => transportTo(receiver.url, { apiKey: 'a\r\nb' })).toThrow(TypeError);
    expect(() => transportTo(receiver.url, { headers: { 'bad name': 'x' } })).toThrow(TypeError);
  });

  it('names its receiver without credentials', () => {
    expect(transportTo('http://user:pass@otel.test:4318/?token=t').name).toBe(
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

describe('the answer', () => {
  const retryable = (reason: string, more: object = {}) => ({ status: 'retryable', reason, ...more });
  const rejected = (reason: string) => ({ status: 'rejected', reason });
  const noOtlp = 'it answered 200 with something else than OTLP: not an OTLP endpoint, check the endpoint';

  it.each<[string, Parameters<typeof answer>, object]>([
    ['200 and nothing', [200], { status: 'delivered', rejected: 0 }],
    ['202 and nothing', [202], { status: 'delivered', rejected: 0 }],
    ['204', [204], { status: 'delivered', rejected: 0 }],
    ['200 and an empty partial success', [200, encodeExportResponse()], { status: 'delivered', rejected: 0 }],
    [
      '200 and a count of rejected',
      [200, encodeExportResponse(3, 'limit')],
      { status: 'delivered', rejected: 3, note: 'limit' },
    ],
    [
      '200 and a hint',
      [200, encodeExportResponse(0, 'a\nb')],
      { status: 'delivered', rejected: 0, note: 'a\\u000ab' },
    ],
    [
      '200 and a long hint',
      [200, encodeExportResponse(0, 'x'.repeat(900))],
      { status: 'delivered', rejected: 0, note: `${'x'.repeat(199)}…` },
    ],
    ['200 and a negative count', [200, encodeExportResponse(-1)], { status: 'delivered', rejected: 0 }],
    [
      '200 and unknown fields',
      [200, Buffer.from([0x98, 0x06, 1, 0x15, 1, 2, 3, 4])],
      { status: 'delivered', rejected: 0 },
    ],
    ['200 and HTML', [200, '<html></html>'], retryable(noOtlp)],
    ['200 and JSON', [200, '{"partialSuccess":{}}'], retryable(noOtlp)],
    ['200 and text', [200, 'OK'], retryable(noOtlp)],
    ['200 and a cut message', [200, encodeExportResponse(3, 'limit').subarray(0, 5)], retryable(noOtlp)],
    [
      '200 and a length beyond the end',
      [200, Buffer.from([0x0a, 0xff, 0xff, 0xff, 0xff, 0x0f])],
      retryable(noOtlp),
    ],
    ['408', [408], retryable('it answered 408')],
    ['429', [429], retryable('it answered 429')],
    [
      '429 with Retry-After',
      [429, '', { 'retry-after': '7' }],
      retryable('it answered 429', { retryAfterMs: 7_000 }),
    ],
    ['502', [502], retryable('it answered 502')],
    ['503 with a useless Retry-After', [503, '', { 'retry-after': 'soon' }], retryable('it answered 503')],
    ['504', [504], retryable('it answered 504')],
    [
      '500',
      [500],
      retryable('it answered 500; a self-hosted server does so when the API key is wrong: check the key', {
        retryLimit: 5,
      }),
    ],
    ['501', [501], rejected('it answered 501')],
    ['400', [400], rejected('it answered 400')],
    ['401', [401], rejected('it answered 401: check the API key')],
    ['403', [403], rejected('it answered 403: check the API key')],
    ['404', [404], rejected('it answered 404: check the endpoint')],
    ['413', [413], rejected('it answered 413, too large: lower queue.maxBatchBytes')],
    ['415', [415], rejected('it answered 415: check the endpoint and compression')],
    ['400 and a body without end', [400, Buffer.alloc(200_000)], rejected('it answered 400')],
    ['200 and more than 64 KiB', [200, Buffer.alloc(65_537)], retryable('the answer is larger than 64 KiB')],
  ])('%s', async (_, parts, result) => {
    receiver.script(answer(...parts));

    expect(await send()).toEqual(result);
  });

  it.each([301, 302, 303, 307, 308])('%i is never followed', async (statusCode) => {
    const elsewhere = await OtlpReceiver.start();
    closing.push(() => elsewhere.close());
    receiver.script(answer(statusCode, '', { location: `${elsewhere.url}/v1/traces` }));

    const result = await send({ apiKey: 'key-1' });

    const reason = `it answered ${statusCode}, a redirect, which is never followed: check the endpoint`;
    expect(result).toEqual({ status: 'rejected', reason });
    expect(elsewhere.requests).toEqual([]);
  });
});

describe('a failure to answer', () => {
  it('is retryable when nobody listens', async () => {
    const { url } = receiver;
    await receiver.close();
    closing.pop();

    expect(await transportTo(url).send(request, never)).toEqual({
      status: 'retryable',
      reason: 'the connection failed (ECONNREFUSED)',
    });
  });

  it('is retryable when the name does not resolve', async () => {
    const result = await transportTo('http://no-such-host.invalid').send(request, never);

    expect(result).toMatchObject({ status: 'retryable' });
    expect(result).toHaveProperty(
      'reason',
      expect.stringMatching(/^the connection failed \((ENOTFOUND|EAI_AGAIN)\)$/),
    );
  });

  it('ends at the total deadline when no answer comes', async () => {
    receiver.script(() => {});

    const startedAtMs = performance.now();
    const result = await send({ attemptTimeoutMs: 100 });

    expect(result).toEqual({ status: 'retryable', reason: 'no complete answer in time' });
    expect(performance.now() - startedAtMs).toBeGreaterThanOrEqual(99);
  });

  it('ends at the total deadline when the answer drips', async () => {
    const dripping: NodeJS.Timeout[] = [];
    closing.push(() => dripping.forEach(clearInterval));
    receiver.script((response) => {
      response.writeHead(200);
      dripping.push(setInterval(() => response.write('x'), 10));
    });

    expect(await send({ attemptTimeoutMs: 150 })).toEqual({
      status: 'retryable',
      reason: 'no complete answer in time',
    });
  });

  it('is retryable when the answer breaks off', async () => {
    receiver.script((response) => {
      response.writeHead(200, { 'content-length': '10' });
      response.write('abc', () => response.destroy());
    });

    expect(await send()).toEqual({ status: 'retryable', reason: 'the answer broke off' });
  });

  it.each([
    ['no HTTP at all', 'SSH-2.0-OpenSSH_9.9\r\n', /^the connection failed \(HPE_\w+\)$/],
    [
      'broken chunks',
      'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nzz\r\n',
      /^(the answer broke off|the connection failed \(HPE_\w+\))$/,
    ],
    [
      'headers without end',
      `HTTP/1.1 200 OK\r\nx: ${'y'.repeat(40_000)}\r\n\r\n`,
      /^the connection failed \(HPE_HEADER_OVERFLOW\)$/,
    ],
    [
      'another protocol',
      'HTTP/1.1 101 Switching Protocols\r\nconnection: upgrade\r\nupgrade: x\r\n\r\n',
      /^the connection was closed without an answer$/,
    ],
  ])('is retryable when the receiver speaks %s', async (_, bytes, reason) => {
    const port = await listen((socket) => socket.once('data', () => socket.write(bytes)));

    const result = await transportTo(`http://127.0.0.1:${port}`, { attemptTimeoutMs: 2_000 }).send(
      request,
      never,
    );

    expect(result).toEqual({ status: 'retryable', reason: expect.stringMatching(reason) });
  });

  it('ends when aborted', async () => {
    const controller = new AbortController();
    receiver.script(() => controller.abort());

    const result = await transportTo(receiver.url).send(request, controller.signal);

    expect(result).toEqual({ status: 'retryable', reason: 'the export was aborted' });
  });
});

describe('a kept-alive connection', () => {
  /** Answers the first request of a connection and closes it when the second comes, without an answer. */
  const closeAtSecond = (onRequest: () => void) => (socket: Socket) => {
    let requests = 0;
    socket.on('data', () => {
      requests += 1;
      onRequest();
      if (requests === 1) socket.write('HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n');
      else socket.destroy();
    });
  };

  it('that the receiver closed in the meantime costs one immediate attempt on a fresh one', async () => {
    let requests = 0;
    const port = await listen(closeAtSecond(() => (requests += 1)));
    const transport = transportTo(`http://127.0.0.1:${port}`);

    const results = [await transport.send(request, never), await transport.send(request, never)];

    expect(results).toEqual([
      { status: 'delivered', rejected: 0 },
      { status: 'delivered', rejected: 0 },
    ]);
    expect(requests).toBe(3);
  });

  it('is not tried again when it was fresh', async () => {
    let connections = 0;
    const port = await listen((socket) => {
      connections += 1;
      socket.once('data', () => socket.destroy());
    });

    const result = await transportTo(`http://127.0.0.1:${port}`).send(request, never);

    expect(result).toEqual({ status: 'retryable', reason: 'the connection failed (ECONNRESET)' });
    expect(connections).toBe(1);
  });
});

/** A server on bare TCP, for answers that no HTTP server would give. */
async function listen(onSocket: (socket: Socket) => void): Promise<number> {
  const sockets = new Set<Socket>();
  const server: Server = createServer((socket) => {
    sockets.add(socket.on('error', () => {}));
    onSocket(socket);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closing.push(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
}
