import type { HeaderMap } from '../../exchange/exchange.js';
import type { RedactedExchange } from '../../exchange/redacted-exchange.js';
import { AttributeKey, attributeKeys } from './attribute-key.js';
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

const KEY = attributeKeys(
  'http.request.method',
  'http.request.query_params',
  'http.request.path_params',
  'http.request.body',
  'http.response.status_code',
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
);
const IDENTITY_KEY = attributeKeys('user.id', 'user.email', 'user.full_name', 'tenant.id', 'tenant.name');
/** Those of the header fields lie inside. */
const HEADER_KEYS = ['http.request.header', 'http.response.header'];

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

const KEYS = [...Object.keys(KEY), ...HEADER_KEYS];
const RESERVED = new ReservedKeys(KEYS, isForbidden);
const RESERVED_WITH_IDENTITY = new ReservedKeys([...KEYS, ...Object.keys(IDENTITY_KEY)], isForbidden);

/** Whether an attribute of a span is the app's own, and none that says what the exchange was. */
export function isCustomKey(key: string): boolean {
  return RESERVED_WITH_IDENTITY.allows(key);
}

function writeRequest(attributes: AttributeSink, exchange: RedactedExchange): void {
  const { request, route } = exchange;
  const parts = urlParts(request.url);
  const { scheme, query } = parts;
  const server = serverOf(exchange, parts);
  attributes.write(KEY['http.request.method'], request.method.toUpperCase());
  // An empty route would be taken literally.
  if (route !== '') attributes.write(KEY['http.route'], route);
  attributes.write(KEY['url.full'], request.url);
  attributes.write(KEY['url.path'], request.path);
  attributes.write(KEY['url.query'], query);
  attributes.write(KEY['url.scheme'], scheme);
  attributes.write(KEY['server.address'], server.address);
  attributes.write(KEY['server.port'], server.port);
  attributes.write(KEY['client.address'], request.clientAddress);
  attributes.write(KEY['user_agent.original'], firstValue(request.headers['user-agent']));
  attributes.write(KEY['network.protocol.version'], request.httpVersion);
  attributes.write(KEY['http.request.query_params'], jsonOf(request.query));
  attributes.write(KEY['http.request.path_params'], jsonOf(request.pathParams));
  writeHeaders(attributes, requestHeaderKey, request.headers);
  attributes.write(KEY['http.request.body'], bodyAttribute(request.body));
}

function writeResponse(attributes: AttributeSink, { kind, response }: RedactedExchange): void {
  if (response === undefined) {
    if (kind === 'outgoing') attributes.write(KEY['http.response.body'], NO_RESPONSE_BODY);
    return;
  }
  attributes.write(KEY['http.response.status_code'], response.statusCode);
  writeHeaders(attributes, responseHeaderKey, response.headers);
  attributes.write(KEY['http.response.body'], bodyAttribute(response.body));
}

function writeOrigin(attributes: AttributeSink, exchange: RedactedExchange): void {
  const { kind, user, tenant, controller, handler, tags, parentExchangeId, parentSpanId } = exchange;
  attributes.write(KEY['monoscope.sdk_type'], kind === 'incoming' ? 'JsNest' : 'JsAxiosOutgoing');
  // The span id: what `monoscope.parent_id` of the calls made in this exchange points to.
  attributes.write(KEY['monoscope.msg_id'], exchange.spanId);
  // A nested call has a real parent instead.
  if (parentSpanId === undefined) attributes.write(KEY['monoscope.parent_id'], parentExchangeId);
  if (tags.length > 0) attributes.write(KEY['monoscope.tags'], tags);
  attributes.write(IDENTITY_KEY['user.id'], textOf(user?.id));
  attributes.write(IDENTITY_KEY['user.email'], user?.email);
  attributes.write(IDENTITY_KEY['user.full_name'], user?.name);
  attributes.write(IDENTITY_KEY['tenant.id'], textOf(tenant?.id));
  attributes.write(IDENTITY_KEY['tenant.name'], tenant?.name);
  if (handler !== undefined) {
    attributes.write(
      KEY['code.function.name'],
      controller === undefined ? handler : `${controller}.${handler}`,
    );
  }
}

type HeaderKeys = (name: string) => AttributeKey;

const requestHeaderKey = headerKeys('http.request.header');
const responseHeaderKey = headerKeys('http.response.header');

function headerKeys(parent: string): HeaderKeys {
  return rememberNames((name) => new AttributeKey(`${parent}.${name.toLowerCase()}`));
}

function writeHeaders(attributes: AttributeSink, keyOf: HeaderKeys, headers: HeaderMap): void {
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
