import type { AttributeValue } from '../../../../lib/exchange/attribute-value.js';
import type { ErrorReport } from '../../../../lib/exchange/error-report.js';
import type { HeaderMap } from '../../../../lib/exchange/exchange.js';
import type {
  CapturedBody,
  RedactedErrorRecord,
  RedactedExchange,
} from '../../../../lib/exchange/redacted-exchange.js';
import type { Attributes, DecodedLogRecord, DecodedSpan, Origin } from '../../../support/decode-otlp.js';
import { FORBIDDEN_NAMES, wellFormed } from './hostile-exchanges.js';

/**
 * What a receiver must read for a redacted exchange, said a second time from docs/wire-format.md, without the code that
 * encodes. Bodies are given as the text in their base64.
 */
export function expectedSpan(exchange: RedactedExchange): Omit<DecodedSpan, keyof Origin> {
  const { kind, parentSpanId = '', startedAt, durationMs, response, outcome, errors } = exchange;
  const start = BigInt(startedAt.getTime()) * 1_000_000n;
  const hasDuration = durationMs > 0 && durationMs < Infinity;
  const isIncoming = kind === 'incoming';
  const failsFrom = isIncoming ? 500 : 400;
  const isError =
    outcome === 'failed' ||
    (outcome === 'aborted' && errors.length > 0) ||
    (response === undefined ? !isIncoming : response.statusCode >= failsFrom);
  return {
    traceId: exchange.traceId,
    spanId: exchange.spanId,
    parentSpanId,
    name: 'monoscope.http',
    kind: isIncoming ? 'SPAN_KIND_SERVER' : 'SPAN_KIND_CLIENT',
    startTimeUnixNano: start,
    endTimeUnixNano: hasDuration ? start + BigInt(Math.round(durationMs * 1e6)) : start,
    attributes: spanAttributes(exchange),
    events: errors.map((error) => ({
      name: 'exception',
      timeUnixNano: BigInt(error.when.getTime()) * 1_000_000n,
      attributes: exceptionOf(error),
    })),
    links: expectedLinks(exchange),
    status: { code: isError ? 'STATUS_CODE_ERROR' : 'STATUS_CODE_UNSET', message: '' },
    flags: isIncoming && parentSpanId !== '' ? 0x301 : 0x101,
  };
}

export function expectedLogRecord(record: RedactedErrorRecord): Omit<DecodedLogRecord, keyof Origin> {
  const time = BigInt(record.error.when.getTime()) * 1_000_000n;
  const exception = exceptionOf(record.error);
  const message = exception['exception.message'];
  return {
    timeUnixNano: time,
    observedTimeUnixNano: time,
    severityNumber: 17,
    severityText: 'ERROR',
    body: message === '' ? exception['exception.type'] : message,
    attributes: {
      ...exception,
      ...(record.tags.length > 0 && { 'monoscope.tags': record.tags.map(wellFormed) }),
      ...customAttributes(record.attributes, ['monoscope.tags', 'at-project-key']),
    },
  };
}

function spanAttributes(exchange: RedactedExchange): Attributes {
  const { kind, request, response, route, controller, handler, user, tenant, tags } = exchange;
  const { scheme, authority, query } = partsOf(request.url);
  const server = serverOf(request.host ?? authority);
  const defaultPort = kind === 'outgoing' ? { http: 80, https: 443 }[scheme ?? ''] : undefined;
  const agent = request.headers['user-agent'];
  const name = controller === undefined ? handler : `${controller}.${handler}`;
  const ours = {
    'http.request.method': request.method.toUpperCase(),
    'http.route': route === '' ? undefined : route,
    'url.full': request.url,
    'url.path': request.path,
    'url.query': query,
    'url.scheme': scheme,
    'server.address': server?.address,
    'server.port': server && (server.port ?? defaultPort),
    'client.address': request.clientAddress,
    'user_agent.original': typeof agent === 'string' ? agent : agent?.[0],
    'network.protocol.version': request.httpVersion,
    'http.request.query_params': jsonOf(request.query),
    'http.request.path_params': jsonOf(request.pathParams),
    ...headersOf('http.request.header', request.headers),
    'http.request.body': expectedBody(request.body),
    'http.response.status_code': response?.statusCode,
    ...headersOf('http.response.header', response?.headers ?? {}),
    'http.response.body':
      response === undefined ? (kind === 'outgoing' ? 'null' : undefined) : expectedBody(response.body),
    'monoscope.sdk_type': kind === 'incoming' ? 'JsNest' : 'JsAxiosOutgoing',
    'monoscope.msg_id': exchange.spanId,
    'monoscope.parent_id': exchange.parentSpanId === undefined ? exchange.parentExchangeId : undefined,
    'monoscope.tags': tags.length > 0 ? tags : undefined,
    'user.id': user?.id === undefined ? undefined : String(user.id),
    'user.email': user?.email,
    'user.full_name': user?.name,
    'tenant.id': tenant?.id === undefined ? undefined : String(tenant.id),
    'tenant.name': tenant?.name,
    'code.function.name': handler === undefined ? undefined : name,
  };
  return { ...written(ours), ...customAttributes(exchange.attributes, FORBIDDEN_NAMES) };
}

