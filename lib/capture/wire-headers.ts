import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http';
import { nullRecord } from '../exchange/null-record.js';
import type { HeaderMap } from '../exchange/exchange.js';
import { rememberNames } from '../memory/remember-names.js';

/** The request's header fields as received: names in lower case, repeated fields kept, order kept. */
export function receivedHeaders(request: IncomingMessage): HeaderMap {
  const headers = emptyHeaders();
  const { rawHeaders } = request;
  for (let index = 0; index + 1 < rawHeaders.length; index += 2) {
    appendHeader(headers, rawHeaders[index] ?? '', rawHeaders[index + 1] ?? '');
  }
  return headers;
}

/**
 * The response's header fields as sent. `getHeaders()` misses what is given to `writeHead`, which is how
 * Fastify sends everything; the header block that Node keeps misses nothing.
 */
export function sentHeaders(response: ServerResponse, http2Headers?: OutgoingHttpHeaders): HeaderMap {
  if (http2Headers !== undefined) return fromObject(http2Headers);
  const block: unknown = Reflect.get(response, '_header');
  return typeof block === 'string' ? fromBlock(block) : fromObject(response.getHeaders());
}

const LINE_END = '\r\n';

function fromBlock(block: string): HeaderMap {
  const headers = emptyHeaders();
  // The first line is the status.
  let start = block.indexOf(LINE_END) + LINE_END.length;
  for (let end = block.indexOf(LINE_END, start); end > start; end = block.indexOf(LINE_END, start)) {
    const colon = block.indexOf(':', start);
    if (colon > start && colon < end)
      appendHeader(headers, block.slice(start, colon), block.slice(colon + 1, end).trim());
    start = end + LINE_END.length;
  }
  return headers;
}

function fromObject(fields: OutgoingHttpHeaders): HeaderMap {
  const headers = emptyHeaders();
  for (const [name, value] of Object.entries(fields)) {
    for (const each of Array.isArray(value) ? value : [value]) {
      if (each !== undefined) appendHeader(headers, name, String(each));
    }
  }
  return headers;
}

/** No prototype: a header may be called `__proto__`. */
function emptyHeaders(): Record<string, string | string[]> {
  return nullRecord();
}

/** The very text that is the key elsewhere: a new one would be looked up among all texts first. */
const lowerCased = rememberNames((name) => name.toLowerCase());

function appendHeader(headers: Record<string, string | string[]>, name: string, value: string): void {
  // HTTP/2 pseudo-header fields (RFC 9113, section 8.3) are the request line, not headers.
  if (name.startsWith(':')) return;
  const key = lowerCased(name);
  const existing = headers[key];
  if (existing === undefined) headers[key] = value;
  else if (typeof existing === 'string') headers[key] = [existing, value];
  else existing.push(value);
}
