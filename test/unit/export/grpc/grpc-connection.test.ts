import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { createServer as createHttpServer } from 'node:http';
import { constants } from 'node:http2';
import { connect, Socket, type AddressInfo } from 'node:net';
import { Worker } from 'node:worker_threads';
import { describe, expect, it } from 'vitest';
import { GrpcReceiver, ok } from '../../../support/grpc-receiver.js';
import { delivered, GrpcHarness, never, request } from './grpc-harness.js';

const harness = new GrpcHarness();

describe('a connection that cannot be made', () => {
  it('is told from others when nobody listens', async () => {
    const receiver = await harness.startReceiver();
    await receiver.close();

    expect(await harness.send(receiver.url)).toEqual({
      status: 'retryable',
      reason: 'the connection failed (ECONNREFUSED)',
    });
  });

  it('is told from others when the name does not resolve', async () => {
    expect(await harness.send('http://no-such-host.invalid:4317')).toEqual({
      status: 'retryable',
      reason: 'the name did not resolve',
    });
  });

  it('is given up when it is not there in time, and its socket closed', async () => {
    const port = await unansweredPort();
    const sockets = newSockets();

    const result = await harness.send(`http://127.0.0.1:${port}`, { connectTimeoutMs: 100 });

    expect(result).toEqual({ status: 'retryable', reason: 'no connection in time' });
    expect(sockets.map(({ destroyed }) => destroyed)).toEqual([true]);
  });

  it.each([['never says a word'], ['says something else']])(
    'is given up when who listens %s',
    async (what) => {
      const port = await harness.listen((socket) => {
        if (what === 'says something else') socket.write('SSH-2.0-OpenSSH_9.9\r\n');
      });

      const result = await harness.send(`http://127.0.0.1:${port}`, { connectTimeoutMs: 200 });

      expect(result).toMatchObject({ status: 'retryable' });
    },
  );

  it('is told from others when who listens speaks HTTP/1.1', async () => {
    const server = createHttpServer().listen(0, '127.0.0.1');
    harness.onClose(() => server.close());
    await new Promise((resolve) => server.once('listening', resolve));

    expect(await harness.send(`http://127.0.0.1:${portOf(server)}`)).toEqual({
      status: 'retryable',
      reason: 'the connection failed (it does not speak HTTP/2)',
    });
  });

  it('is made again at the next attempt, on whatever wait grpc-js would have had', async () => {
    const first = await harness.startReceiver();
    const transport = harness.transportTo(first.url);
    await first.close();
    await transport.send(request, never);
    await transport.send(request, never);
    const again = await harness.startReceiver({ port: first.port });

    expect(await transport.send(request, never)).toEqual(delivered);
    expect(again.calls).toHaveLength(1);
  });
});

describe('a connection that ends', () => {
  it('under a call makes it retryable, and the next one connects afresh', async () => {
    const receiver = await harness.startReceiver();
    receiver.script((stream) => stream.session?.destroy());
    const transport = harness.transportTo(receiver.url);

    const results = [await transport.send(request, never), await transport.send(request, never)];

    expect(results).toEqual([{ status: 'retryable', reason: 'the call ended with UNAVAILABLE' }, delivered]);
    expect(receiver.connections).toBe(2);
  });

  it('between calls because the receiver was started again costs no call', async () => {
    const first = await harness.startReceiver();
    const transport = harness.transportTo(first.url);
    await transport.send(request, never);
    await first.close();
    const again = await GrpcReceiver.start({ port: first.port });
    harness.onClose(() => again.close());

    expect(await transport.send(request, never)).toEqual(delivered);
    expect(again.calls).toHaveLength(1);
  });

  it('by GOAWAY lets the call under way end, and the next one connects afresh', async () => {
    const receiver = await harness.startReceiver();
    receiver.script((stream, call) => {
      stream.session?.goaway(constants.NGHTTP2_NO_ERROR, stream.id);
      setImmediate(() => ok()(stream, call));
    });
    const transport = harness.transportTo(receiver.url);

    const results = [await transport.send(request, never), await transport.send(request, never)];

    expect(results).toEqual([delivered, delivered]);
    expect(receiver.connections).toBe(2);
  });

  it('by a GOAWAY that disowns the call under way sends it once more by itself', async () => {
    const receiver = await harness.startReceiver();
    receiver.script((stream) => {
      stream.session?.goaway(constants.NGHTTP2_NO_ERROR, 0);
      stream.close(constants.NGHTTP2_REFUSED_STREAM);
    });

    expect(await harness.send(receiver.url)).toEqual(delivered);
    expect(receiver.calls).toHaveLength(2);
  });

  it('by age every few calls, as behind a proxy, costs none', async () => {
    const receiver = await harness.startReceiver();
    receiver.always((stream, call) => {
      ok()(stream, call);
      if (receiver.calls.length % 3 === 0) stream.session?.close();
    });
    const transport = harness.transportTo(receiver.url);

    for (let count = 0; count < 12; count += 1)
      expect(await transport.send(request, never)).toEqual(delivered);

    expect(receiver.calls).toHaveLength(12);
    expect(receiver.connections).toBeGreaterThanOrEqual(4);
  });
});

describe('a connection over which nothing comes back', () => {
  it('is replaced after five deadlines in a row', async () => {
    const receiver = await harness.startReceiver();
    let silent: unknown;
    receiver.always((stream, call) => {
      silent ??= stream.session;
      if (stream.session !== silent) ok()(stream, call);
    });
    const transport = harness.transportTo(receiver.url, { attemptTimeoutMs: 60 });

    const statuses: string[] = [];
    for (let count = 0; count < 6; count += 1) statuses.push((await transport.send(request, never)).status);

    expect(statuses).toEqual([...Array<string>(5).fill('retryable'), 'delivered']);
    expect(receiver.connections).toBe(2);
  });

  it('is kept when one of five is answered', async () => {
    const receiver = await harness.startReceiver();
    receiver.always((stream, call) => {
      if (receiver.calls.length % 5 === 0) ok()(stream, call);
    });
    const transport = harness.transportTo(receiver.url, { attemptTimeoutMs: 60 });

    for (let count = 0; count < 10; count += 1) await transport.send(request, never);

    expect(receiver.connections).toBe(1);
  });
});

/** A port whose queue of connections is full, since who listens is blocked: Linux answers no further one. */
async function unansweredPort(): Promise<number> {
  const worker = new Worker(
    `const server = require('node:net').createServer().listen({ port: 0, host: '127.0.0.1', backlog: 1 }, () => {
      require('node:worker_threads').parentPort.postMessage(server.address().port);
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
    });`,
    { eval: true },
  );
  harness.onClose(() => worker.terminate());
  const port = await new Promise<number>((resolve) => worker.once('message', resolve));
  for (let count = 0; count < 2; count += 1) {
    const filler = connect(port, '127.0.0.1').on('error', () => {});
    harness.onClose(() => filler.destroy());
    await new Promise((resolve) => filler.once('connect', resolve));
  }
  return port;
}

/** The sockets that this process opens from here on. */
function newSockets(): Socket[] {
  const sockets: Socket[] = [];
  const onSocket = (message: unknown): void => {
    if (typeof message === 'object' && message !== null && 'socket' in message) {
      if (message.socket instanceof Socket) sockets.push(message.socket);
    }
  };
  subscribe('net.client.socket', onSocket);
  harness.onClose(() => unsubscribe('net.client.socket', onSocket));
  return sockets;
}

function portOf(server: { address(): string | AddressInfo | null }): number {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server is not listening');
  return address.port;
}
