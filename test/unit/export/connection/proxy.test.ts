import { describe, expect, it } from 'vitest';
import { ProxyServer } from '../../../../lib/export/connection/proxy-server.js';
import { TlsMaterial } from '../../../../lib/export/connection/tls-material.js';
import { identity, pem } from '../../../support/tls-files.js';
import { never, request, TransportHarness } from '../transport-harness.js';

const harness = new TransportHarness();
const tls = new TlsMaterial({ ca: pem('ca') });
const delivered = { status: 'delivered', rejected: 0 };
const apiKey = 'k3y-which-nobody-may-see';
const through = (url: string) => new ProxyServer(new URL(url));

describe('through a proxy', () => {
  it.each([
    ['http', undefined],
    ['https', identity('server')],
  ])(
    'over %s, an https receiver is delivered to in a tunnel, of which the proxy reads nothing',
    async (_, own) => {
      const receiver = await harness.startReceiver(identity('server'));
      const proxy = await harness.startProxy({ credentials: 'user:p%40ss', ...(own && { tls: own }) });
      const transport = harness.transportTo(receiver.url, {
        apiKey,
        tls,
        proxy: through(proxy.url('user:p%2540ss')),
      });

      const results = [await transport.send(request, never), await transport.send(request, never)];

      expect(results).toEqual([delivered, delivered]);
      expect(receiver.requests[0]?.headers).toMatchObject({
        'x-api-key': apiKey,
        host: `127.0.0.1:${receiver.port}`,
      });
      expect(receiver.requests[0]?.headers).not.toHaveProperty('proxy-authorization');
      expect(proxy.passed).toEqual([`CONNECT 127.0.0.1:${receiver.port}`]);
      expect(proxy.seenText()).not.toContain(apiKey);
      expect(proxy.seenText()).not.toContain('v1/traces');
    },
  );

  it('the certificate is that of the receiver, and shown to the receiver alone', async () => {
    const receiver = await harness.startReceiver({
      ...identity('server'),
      ca: pem('ca'),
      requestCert: true,
      rejectUnauthorized: true,
    });
    const proxy = await harness.startProxy();
    const own = new TlsMaterial({ ca: pem('ca'), ...identity('client') });

    const result = await harness
      .transportTo(receiver.url, { tls: own, proxy: through(proxy.url()) })
      .send(request, never);

    expect(result).toEqual(delivered);
    expect(proxy.passed).toHaveLength(1);
  });

  it('a receiver whose certificate is not trusted gets nothing', async () => {
    const receiver = await harness.startReceiver(identity('wrong-host'));
    const proxy = await harness.startProxy();

    const result = await harness
      .transportTo(receiver.url, { apiKey, proxy: through(proxy.url()) })
      .send(request, never);

    expect(result).toEqual({
      status: 'retryable',
      reason: expect.stringMatching(/^the connection failed \(\w+\): the cert/),
    });
    expect(receiver.requests).toEqual([]);
    expect(proxy.seenText()).not.toContain(apiKey);
  });

  it('a proxy over TLS whose certificate is not trusted gets no credentials', async () => {
    const receiver = await harness.startReceiver(identity('server'));
    const proxy = await harness.startProxy({ tls: identity('wrong-host') });

    const result = await harness
      .transportTo(receiver.url, { tls, proxy: through(proxy.url('user:password')) })
      .send(request, never);

    expect(result).toEqual({
      status: 'retryable',
      reason: expect.stringMatching(/^the connection to the proxy failed \(\w+\): the certificate is /),
    });
    expect(proxy.seen).toEqual([]);
  });

  it('an http receiver is asked for by its whole URL, with the credentials for the proxy', async () => {
    const proxy = await harness.startProxy({ credentials: 'user:password' });

    const result = await harness
      .transportTo(harness.receiver.url, { proxy: through(proxy.url()) })
      .send(request, never);

    expect(result).toEqual(delivered);
    expect(proxy.passed).toEqual([`POST ${harness.receiver.url}/v1/traces`]);
  });

  it.each([
    ['http://127.0.0.1:1', 'https://otel.test', /^the connection to the proxy failed \(ECONNREFUSED\)$/],
    ['http://127.0.0.1:1', 'http://otel.test', /^the connection to the proxy failed \(ECONNREFUSED\)$/],
    ['https://127.0.0.1:1', 'https://otel.test', /^the connection to the proxy failed \(ECONNREFUSED\)$/],
  ])('%s where no proxy is, %s is not reached', async (proxy, endpoint, reason) => {
    const result = await harness.transportTo(endpoint, { proxy: through(proxy) }).send(request, never);

    expect(result).toEqual({ status: 'retryable', reason: expect.stringMatching(reason) });
  });

  it.each([
    ['no credentials', undefined, '407. Check the credentials'],
    ['wrong credentials', 'user:wrong', '407. Check the credentials'],
  ])('with %s the tunnel is refused, and it is said', async (_, given, reason) => {
    const proxy = await harness.startProxy({ credentials: 'user:password' });
    const url = new URL(proxy.url());
    url.username = given?.split(':')[0] ?? '';
    url.password = given?.split(':')[1] ?? '';

    const result = await harness
      .transportTo('https://otel.test', { proxy: new ProxyServer(url) })
      .send(request, never);

    expect(result).toEqual({
      status: 'retryable',
      reason: expect.stringContaining(`the proxy answered ${reason}`),
    });
    expect(JSON.stringify(result)).not.toContain('wrong');
  });

  it.each([
    ['refuses', 'HTTP/1.1 403 Forbidden\r\n\r\n', 'the proxy answered 403. It must allow CONNECT'],
    [
      'cannot reach it',
      'HTTP/1.1 503 Service Unavailable\r\n\r\n',
      'the proxy answered 503. It cannot reach',
    ],
    ['is none', 'SSH-2.0-OpenSSH_9.9\r\n\r\n', 'the proxy answered with something else than HTTP'],
    [
      'never ends',
      `HTTP/1.1 200 OK\r\nx: ${'y'.repeat(20_000)}`,
      'the answer of the proxy is larger than 16 KiB',
    ],
  ])('that %s: it is said', async (_, bytes, reason) => {
    const proxy = await harness.startProxy({ answer: (socket) => socket.write(bytes) });

    const result = await harness
      .transportTo('https://otel.test', { proxy: through(proxy.url()) })
      .send(request, never);

    expect(result).toEqual({ status: 'retryable', reason: expect.stringContaining(reason) });
  });

  it.each([
    ['says nothing', () => {}, 'no answer of the proxy in time'],
    [
      'opens a tunnel to nothing',
      (socket: NodeJS.WritableStream) => socket.write('HTTP/1.1 200 OK\r\n\r\n'),
      'no TLS handshake in time',
    ],
    ['hangs up', (socket: NodeJS.WritableStream) => socket.end(), 'the proxy closed the connection'],
  ])('that %s: it is given up at the deadline for connecting', async (_, answer, reason) => {
    const proxy = await harness.startProxy({ answer });

    const result = await harness
      .transportTo('https://otel.test', { proxy: through(proxy.url()), connectTimeoutMs: 200 })
      .send(request, never);

    expect(result).toEqual({ status: 'retryable', reason });
  });

  it('that does not even answer a handshake is given up too', async () => {
    const port = await harness.listen(() => {});

    const result = await harness
      .transportTo('http://otel.test', { proxy: through(`https://127.0.0.1:${port}`), connectTimeoutMs: 100 })
      .send(request, never);

    expect(result).toEqual({ status: 'retryable', reason: 'no connection to the proxy in time' });
  });

  it('that hangs is let go at the shutdown', async () => {
    const proxy = await harness.startProxy({
      answer: (socket) => socket.resume().once('end', () => closed()),
    });
    let closed = (): void => {};
    const isClosed = new Promise<void>((resolve) => (closed = resolve));
    const transport = harness.transportTo('https://otel.test', { proxy: through(proxy.url()) });

    const sending = transport.send(request, never);
    await proxy.waitForConnect();
    transport.shutdown();

    expect(await sending).toEqual({ status: 'retryable', reason: 'the transport was shut down' });
    await isClosed;
  });
});
