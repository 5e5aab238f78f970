import { describe, expect, it } from 'vitest';
import { APIToolkitClient } from '../../lib/apitoolkit.client.js';
import { CaptureBudget } from '../../lib/capture/capture-budget.js';
import { resolveConfig } from '../../lib/config/apitoolkit.config.js';
import { OutgoingCall } from '../../lib/outgoing/outgoing-call.js';
import { InMemoryExporter } from '../../lib/testing/index.js';

/** Begins and ends so many calls, each with a body, in one turn of the event loop. */
function callTimes(client: APIToolkitClient, count: number): void {
  for (let each = 0; each < count; each += 1) {
    const headers = { 'content-type': 'application/json' };
    const request = {
      method: 'post',
      url: () => 'http://remote.test/',
      headers: () => headers,
      body: '{"a":1}',
    };
    OutgoingCall.begin(client.recorder, request, {})?.end(() => ({
      statusCode: 204,
      headers: {},
      body: undefined,
    }));
  }
}

describe('more exchanges in one turn than can be redacted', () => {
  it('wait without their bodies, then are dropped, and all of it is counted at every moment', async () => {
    const exporter = new InMemoryExporter();
    const client = new APIToolkitClient(resolveConfig({ exporter, queue: { maxRecords: 20_000 } }, {}));

    callTimes(client, 10_050);
    const waiting = client.status();
    await client.flush(10_000);

    expect(waiting).toMatchObject({
      captured: 10_050,
      delivered: 0,
      queued: 10_000,
      dropped: { overload: 50 },
    });
    expect(client.status()).toMatchObject({
      captured: 10_050,
      delivered: 10_000,
      queued: 0,
      dropped: { overload: 50 },
    });
    const bodies = exporter.exchanges.map(({ request }) => request.body);
    expect(bodies.filter((body) => body?.text === '{"a":1}')).toHaveLength(2_000);
    expect(bodies.filter((body) => body?.omitted === 'overload' && body.byteLength === 7)).toHaveLength(
      8_000,
    );
    expect(new CaptureBudget(0).heldBytes).toBe(0);
    await client.shutdown();
  });

  it('keep no bodies where none may be held, and say why', async () => {
    const exporter = new InMemoryExporter();
    const client = new APIToolkitClient(resolveConfig({ exporter, maxInFlightBytes: 0 }, {}));

    callTimes(client, 1);
    await client.flush(10_000);

    expect(exporter.exchanges[0]?.request.body).toEqual({
      contentType: 'application/json',
      byteLength: 7,
      truncated: true,
      omitted: 'budget',
    });
    await client.shutdown();
  });
});
