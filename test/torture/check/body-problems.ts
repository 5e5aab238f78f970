import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import type { CapturedBody } from '../../../lib/exchange/redacted-exchange.js';
import type { BodyExpectation, Expected } from '../kinds/kind.js';
import type { WireRequest } from '../wire/wire-request.js';
import { headerValue, type WireResponse } from '../wire/wire-response.js';

export function requestBodyProblems(expected: Expected, request: WireRequest, body?: CapturedBody): string[] {
  const content = decoded(request.body, request.headers['Content-Encoding']);
  const expectation = expectedBody(expected, expected.requestBody);
  return bodyProblems('request body', expectation, request.body, content, body);
}

export function responseBodyProblems(
  expected: Expected,
  response: WireResponse,
  body?: CapturedBody,
): string[] {
  const content = decoded(response.body, headerValue(response.headers, 'content-encoding'));
  const expectation = expectedBody(expected, expected.responseBody);
  return bodyProblems('response body', expectation, response.body, content, body);
}

function decoded(body: Buffer, encoding: string | undefined): Buffer {
  if (encoding === 'gzip') return gunzipSync(body);
  return encoding === 'br' ? brotliDecompressSync(body) : body;
}

/** Without a handler no rules are known, and no body may be kept. */
function expectedBody({ at }: Expected, body: BodyExpectation = 'as-wire'): BodyExpectation {
  if (at === undefined && body === 'as-wire') return { omitted: 'route-unknown' };
  return body;
}

function bodyProblems(
  what: string,
  expected: BodyExpectation,
  wire: Buffer,
  content: Buffer,
  body: CapturedBody | undefined,
): string[] {
  if (wire.length === 0 || expected === 'unseen')
    return body === undefined ? [] : [`${what}: not there on the wire`];
  if (body === undefined) return [`${what}: missing`];
  if (expected === 'prefix') return prefixProblems(what, wire, content, body);

  const length =
    body.byteLength === wire.length ? [] : [`${what}: ${body.byteLength} bytes instead of ${wire.length}`];
  if (expected === 'as-wire') return [...length, ...wholeProblems(what, content.toString('utf8'), body)];
  if ('text' in expected) return [...length, ...wholeProblems(what, expected.text, body)];
  if (body.text !== undefined) return [...length, `${what}: kept, although ${expected.omitted}`];
  return body.omitted === expected.omitted ? length : [...length, `${what}: omitted as ${body.omitted}`];
}

function wholeProblems(what: string, text: string, body: CapturedBody): string[] {
  if (body.text !== text)
    return [`${what}: ${body.text?.slice(0, 80)} (${body.omitted}) instead of ${text.slice(0, 80)}`];
  return body.truncated || body.omitted !== undefined ? [`${what}: whole, yet marked as truncated`] : [];
}

function prefixProblems(what: string, wire: Buffer, content: Buffer, body: CapturedBody): string[] {
  const problems = body.truncated ? [] : [`${what}: cut, yet not marked as truncated`];
  if (body.byteLength > wire.length) problems.push(`${what}: ${body.byteLength} bytes of ${wire.length}`);
  if (body.text !== undefined && !content.toString('utf8').startsWith(body.text)) {
    problems.push(`${what}: ${body.text.slice(0, 80)} is no prefix of the wire`);
  }
  return problems;
}
