import { describe, expect, it } from 'vitest';
import { APIToolkitClient } from '../../lib/apitoolkit.client.js';
import { CaptureBudget } from '../../lib/capture/capture-budget.js';
import { resolveConfig } from '../../lib/config/apitoolkit.config.js';
import { OutgoingCall } from '../../lib/outgoing/outgoing-call.js';
import { InMemoryExporter } from '../../lib/testing/index.js';

/** Begins and ends so many calls, each with a body, in one turn of the event loop. */
function callTimes(client: APIToolkitClient, count: number, body = '{"a":1}'): void {
  for (let each = 0; each < count; each += 1) {
    const headers = { 'content-type': 'application/json' };
    const request = {
      method: 'post',
      url: () => 'http://remote.test/',
      headers: () => headers,
      body,
    };
    OutgoingCall.begin(client.recorder, request, {})?.end(() => ({
      statusCode: 204,
      headers: {},
      body: undefined,
    }));
  }
}

describe('more exchanges in one turn than can be redacted', () => {
  it('are redacted as they come in, once many wait: none is lost, and all of it is counted at every moment', async () => {
    const exporter = new InMemoryExporter();
    const client = new APIToolkitClient(resolveConfig({ exporter, queue: { maxRecords: 20_000 } }, {}));

    callTimes(client, 10_050);
    const waiting = client.status();
    const waitingBytes = new CaptureBudget(0).heldBytes;
    await client.flush(10_000);

    expect(waiting).toMatchObject({ captured: 10_050, delivered: 0, queued: 10_050, dropped: {} });
    // Seven bytes each: no more than five hundred wait to be redacted.
    expect(waitingBytes).toBeLessThanOrEqual(500 * 7);
    expect(client.status()).toMatchObject({ captured: 10_050, delivered: 10_050, queued: 0, dropped: {} });
    expect(exporter.exchanges.every(({ request }) => request.body?.text === '{"a":1}')).toBe(true);
    expect(new CaptureBudget(0).heldBytes).toBe(0);
    await client.shutdown();
  });

  it('lose their bodies where these are large and many wait already', async () => {
    const exporter = new InMemoryExporter();
    const client = new APIToolkitClient(resolveConfig({ exporter }, {}));

    callTimes(client, 300, JSON.stringify({ text: 'x'.repeat(20_000) }));
    callTimes(client, 10);
    await client.flush(10_000);

    const bodies = exporter.exchanges.map(({ request }) => request.body);
    expect(bodies.slice(0, 250).every((body) => body?.text?.length === 20_011)).toBe(true);
    expect(bodies.slice(250, 300)).toEqual(
      bodies.slice(250, 300).map(() => ({
        contentType: 'application/json',
        byteLength: 20_011,
        truncated: true,
        omitted: 'overload',
      })),
    );
    expect(bodies.slice(300).map((body) => body?.text)).toEqual(Array(10).fill('{"a":1}'));
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
