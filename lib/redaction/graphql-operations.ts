import type { HeaderMap, WireRequest } from '../exchange/exchange.js';
import { formParts } from './bodies/multipart-parts.js';
import { wireBytes } from './bodies/wire-bytes.js';
import { decodeContent } from './content-encoding.js';
import { headerText } from './header-text.js';
import { parseMediaType } from './media-type.js';

const STRING_OR_PUNCTUATION = /"(?:[^"\\]|\\.)*"|[[\]{},]/gs;

/**
 * How many GraphQL operations a request carries: those that did not pass validation reached no resolver, and
 * nobody knows which rules hold for their variables. Undefined when that cannot be told.
 */
export function countOperations(request: WireRequest, maxBodyBytes: number): number | undefined {
  const { body, headers } = request;
  // GET: the operation is in the query.
  if (body === undefined || body.byteLength === 0) return 1;
  const captured = wireBytes(body, maxBodyBytes);
  const truncated = body.truncated || captured.length < body.byteLength;
  const limits = { truncated, maxOutputBytes: maxBodyBytes };
  const decoded = decodeContent(captured, headerText(headers, 'content-encoding'), limits);
  if (decoded === undefined) return undefined;
  return countIn(decoded.bytes, !decoded.truncated, mediaTypeOf(headers));
}

function countIn(
  bytes: Uint8Array,
  complete: boolean,
  { essence, boundary }: { readonly essence?: string; readonly boundary?: string },
): number | undefined {
  // One document without variables.
  if (essence === 'application/graphql') return 1;
  if (essence !== 'multipart/form-data') return countInJson(Buffer.from(bytes).toString('utf8'), complete);
  // graphql-multipart-request-spec: the field that comes first.
  for (const { headers, content, closed } of formParts(bytes, boundary ?? '')) {
    const isOperations = /;\s*name="operations"/i.test(headers.get('content-disposition') ?? '');
    return isOperations ? countInJson(Buffer.from(content).toString('utf8'), closed) : undefined;
  }
  return undefined;
}

/** The elements of a batch. It was parsed by the server, so it is JSON. */
function countInJson(text: string, complete: boolean): number | undefined {
  const json = text.replace(/^\ufeff/, '').trimStart();
  if (json.startsWith('{')) return 1;
  if (!json.startsWith('[') || !complete) return undefined;
  let depth = 0;
  let count = 0;
  for (const [token] of json.matchAll(STRING_OR_PUNCTUATION)) {
    if (token === '{' && depth === 1) count += 1;
    if (token === '{' || token === '[') depth += 1;
    if (token === '}' || token === ']') depth -= 1;
  }
  return count;
}

function mediaTypeOf(headers: HeaderMap): { readonly essence?: string; readonly boundary?: string } {
  return parseMediaType(headerText(headers, 'content-type') ?? '') ?? {};
}
