import type { HeaderMap } from '../../exchange/exchange.js';
import type { RedactedExchange } from '../../exchange/redacted-exchange.js';
import type { AttributeSink } from './attribute-sink.js';
import { bodyAttribute, NO_RESPONSE_BODY } from './body-attribute.js';
import { ReservedKeys, writeCustomAttributes } from './custom-attributes.js';
import { rememberNames } from '../../memory/remember-names.js';
import { serverOf, urlParts } from './url-parts.js';

/** Writes the attributes of an exchange: the tables of wire-contract sections 3 and 4. */
export function writeSpanAttributes(attributes: AttributeSink, exchange: RedactedExchange): void {
  writeRequest(attributes, exchange);
  writeResponse(attributes, exchange);
  writeOrigin(attributes, exchange);
  const hasIdentity = exchange.user !== undefined || exchange.tenant !== undefined;
  writeCustomAttributes(attributes, exchange.attributes, hasIdentity ? RESERVED_WITH_IDENTITY : RESERVED);
}

const HTTP_KEYS = [
  'http.request.method',
  'http.request.query_params',
  'http.request.path_params',
  'http.request.header',
  'http.request.body',
  'http.response.status_code',
  'http.response.header',
  'http.response.body',
  'http.route',
  'url.full',
  'url.path',
  'url.query',
  'url.scheme',
  'server.address',
  'server.port',
  'client.address',
  'user_agent.original',
  'network.protocol.version',
  'code.function.name',
  'monoscope.sdk_type',
  'monoscope.msg_id',
  'monoscope.parent_id',
  'monoscope.tags',
];
const IDENTITY_KEYS = ['user.id', 'user.email', 'user.full_name', 'tenant.id', 'tenant.name'];

/** What the receiver would misread, or take for a body or a key (wire-contract section 3, "never"). */
const FORBIDDEN_KEYS: ReadonlySet<string> = new Set([
  'http.target',
  'error.type',
  'at-project-id',
  'at-project-key',
  'apitoolkit',
]);
const isForbidden = (key: string): boolean =>
  FORBIDDEN_KEYS.has(key) || key.startsWith('apitoolkit.') || /\.body\.size$|_content_length/.test(key);

const RESERVED = new ReservedKeys(HTTP_KEYS, isForbidden);
const RESERVED_WITH_IDENTITY = new ReservedKeys([...HTTP_KEYS, ...IDENTITY_KEYS], isForbidden);

/** Whether an attribute of a span is the app's own, and none that says what the exchange was. */
export function isCustomKey(key: string): boolean {
  return RESERVED_WITH_IDENTITY.allows(key);
}

function writeRequest(attributes: AttributeSink, exchange: RedactedExchange): void {
  const { request, route } = exchange;
  const parts = urlParts(request.url);
  const { scheme, query } = parts;
  const server = serverOf(exchange, parts);
  attributes.write('http.request.method', request.method.toUpperCase());
  // An empty route would be taken literally.
  if (route !== '') attributes.write('http.route', route);
  attributes.write('url.full', request.url);
  attributes.write('url.path', request.path);
  attributes.write('url.query', query);
  attributes.write('url.scheme', scheme);
  attributes.write('server.address', server.address);
  attributes.write('server.port', server.port);
  attributes.write('client.address', request.clientAddress);
  attributes.write('user_agent.original', firstValue(request.headers['user-agent']));
  attributes.write('network.protocol.version', request.httpVersion);
  attributes.write('http.request.query_params', jsonOf(request.query));
  attributes.write('http.request.path_params', jsonOf(request.pathParams));
  writeHeaders(attributes, requestHeaderKey, request.headers);
  attributes.write('http.request.body', bodyAttribute(request.body));
}

function writeResponse(attributes: AttributeSink, { kind, response }: RedactedExchange): void {
  if (response === undefined) {
    if (kind === 'outgoing') attributes.write('http.response.body', NO_RESPONSE_BODY);
    return;
  }
  attributes.write('http.response.status_code', response.statusCode);
  writeHeaders(attributes, responseHeaderKey, response.headers);
  attributes.write('http.response.body', bodyAttribute(response.body));
}

function writeOrigin(attributes: AttributeSink, exchange: RedactedExchange): void {
  const { kind, user, tenant, controller, handler, tags, parentExchangeId, parentSpanId } = exchange;
  attributes.write('monoscope.sdk_type', kind === 'incoming' ? 'JsNest' : 'JsAxiosOutgoing');
  // The span id: what `monoscope.parent_id` of the calls made in this exchange points to.
  attributes.write('monoscope.msg_id', exchange.spanId);
  // A nested call has a real parent instead.
  if (parentSpanId === undefined) attributes.write('monoscope.parent_id', parentExchangeId);
  if (tags.length > 0) attributes.write('monoscope.tags', tags);
  attributes.write('user.id', textOf(user?.id));
  attributes.write('user.email', user?.email);
  attributes.write('user.full_name', user?.name);
  attributes.write('tenant.id', textOf(tenant?.id));
  attributes.write('tenant.name', tenant?.name);
  if (handler !== undefined) {
    attributes.write('code.function.name', controller === undefined ? handler : `${controller}.${handler}`);
  }
}

const requestHeaderKey = rememberNames((name) => `http.request.header.${name.toLowerCase()}`);
const responseHeaderKey = rememberNames((name) => `http.response.header.${name.toLowerCase()}`);

function writeHeaders(attributes: AttributeSink, keyOf: (name: string) => string, headers: HeaderMap): void {
  for (const name of Object.keys(headers)) attributes.write(keyOf(name), headers[name]);
}

function jsonOf(parameters: Readonly<Record<string, unknown>>): string | undefined {
  return Object.keys(parameters).length === 0 ? undefined : JSON.stringify(parameters);
}

function textOf(id: string | number | undefined): string | undefined {
  return id === undefined ? undefined : String(id);
}

function firstValue(field: string | readonly string[] | undefined): string | undefined {
  return typeof field === 'string' ? field : field?.[0];
}
