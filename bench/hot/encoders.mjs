import { resourceFromAttributes } from '@opentelemetry/resources';
import { OtlpDestination } from '../../build/export/otlp/otlp.destination.js';
import { PeerSpan } from '../delivery/records.mjs';

const DELIVERED = Promise.resolve({ status: 'delivered' });
const RESOURCE = resourceFromAttributes({ 'service.name': 'bench' });

/** The destination as it is, with a transport that takes everything and keeps nothing. */
export function encoderOf() {
  const transport = { name: 'nowhere', send: () => DELIVERED, shutdown() {} };
  return new OtlpDestination(transport, { serviceName: 'bench', sdkVersion: '0' });
}

/** The same content for the peer; that it is, the bench of the delivery checks. */
export function peerSpanOf(exchange) {
  return new PeerSpan(exchange, RESOURCE, { name: 'bench' });
}
