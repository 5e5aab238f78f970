import { describe, expect, it } from 'vitest';
import { TlsMaterial } from '../../../../lib/export/connection/tls-material.js';
import { Names } from '../../../support/names.js';
import { identity, pem } from '../../../support/tls-files.js';
import { never, request, TransportHarness } from '../transport-harness.js';

const harness = new TransportHarness();
const delivered = { status: 'delivered', rejected: 0 };

describe('the name of a receiver', () => {
  it.each([
    ['http', undefined],
    ['https', identity('server')],
  ])('is resolved again for each new connection over %s: it may fail, and move', async (scheme, own) => {
    using names = new Names();
    const receiver = await harness.startReceiver(own);
    const tls = new TlsMaterial({ ca: pem('ca'), servername: 'localhost' });
    const transport = harness.transportTo(`${scheme}://otel.test:${receiver.port}`, { tls });
    const results = [];

    names.set('otel.test', undefined);
    results.push(await transport.send(request, never));
    names.set('otel.test', '127.0.0.1');
    results.push(await transport.send(request, never), await transport.send(request, never));
    const asked = names.asked.length;
    receiver.server.closeAllConnections();
    names.set('otel.test', '127.0.0.2');
    results.push(await transport.send(request, never));
    names.set('otel.test', undefined);
    results.push(await transport.send(request, never));
    names.set('otel.test', '127.0.0.1');
    results.push(await transport.send(request, never));

    const unknown = { status: 'retryable', reason: 'the connection failed (ENOTFOUND)' };
    const refused = { status: 'retryable', reason: 'the connection failed (ECONNREFUSED)' };
    expect(results).toEqual([unknown, delivered, delivered, refused, unknown, delivered]);
    expect(asked).toBe(2);
  });
});
