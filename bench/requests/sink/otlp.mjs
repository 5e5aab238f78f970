import { recordsIn } from '../../delivery/otlp-proto.mjs';

const SERVER = 2;

/** OTLP over HTTP: one span of kind SERVER for each request. */
export const otlp = receiving(({ kind }) => kind === SERVER);

/** As APIToolkit's own SDKs use it: a span of theirs, which has the bodies, beside those of OpenTelemetry. */
export const otlpOfSiblingSdk = receiving(({ attributes }) =>
  attributes.some(
    ({ key, value }) =>
      key === 'apitoolkit.sdk_type' && ['JsExpress', 'JsFastify'].includes(value.stringValue),
  ),
);

function receiving(isRequest) {
  return {
    answer: () => ({ headers: { 'content-type': 'application/x-protobuf' } }),
    count: (url, body) =>
      url.endsWith('/v1/traces') ? recordsIn('traces', body).filter(isRequest).length : 0,
  };
}
