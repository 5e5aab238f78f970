import { isAttributeValue } from '../../export/otlp/attribute-sink.js';
import type { AttributeObject } from '../../export/otlp/attribute-record.js';
import { isCustomKey } from '../../export/otlp/span-attributes.js';
import type {
  CapturedBody,
  RedactedExchange,
  RedactedRequest,
  RedactedResponse,
} from '../../exchange/redacted-exchange.js';
import { nullRecord } from '../../exchange/null-record.js';
import type { HeaderMap } from '../../exchange/exchange.js';
import { numberAt, textAt } from './attribute-texts.js';
import type { OtlpSpan } from './otlp/otlp-records.js';
import { receivedBody } from './received-body.js';
import { receivedError } from './received-error.js';
import { receivedUrl } from './received-url.js';

/** An exchange that somebody else redacted, or nobody: it is shown as it came. */
export type ReceivedFacts = Omit<RedactedExchange, symbol>;

const SERVER = 2;
const CLIENT = 3;

/**
 * The exchange that a span tells of; undefined for a span of something else. Our own attributes are read, and those of
 * OpenTelemetry's HTTP conventions, old and new.
 */
export function exchangeOfSpan(span: OtlpSpan): ReceivedFacts | undefined {
  const { attributes, kind } = span;
  const method = textAt(attributes, 'http.request.method', 'http.method');
  if (method === undefined || (kind !== SERVER && kind !== CLIENT)) return undefined;
  const isIncoming = kind === SERVER;
  const response = responseOf(attributes);
  return {
    kind: isIncoming ? 'incoming' : 'outgoing',
    traceId: span.traceId,
    spanId: span.spanId,
    parentSpanId: span.parentSpanId === '' ? undefined : span.parentSpanId,
    parentExchangeId: isIncoming
      ? undefined
      : (textAt(attributes, 'monoscope.parent_id') ?? textOrNone(span.parentSpanId)),
    links: span.links,
    startedAt: new Date(Number(span.startNanos / 1_000_000n)),
    durationMs: Number(span.endNanos - span.startNanos) / 1_000_000,
    outcome: outcomeOf(isIncoming, response?.statusCode),
    route: textAt(attributes, 'http.route'),
    ...handlerOf(attributes),
    tags: listAt(attributes, 'monoscope.tags'),
    user: identity({
      id: textAt(attributes, 'user.id'),
      email: textAt(attributes, 'user.email'),
      name: textAt(attributes, 'user.full_name'),
    }),
    tenant: identity({ id: textAt(attributes, 'tenant.id'), name: textAt(attributes, 'tenant.name') }),
    attributes: Object.fromEntries(Object.entries(attributes).filter(([key]) => isCustomKey(key))),
    request: requestOf(attributes, method),
    response,
    errors: span.events.flatMap((event) => receivedError(event) ?? []),
    redactions: {},
  };
}

function requestOf(attributes: AttributeObject, method: string): RedactedRequest {
  const headers = headersOf(attributes, 'http.request.header.');
  return {
    method,
    ...receivedUrl(attributes),
    headers,
    body: bodyOf(attributes, 'request', headers),
    clientAddress: textAt(attributes, 'client.address', 'http.client_ip'),
    httpVersion: textAt(attributes, 'network.protocol.version', 'http.flavor'),
  };
}

function responseOf(attributes: AttributeObject): RedactedResponse | undefined {
  const statusCode = numberAt(attributes, 'http.response.status_code', 'http.status_code');
  if (statusCode === undefined) return undefined;
  const headers = headersOf(attributes, 'http.response.header.');
  return { statusCode, headers, body: bodyOf(attributes, 'response', headers) };
}

/** Other SDKs tell at most how large it was. */
function bodyOf(
  attributes: AttributeObject,
  which: 'request' | 'response',
  headers: HeaderMap,
): CapturedBody | undefined {
  const contentType = textOrNone([headers['content-type'] ?? []].flat()[0]);
  const body = receivedBody(textAt(attributes, `http.${which}.body`), contentType);
  if (body !== undefined) return body;
  const byteLength = numberAt(
    attributes,
    `http.${which}.body.size`,
    `http.${which}_content_length`,
    `http.${which}_content_length_uncompressed`,
  );
  return byteLength === undefined ? undefined : { byteLength, truncated: false, omitted: 'disabled' };
}

/** OpenTelemetry has an array for each header, also for one that came once. */
function headersOf(attributes: AttributeObject, prefix: string): HeaderMap {
  const headers: Record<string, string | readonly string[]> = nullRecord();
  for (const [key, value] of Object.entries(attributes)) {
    if (!key.startsWith(prefix)) continue;
    const name = key.slice(prefix.length);
    headers[name] = Array.isArray(value) && value.length !== 1 ? value : String(value);
  }
  return headers;
}

/** That the client went away is told by the status alone. */
function outcomeOf(isIncoming: boolean, statusCode: number | undefined): RedactedExchange['outcome'] {
  if (statusCode === undefined) return isIncoming ? 'aborted' : 'failed';
  return isIncoming && statusCode === 499 ? 'aborted' : 'completed';
}

function handlerOf(attributes: AttributeObject): Pick<ReceivedFacts, 'controller' | 'handler'> {
  const name = textAt(attributes, 'code.function.name', 'code.function');
  if (name === undefined) return {};
  const dot = name.lastIndexOf('.');
  return dot === -1 ? { handler: name } : { controller: name.slice(0, dot), handler: name.slice(dot + 1) };
}

function identity<Person extends object>(person: Person): Person | undefined {
  return Object.values(person).some((value) => value !== undefined) ? person : undefined;
}

function listAt(attributes: AttributeObject, key: string): readonly string[] {
  const value = attributes[key];
  return isAttributeValue(value) && typeof value === 'object' ? value : [];
}

function textOrNone(text: string | undefined): string | undefined {
  return text === '' ? undefined : text;
}
