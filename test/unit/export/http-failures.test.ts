import type { Socket } from 'node:net';
import { describe, expect, it } from 'vitest';
import { never, request, TransportHarness } from './transport-harness.js';

const harness = new TransportHarness();

describe('a failure to answer', () => {
  it('is retryable when nobody listens', async () => {
    const { url } = harness.receiver;
    await harness.receiver.close();

    expect(await harness.transportTo(url).send(request, never)).toEqual({
      status: 'retryable',
      reason: 'the connection failed (ECONNREFUSED)',
    });
  });

  it('is retryable when the name does not resolve', async () => {
    const result = await harness.transportTo('http://no-such-host.invalid').send(request, never);

    expect(result).toMatchObject({ status: 'retryable' });
    expect(result).toHaveProperty(
      'reason',
      expect.stringMatching(/^the connection failed \((ENOTFOUND|EAI_AGAIN)\)$/),
    );
  });

  it('ends at the total deadline when no answer comes', async () => {
    harness.receiver.script(() => {});

    const startedAtMs = performance.now();
    const result = await harness.send({ attemptTimeoutMs: 100 });

    expect(result).toEqual({ status: 'retryable', reason: 'no complete answer in time' });
    expect(performance.now() - startedAtMs).toBeGreaterThanOrEqual(99);
  });

  it('ends at the total deadline when the answer drips', async () => {
    const dripping: NodeJS.Timeout[] = [];
    harness.onClose(() => dripping.forEach(clearInterval));
    harness.receiver.script((response) => {
      response.writeHead(200);
      dripping.push(setInterval(() => response.write('x'), 10));
    });

    expect(await harness.send({ attemptTimeoutMs: 150 })).toEqual({
      status: 'retryable',
      reason: 'no complete answer in time',
    });
  });

  it('is retryable when the answer breaks off', async () => {
    harness.receiver.script((response) => {
      response.writeHead(200, { 'content-length': '10' });
      response.write('abc', () => response.destroy());
    });

    expect(await harness.send()).toEqual({ status: 'retryable', reason: 'the answer broke off' });
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
    const port = await harness.listen((socket) => socket.once('data', () => socket.write(bytes)));

    const result = await harness
      .transportTo(`http://127.0.0.1:${port}`, { attemptTimeoutMs: 2_000 })
      .send(request, never);

    expect(result).toEqual({ status: 'retryable', reason: expect.stringMatching(reason) });
  });

  it('ends when aborted', async () => {
    const controller = new AbortController();
    harness.receiver.script(() => controller.abort());

    const result = await harness.transportTo(harness.receiver.url).send(request, controller.signal);

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
    const port = await harness.listen(closeAtSecond(() => (requests += 1)));
    const transport = harness.transportTo(`http://127.0.0.1:${port}`);

    const results = [await transport.send(request, never), await transport.send(request, never)];

    expect(results).toEqual([
      { status: 'delivered', rejected: 0 },
      { status: 'delivered', rejected: 0 },
    ]);
    expect(requests).toBe(3);
  });

  it('is not tried again when it was fresh', async () => {
    let connections = 0;
    const port = await harness.listen((socket) => {
      connections += 1;
      socket.once('data', () => socket.destroy());
    });

    const result = await harness.transportTo(`http://127.0.0.1:${port}`).send(request, never);

    expect(result).toEqual({ status: 'retryable', reason: 'the connection failed (ECONNRESET)' });
    expect(connections).toBe(1);
  });
});
