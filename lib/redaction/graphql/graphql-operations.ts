import type { Exchange, HeaderMap, WireRequest } from '../../exchange/exchange.js';
import { formParts } from '../bodies/multipart-parts.js';
import { wireBytes } from '../bodies/wire-bytes.js';
import { decodeContent } from '../bodies/content-encoding.js';
import { headerText } from '../headers/header-text.js';
import { variableNames, variableNamesInUrl } from './graphql-variables.js';
import { parseMediaType } from '../bodies/media-type.js';

const STRING_OR_PUNCTUATION = /"(?:[^"\\]|\\.)*"|[[\]{},]/gs;

/** The GraphQL operations that a request carries. */
export interface SentOperations {
  readonly count: number;
  /** Whether they were sent as an array, and are answered by one. */
  readonly isBatch: boolean;
  /** The names of the variables that came with them. */
  readonly variables: readonly string[];
}

const ONE: SentOperations = { count: 1, isBatch: false, variables: [] };

/** Undefined when it cannot be told how many there are. */
export function sentOperations(
  { request, response }: Pick<Exchange, 'request' | 'response'>,
  maxBodyBytes: number,
): SentOperations | undefined {
  const { body } = request;
  // GET: the operation is in the query.
  if (body === undefined || body.byteLength === 0)
    return { ...ONE, variables: variableNamesInUrl(request.target) };
  const captured = [request, ...(response ? [response] : [])].filter(isCaptured);
  // Where bodies are not captured, there is none to be withheld.
  if (captured.length === 0) return ONE;
  for (const message of captured) {
    const operations = operationsOf(message, maxBodyBytes);
    if (operations !== undefined) return operations;
  }
  return undefined;
}

function isCaptured({ body }: Pick<WireRequest, 'body'>): boolean {
  return body !== undefined && body.chunks.length > 0;
}

function operationsOf(
  { body, headers }: Pick<WireRequest, 'body' | 'headers'>,
  maxBodyBytes: number,
): SentOperations | undefined {
  if (body === undefined) return undefined;
  const bytes = wireBytes(body, maxBodyBytes);
  const truncated = body.truncated || bytes.length < body.byteLength;
  const limits = { truncated, maxOutputBytes: maxBodyBytes };
  const decoded = decodeContent(bytes, headerText(headers, 'content-encoding'), limits);
  return decoded && operationsIn(decoded.bytes, !decoded.truncated, mediaTypeOf(headers));
}

function operationsIn(
  bytes: Uint8Array,
  complete: boolean,
  { essence, boundary }: { readonly essence?: string; readonly boundary?: string },
): SentOperations | undefined {
  // One document without variables.
  if (essence === 'application/graphql') return ONE;
  if (essence !== 'multipart/form-data')
    return operationsInJson(Buffer.from(bytes).toString('utf8'), complete);
  // graphql-multipart-request-spec: the field that comes first.
  for (const { headers, content, closed } of formParts(bytes, boundary ?? '')) {
    const isOperations = /;\s*name="operations"/i.test(headers.get('content-disposition') ?? '');
    return isOperations ? operationsInJson(Buffer.from(content).toString('utf8'), closed) : undefined;
  }
  return undefined;
}

/** The elements of a batch. It was parsed by the server, so it is JSON. */
function operationsInJson(text: string, complete: boolean): SentOperations | undefined {
  const json = text.replace(/^\ufeff/, '').trimStart();
  const variables = variableNames(json);
  if (json.startsWith('{')) return { ...ONE, variables };
  if (!json.startsWith('[') || !complete) return undefined;
  let depth = 0;
  let count = 0;
  for (const [token] of json.matchAll(STRING_OR_PUNCTUATION)) {
    if (token === '{' && depth === 1) count += 1;
    if (token === '{' || token === '[') depth += 1;
    if (token === '}' || token === ']') depth -= 1;
  }
  return { count, isBatch: true, variables };
}

function mediaTypeOf(headers: HeaderMap): { readonly essence?: string; readonly boundary?: string } {
  return parseMediaType(headerText(headers, 'content-type') ?? '') ?? {};
}
