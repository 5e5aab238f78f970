import { expect, it } from 'vitest';
import type { SendResult } from '../../../lib/export/destination.js';
import { ExporterDestination } from '../../../lib/export/exporter.destination.js';
import { createOtlpDestination } from '../../../lib/export/otlp/create-otlp-destination.js';
import { otlpUrls } from '../../../lib/export/otlp/otlp-urls.js';
import { OtlpReceiver } from '../../support/otlp-receiver.js';
import { redactedError, redactedExchange } from '../../support/redacted.js';

const never = new AbortController().signal;

function otlpOf(receiver: OtlpReceiver, serviceVersion: string, apiKey: string) {
  const resource = { serviceName: 'orders', serviceVersion, apiKey, sdkVersion: '1.2.3' };
  return createOtlpDestination({ urls: otlpUrls(receiver.url), resource });
}

it('an encoded record is sent as what it was, by another process, with the key of that', async () => {
  const receiver = await OtlpReceiver.start();
  const before = otlpOf(receiver, '1.0.0', 'old-key-4711');
  const now = otlpOf(receiver, '2.0.0', 'new-key-0815');
  const kept = before.codec.serialize(before.prepare(redactedExchange({ spanId: '00000000000000a1' })));
  const preamble = Buffer.from(before.codec.preamble);

  const restored = now.codec.restore(kept, 'traces', preamble);
  const own = now.prepare(redactedExchange({ spanId: '00000000000000a2' }));
  const again = now.codec.restore(kept, 'traces', Buffer.from(preamble));
  const result: SendResult = await now.send([restored, again, own], never);

  expect(result).toEqual({ status: 'delivered', rejected: 0 });
  expect(
    receiver.spans.map(({ spanId, resource }) => [
      spanId,
      resource['service.version'],
      resource['at-project-key'],
    ]),
  ).toEqual([
    ['00000000000000a1', '1.0.0', 'new-key-0815'],
    ['00000000000000a1', '1.0.0', 'new-key-0815'],
    ['00000000000000a2', '2.0.0', 'new-key-0815'],
  ]);
  expect(Buffer.from(kept).includes('old-key-4711')).toBe(false);
  expect(preamble.includes('old-key-4711')).toBe(false);
  await receiver.close();
});

it('a record of an exporter is the same record again, its dates as dates', () => {
  const destination = new ExporterDestination({
    export: async () => ({ status: 'delivered' }),
    exportErrors: async () => ({ status: 'delivered' }),
  });
  const when = new Date('2026-08-01T12:00:00.250Z');
  const cause = { type: 'Error', message: 'inner', when };
  const exchange = redactedExchange({
    errors: [{ type: 'Error', message: 'outer', when, cause }],
    attributes: { when: '2026-08-01T12:00:00.250Z', startedAt: '2026-08-01T12:00:00.250Z' },
  });

  for (const record of [exchange, redactedError()]) {
    const held = destination.prepare(record);
    if (held === undefined) throw new Error('not supported');
    const bytes = destination.codec.serialize(held);
    expect(destination.codec.restore(bytes, held.signal, new Uint8Array())).toEqual(held);
    expect(destination.codec.restore(bytes.subarray(1), held.signal, new Uint8Array())).toBeUndefined();
  }
});
