import { ProtobufTraceSerializer } from '@opentelemetry/otlp-transformer';
import { exchangesOf } from '../delivery/records.mjs';
import { encoderOf, peerSpanOf } from './encoders.mjs';
import { inTurn, OURS } from './inputs.mjs';

export const bench = {
  title:
    'a record with 2 KB in both directions to OTLP; the peer is handed a finished span, bodies in base64',
  contestants() {
    const create = exchangesOf('large');
    const exchanges = inTurn(create);
    const spans = inTurn(() => peerSpanOf(create()));
    const encoder = encoderOf();
    return [
      { name: OURS, call: () => encoder.prepare(exchanges()) },
      {
        name: '@opentelemetry/otlp-transformer, one span',
        call: () => ProtobufTraceSerializer.serializeRequest([spans()]),
      },
    ];
  },
};
