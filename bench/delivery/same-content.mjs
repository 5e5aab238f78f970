import { deepStrictEqual } from 'node:assert';
import { ProtobufTraceSerializer } from '@opentelemetry/otlp-transformer';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { OtlpDestination } from '../../build/export/otlp/otlp.destination.js';
import { recordsIn } from './otlp-proto.mjs';
import { exchangesOf, PeerSpan, SIZES } from './records.mjs';

/**
 * Makes sure that all send the same, and gives how many bytes a record of each size takes as we encode it. Throws where
 * a span of the peers has other attributes, ids or times.
 */
export async function sizesOfSameContent() {
  const bytes = {};
  for (const size of Object.keys(SIZES)) {
    const exchange = exchangesOf(size)();
    const destination = new OtlpDestination(keepingTransport(), { serviceName: 'bench', sdkVersion: '0' });
    const prepared = destination.prepare(exchange);
    const { note } = await destination.send([prepared], new AbortController().signal);
    const peer = new PeerSpan(exchange, resourceFromAttributes({}), { name: 'bench' });
    const [ours] = recordsIn('traces', note);
    const [theirs] = recordsIn('traces', ProtobufTraceSerializer.serializeRequest([peer]));
    deepStrictEqual(comparable(theirs), comparable(ours));
    bytes[size] = prepared.byteLength;
  }
  return bytes;
}

function keepingTransport() {
  return { name: 'kept', send: async ({ body }) => ({ status: 'delivered', note: body }), shutdown() {} };
}

function comparable({ traceId, spanId, name, kind, startTimeUnixNano, endTimeUnixNano, attributes }) {
  const values = attributes.map(({ key, value }) => [key, value.stringValue || Number(value.intValue)]);
  return {
    ids: [traceId, spanId].map((id) => Buffer.from(id).toString('hex')),
    name,
    kind,
    times: [startTimeUnixNano, endTimeUnixNano].map(String),
    attributes: Object.fromEntries(values.toSorted(([one], [other]) => (one < other ? -1 : 1))),
  };
}
