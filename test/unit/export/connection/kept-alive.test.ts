import type { Socket } from 'node:net';
import { describe, expect, it } from 'vitest';
import { TlsMaterial } from '../../../../lib/export/connection/tls-material.js';
import type { HttpTransport } from '../../../../lib/export/http.transport.js';
import { identity, pem } from '../../../support/tls-files.js';
import { never, request, TransportHarness } from '../transport-harness.js';

const harness = new TransportHarness();
const delivered = { status: 'delivered', rejected: 0 };
const OK = 'HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n';

const sendAtOnce = (transport: HttpTransport, count: number) =>
  Promise.all(Array.from({ length: count }, () => transport.send(request, never)));

describe('connections that are kept', () => {
  it('are as many as batches are sent at a time, and used again', async () => {
    let connections = 0;
    harness.receiver.server.on('connection', () => (connections += 1));
    const transport = harness.transportTo(harness.receiver.url);

    for (let round = 0; round < 5; round += 1) await sendAtOnce(transport, 4);

    expect(harness.receiver.requests).toHaveLength(20);
    expect(connections).toBe(4);
  });

  it('and went stale, all of them, cost one more attempt each, on a connection that is certainly fresh', async () => {
    const uses: number[] = [];
    const port = await harness.listen((socket: Socket) => {
      const connection = uses.push(0) - 1;
      socket.on('data', () => {
        uses[connection] = (uses[connection] ?? 0) + 1;
        if (uses[connection] === 1) socket.write(OK);
        else socket.destroy();
      });
    });
    const transport = harness.transportTo(`http://127.0.0.1:${port}`);
    await sendAtOnce(transport, 4);

    const result = await transport.send(request, never);

    expect(result).toEqual(delivered);
    // One of the four was tried, and none of the other three after it.
    expect(uses.toSorted()).toEqual([1, 1, 1, 1, 2]);
  });

  it.each([
    ['http', undefined],
    ['https', identity('server')],
  ])('by an %s receiver for less than the time between two batches show no failure', async (_, tls) => {
    const receiver = await harness.startReceiver(tls);
    receiver.server.keepAliveTimeout = 1;
    // Node tells clients that time, and closes a second later than it tells: here neither.
    Reflect.set(receiver.server, 'keepAliveTimeoutBuffer', 0);
    const transport = harness.transportTo(receiver.url, { tls: new TlsMaterial({ ca: pem('ca') }) });
    const results = [];
    let closed = 0;
    receiver.server.on(tls ? 'secureConnection' : 'connection', (socket: Socket) =>
      socket.on('close', () => (closed += 1)),
    );

    // Between the timer of the receiver and the news of it, at every offset.
    for (let round = 0; round < 60; round += 1) {
      results.push(...(await sendAtOnce(transport, 4)));
      const startedAtMs = performance.now();
      while (performance.now() - startedAtMs < round % 6);
    }

    expect(results).toEqual(results.map(() => delivered));
    expect(closed).toBeGreaterThan(0);
  });
});
