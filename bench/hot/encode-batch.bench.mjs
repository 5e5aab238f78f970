import { ProtobufTraceSerializer } from '@opentelemetry/otlp-transformer';
import { exchangesOf } from '../delivery/records.mjs';
import { encoderOf, peerSpanOf } from './encoders.mjs';
import { OURS } from './inputs.mjs';

const RECORDS = 512;

export const bench = {
  title: 'a small record of a request of 512, to OTLP',
  contestants() {
    const create = exchangesOf('small');
    const exchanges = Array.from({ length: RECORDS }, create);
    const spans = exchanges.map(peerSpanOf);
    const encoder = encoderOf();
    const encoded = exchanges.map((exchange) => encoder.prepare(exchange));
    const signal = new AbortController().signal;
    return [
      {
        name: `${OURS}, encoded as they came, then joined`,
        calls: RECORDS,
        call: () =>
          encoder.send(
            exchanges.map((exchange) => encoder.prepare(exchange)),
            signal,
          ),
      },
      {
        name: '@opentelemetry/otlp-transformer',
        calls: RECORDS,
        call: () => ProtobufTraceSerializer.serializeRequest(spans),
      },
      { name: 'joined only', calls: RECORDS, call: () => encoder.send(encoded, signal) },
    ];
  },
};
