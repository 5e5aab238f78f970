import { recordsIn } from '../../delivery/otlp-proto.mjs';

const SERVER = 2;

/** OTLP over HTTP: one span of kind SERVER for each request. One that had to leave its bodies behind is not what was asked for. */
export const otlp = receiving((span) => span.kind === SERVER && !isWithoutBodies(span));

/** As APIToolkit's own SDKs use it: a span of theirs, which has the bodies, beside those of OpenTelemetry. */
export const otlpOfSiblingSdk = receiving(({ attributes }) =>
  attributes.some(
    ({ key, value }) =>
      key === 'apitoolkit.sdk_type' && ['JsExpress', 'JsFastify'].includes(value.stringValue),
  ),
);

const BODIES = ['http.request.body', 'http.response.body'];
/**
 * Base64 of the beginning of what this package writes in place of a body for which there was no time, or no room: so much
 * of it that base64 needs no padding.
 */
const WITHHELD = ['"[OMITTED: overload', '"[OMITTED: budget'].map((text) =>
  Buffer.from(text.slice(0, 15)).toString('base64'),
);

function isWithoutBodies({ attributes }) {
  return attributes.some(
    ({ key, value }) =>
      BODIES.includes(key) && WITHHELD.some((start) => value.stringValue?.startsWith(start) === true),
  );
}

function receiving(isRequest) {
  return {
    answer: () => ({ headers: { 'content-type': 'application/x-protobuf' } }),
    count: (url, body) =>
      url.endsWith('/v1/traces') ? recordsIn('traces', body).filter(isRequest).length : 0,
  };
}