/** The JSON text that the attribute holds in base64; `undefined` where there is no attribute. */
export function expectedBody(body: CapturedBody | undefined): string | undefined {
  if (body === undefined || body.omitted === 'disabled') return undefined;
  const { text = '', omitted, truncated, byteLength, contentType = '' } = body;
  if (text === '') {
    const isWithheld = byteLength > 0 && (omitted !== undefined || truncated);
    return isWithheld
      ? JSON.stringify(`[OMITTED: ${omitted ?? 'truncated'}, ${byteLength} bytes]`)
      : undefined;
  }
  if (omitted !== undefined) return JSON.stringify(`${text}…[OMITTED: ${omitted}, ${byteLength} bytes]`);
  if (truncated) return JSON.stringify(`${text}…[truncated, ${byteLength} bytes]`);
  const [essence = ''] = contentType.toLowerCase().split(';');
  const isJsonType = essence.trim() === 'application/json' || /^application\/\S+\+json$/.test(essence.trim());
  const looksLikeJson = text.trimStart().startsWith('{') || text.trimStart().startsWith('[');
  return isJsonType || (looksLikeJson && parses(text)) ? wellFormed(text) : JSON.stringify(text);
}

function parses(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** A link to the incoming exchange, where an outgoing call is not its child. */
function expectedLinks({ kind, links, traceId, parentSpanId, parentExchangeId: spanId }: RedactedExchange) {
  const flags = kind === 'incoming' ? 0x301 : 0x101;
  const isTied =
    spanId === undefined || parentSpanId !== undefined || links.some((link) => link.spanId === spanId);
  return [...links, ...(isTied ? [] : [{ traceId, spanId }])].map((link) => ({ ...link, flags }));
}

function exceptionOf(error: ErrorReport): Attributes {
  const isObject = error.message.trimStart().startsWith('{');
  const chain: ErrorReport[] = [];
  for (let each: ErrorReport | undefined = error; each !== undefined; each = each.cause) chain.push(each);
  const told = chain.map(({ type, message, stack }) => {
    const title = message === '' ? type : `${type}: ${message}`;
    return stack === undefined ? title : `${title}\n${stack}`;
  });
  const hasTrace = error.stack !== undefined || error.cause !== undefined;
  return written({
    'exception.type': error.type,
    'exception.message': isObject ? `${error.type}: ${error.message}` : error.message,
    'exception.stacktrace': hasTrace ? told.join('\nCaused by: ') : undefined,
  });
}

function headersOf(prefix: string, headers: HeaderMap): Record<string, AttributeValue> {
  const named = Object.entries(headers).map(([name, value]) => [`${prefix}.${name.toLowerCase()}`, value]);
  return Object.fromEntries(named);
}

function customAttributes(
  attributes: Readonly<Record<string, AttributeValue>>,
  forbidden: readonly string[],
): Attributes {
  const allowed = Object.entries(attributes).filter(([name]) => name !== '' && !forbidden.includes(name));
  return written(Object.fromEntries(allowed));
}

/** As the decoder reads the values. */
function written(attributes: Readonly<Record<string, AttributeValue | undefined>>): Attributes {
  const read = Object.entries(attributes).flatMap(([name, value]) =>
    value === undefined ? [] : [[wellFormed(name), decoded(value)]],
  );
  return Object.fromEntries(read);
}

function decoded(value: AttributeValue): unknown {
  if (typeof value === 'string') return wellFormed(value);
  if (typeof value === 'boolean') return value;
  if (typeof value !== 'number') return value.map(wellFormed);
  if (!Number.isSafeInteger(value)) return { double: value };
  // An integer has no negative zero.
  return value === 0 ? 0 : value;
}

function jsonOf(parameters: Readonly<Record<string, unknown>>): string | undefined {
  return Object.keys(parameters).length > 0 ? JSON.stringify(parameters) : undefined;
}

function partsOf(url: string) {
  const [beforeFragment = ''] = url.split('#', 1);
  const mark = beforeFragment.indexOf('?');
  const query = mark < 0 ? undefined : beforeFragment.slice(mark + 1) || undefined;
  const hierarchy = mark < 0 ? beforeFragment : beforeFragment.slice(0, mark);
  const scheme = /^[a-z][a-z0-9+.-]*(?=:)/i.exec(hierarchy)?.[0];
  const rest = scheme === undefined ? hierarchy : hierarchy.slice(scheme.length + 1);
  const authority = rest.startsWith('//') ? rest.slice(2).split('/', 1)[0]?.split('@').at(-1) : undefined;
  return { scheme: scheme?.toLowerCase(), authority, query };
}

function serverOf(host: string | undefined): { address: string; port?: number } | undefined {
  if (host === undefined || host === '') return undefined;
  const colon = host.startsWith('[') && host.includes(']') ? host.indexOf(']') + 1 : host.indexOf(':');
  const name = colon < 0 ? host : host.slice(0, colon);
  const port = colon < 0 ? '' : host.slice(colon);
  if (port !== '' && !/^:[0-9]{1,5}$/.test(port)) return { address: host };
  const address = name.startsWith('[') && name.endsWith(']') ? name.slice(1, -1) : name;
  return port === '' ? { address } : { address, port: Number(port.slice(1)) };
}
