import { recordsIn } from '../../delivery/otlp-proto.mjs';

const SERVER = 2;

/** OTLP over HTTP: one span of kind SERVER for each request. */
export const otlp = {
  answer: () => ({ headers: { 'content-type': 'application/x-protobuf' } }),
  count: (url, body) =>
    url.endsWith('/v1/traces') ? recordsIn('traces', body).filter(({ kind }) => kind === SERVER).length : 0,
};
