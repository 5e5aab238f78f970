import { SpanKind, TraceFlags } from '@opentelemetry/api';
import { seededRandom } from '../redaction/random.mjs';
import { realisticBody } from '../redaction/bodies.mjs';

const TRACE_ID = '0af7651916cd43dd8448eb211c80319c';
const STARTED_AT = new Date('2026-08-01T12:00:00.123Z');
const DURATION_MS = 12.5;
/** So many different ones, so that nothing profits from one text alone. */
const VARIANTS = 32;

/** What is sent: a GET of about 1 KB as it is encoded, a POST with 2 KB in both directions, and a large answer. */
export const SIZES = {
  small: { method: 'GET', requestBytes: 0, responseBytes: 250 },
  large: { method: 'POST', requestBytes: 2048, responseBytes: 2048 },
  huge: { method: 'GET', requestBytes: 0, responseBytes: 250_000 },
};

/** Makes redacted exchanges, each with an id of its own. */
export function exchangesOf(size) {
  const random = seededRandom(1);
  const variants = Array.from({ length: VARIANTS }, (_, index) => variant(SIZES[size], index, random));
  let count = 0;
  return () => {
    count += 1;
    return { ...variants[count % VARIANTS], spanId: count.toString(16).padStart(16, '0') };
  };
}

function variant({ method, requestBytes, responseBytes }, index, random) {
  const id = String(1000 + index);
  return {
    kind: 'incoming',
    traceId: TRACE_ID,
    links: [],
    startedAt: STARTED_AT,
    durationMs: DURATION_MS,
    outcome: 'completed',
    route: '/api/v1/orders/:id',
    controller: 'OrdersController',
    handler: 'findOne',
    tags: [],
    attributes: {},
    request: {
      method,
      url: `http://api.example.test/api/v1/orders/${id}?expand=items`,
      path: `/api/v1/orders/${id}`,
      host: 'api.example.test',
      query: { expand: ['items'] },
      pathParams: { id },
      headers: { accept: 'application/json', 'user-agent': 'bench/1', authorization: '[CLIENT_REDACTED]' },
      ...(requestBytes > 0 && { body: bodyOf(requestBytes, random) }),
      clientAddress: '203.0.113.9',
      httpVersion: '1.1',
    },
    response: {
      statusCode: 200,
      headers: { 'content-type': 'application/json; charset=utf-8', 'x-powered-by': 'Express' },
      body: bodyOf(responseBytes, random),
    },
    errors: [],
    redactions: {},
  };
}

function bodyOf(byteLength, random) {
  const text =
    byteLength < 1000
      ? JSON.stringify({ id: random().toString(36), name: 'x'.repeat(byteLength - 40) })
      : realisticBody(byteLength - 600, random).toString();
  return { contentType: 'application/json', byteLength: Buffer.byteLength(text), truncated: false, text };
}

/**
 * The same as a finished span, for the peers: what an instrumentation would hand over. Starting and ending a span with
 * their API comes on top in an app and is not counted here.
 */
export class PeerSpan {
  name = 'monoscope.http';
  kind = SpanKind.SERVER;
  startTime = START;
  endTime = END;
  duration = [0, DURATION_MS * 1e6];
  ended = true;
  status = UNSET;
  links = NONE;
  events = NONE;
  droppedAttributesCount = 0;
  droppedEventsCount = 0;
  droppedLinksCount = 0;

  constructor(exchange, resource, instrumentationScope) {
    this.resource = resource;
    this.instrumentationScope = instrumentationScope;
    this.attributes = attributesOf(exchange);
    this.context = { traceId: exchange.traceId, spanId: exchange.spanId, traceFlags: TraceFlags.SAMPLED };
  }

  spanContext() {
    return this.context;
  }
}

const START = hrTime(STARTED_AT.getTime());
const END = hrTime(STARTED_AT.getTime() + DURATION_MS);
const UNSET = { code: 0 };
const NONE = [];

function hrTime(ms) {
  const seconds = Math.trunc(ms / 1000);
  return [seconds, Math.round((ms - seconds * 1000) * 1e6)];
}

function attributesOf({ spanId, route, controller, handler, request, response }) {
  return {
    'http.request.method': request.method,
    'http.route': route,
    'url.full': request.url,
    'url.path': request.path,
    'url.query': request.url.slice(request.url.indexOf('?') + 1),
    'url.scheme': 'http',
    'server.address': request.host,
    'client.address': request.clientAddress,
    'user_agent.original': request.headers['user-agent'],
    'network.protocol.version': request.httpVersion,
    'http.request.query_params': JSON.stringify(request.query),
    'http.request.path_params': JSON.stringify(request.pathParams),
    'http.request.header.accept': request.headers.accept,
    'http.request.header.user-agent': request.headers['user-agent'],
    'http.request.header.authorization': request.headers.authorization,
    ...(request.body && { 'http.request.body': base64(request.body) }),
    'http.response.status_code': response.statusCode,
    'http.response.header.content-type': response.headers['content-type'],
    'http.response.header.x-powered-by': response.headers['x-powered-by'],
    'http.response.body': base64(response.body),
    'monoscope.sdk_type': 'JsNest',
    'monoscope.msg_id': spanId,
    'code.function.name': `${controller}.${handler}`,
  };
}

function base64({ text }) {
  return Buffer.from(text).toString('base64');
}
