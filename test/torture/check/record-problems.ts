import { CLIENT_REDACTED, type RedactedExchange } from '../../../lib/exchange/redacted-exchange.js';
import type { ErrorReport } from '../../../lib/exchange/error-report.js';
import type { Expected } from '../kinds/kind.js';
import type { WireRequest } from '../wire/wire-request.js';
import { headerValue, type WireResponse } from '../wire/wire-response.js';
import { endToEndHeaderNames } from '../wire/transcript.js';
import { requestBodyProblems, responseBodyProblems } from './body-problems.js';
import type { Sighting } from './sighting.js';

/** Everything in which a record differs from the truth, one sentence each. */
export function recordProblems(
  expected: Expected,
  record: RedactedExchange,
  { transcript, scheme, elapsedMs }: Sighting,
  index: number,
): string[] {
  const request = transcript.sent[index];
  const response = transcript.responses[index];
  return [
    ...differs('status', expected.status, record.response?.statusCode),
    ...differs('outcome', expected.outcome ?? 'completed', record.outcome),
    ...differs('route', expected.route, record.route),
    ...differs('handler', expected.at, handlerOf(record)),
    ...differs(
      'errors',
      (expected.errors ?? []).join(' | '),
      errorsLike(expected.errors ?? [], record.errors),
    ),
    ...durationProblems(expected, record, elapsedMs),
    ...differs('scheme', scheme, record.request.url.split(':', 1)[0]),
    ...(request ? requestProblems(expected, record, request) : []),
    ...(response ? responseProblems(expected, record, response) : []),
  ];
}

function requestProblems(expected: Expected, record: RedactedExchange, request: WireRequest): string[] {
  const names = Object.keys(request.headers).map((name) => name.toLowerCase());
  return [
    ...differs('method', request.method, record.request.method),
    ...differs('path', expected.path ?? pathOf(request.target), record.request.path),
    ...differs(
      'request headers',
      names.toSorted().join(),
      Object.keys(record.request.headers).toSorted().join(),
    ),
    ...differs('query', queryOf(request.target), JSON.stringify(record.request.query)),
    ...pathParamProblems(expected, record),
    ...requestBodyProblems(expected, request, record.request.body),
  ];
}

function pathParamProblems({ pathParams }: Expected, { request }: RedactedExchange): string[] {
  if (pathParams === undefined) return [];
  return differs('path parameters', JSON.stringify(pathParams), JSON.stringify(request.pathParams));
}

function responseProblems(expected: Expected, record: RedactedExchange, response: WireResponse): string[] {
  const captured = Object.keys(record.response?.headers ?? {});
  const names = endToEndHeaderNames(response);
  const missing = names.filter((name) => !captured.includes(name));
  return [
    ...differs('status on the wire', response.status, record.response?.statusCode),
    ...differs('response headers missed', '', missing.join()),
    ...names.flatMap((name) => headerValueProblems(name, response, record)),
    ...responseBodyProblems(expected, response, record.response?.body),
  ];
}

/** The value as on the wire, unless it was redacted. */
function headerValueProblems(name: string, response: WireResponse, record: RedactedExchange): string[] {
  const captured = [record.response?.headers[name] ?? []].flat().join(', ');
  if (captured.includes(CLIENT_REDACTED)) return [];
  return differs(`response header ${name}`, headerValue(response.headers, name), captured);
}

function durationProblems(
  { atLeastMs = 0 }: Expected,
  { durationMs }: RedactedExchange,
  elapsedMs: number,
): string[] {
  // Timers may fire a millisecond early.
  if (durationMs < atLeastMs - 2) return [`duration ${durationMs} ms, although it lasted ${atLeastMs} ms`];
  return durationMs > elapsedMs ? [`duration ${durationMs} ms of ${elapsedMs} ms`] : [];
}

function handlerOf({ controller, handler }: RedactedExchange): string | undefined {
  return controller === undefined && handler === undefined ? undefined : `${controller}.${handler}`;
}

/** `Type: message <- Type: message` with the causes; a `*` in the expectation stands for any message. */
function errorsLike(expected: readonly string[], errors: readonly ErrorReport[]): string {
  return errors
    .map((error, index) => {
      const pattern = expected[index];
      return pattern?.endsWith(': *') === true && pattern === `${error.type}: *` ? pattern : errorText(error);
    })
    .join(' | ');
}

function errorText({ type, message, cause }: ErrorReport): string {
  return `${type}: ${message}${cause === undefined ? '' : ` <- ${errorText(cause)}`}`;
}

function pathOf(target: string): string {
  return target.replace(/^https?:\/\/[^/]+/, '').replace(/\?.*$/, '');
}

/** `{"name":["value"]}`, as a record has it. */
function queryOf(target: string): string {
  const query: Record<string, string[]> = {};
  for (const [name, value] of new URLSearchParams(target.split('?')[1] ?? ''))
    (query[name] ??= []).push(value);
  return JSON.stringify(query);
}

function differs(what: string, expected: unknown, actual: unknown): string[] {
  return Object.is(expected, actual) ? [] : [`${what}: ${String(actual)} instead of ${String(expected)}`];
}
