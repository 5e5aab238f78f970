import type { RedactedExchange } from '../../exchange/redacted-exchange.js';
import { FACT_NAMES, factDifferences, factLines, type ExpectedFacts } from '../expected/expected-facts.js';
import { isMeant, readRequestLine, type RequestLine } from '../expected/request-line.js';
import { matchesUrl, readUrl, type ExpectedUrl } from '../expected/expected-url.js';
import { describeExchange, listExchanges } from '../report/describe-exchange.js';
import { indented } from '../report/lines.js';
import { likeness, nearest } from '../report/nearest.js';
import { shown } from '../report/shown.js';
import {
  readTimeout,
  refuseUnknown,
  type Check,
  type Records,
  type Verdict,
  type WaitOptions,
} from './check.js';

/** What a call must be like. */
export interface ExpectedCall extends ExpectedFacts, WaitOptions {
  /** The request in which it was made, such as `'POST /orders'`. */
  readonly from?: string | undefined;
}

interface Expectation {
  readonly method: string;
  readonly url: ExpectedUrl;
  readonly facts: ExpectedFacts;
  readonly from: RequestLine | undefined;
}

/** That the app called a service. */
export function called(method: string, url: string | RegExp, expected: ExpectedCall = {}): Check {
  refuseUnknown(expected, [...FACT_NAMES, 'from', 'timeoutMs']);
  const expectation: Expectation = {
    method: readMethod(method),
    url: readUrl(url),
    facts: expected,
    from: expected.from === undefined ? undefined : readRequestLine(expected.from),
  };
  return {
    name: 'toHaveCalled',
    judge: (records) => judge(expectation, expected, records),
    isMetByOne: true,
    timeoutMs: readTimeout(expected),
  };
}

function judge(expectation: Expectation, { from }: ExpectedCall, records: Records): Verdict {
  const { method, url, facts } = expectation;
  const calls = records.exchanges.filter(({ kind }) => kind === 'outgoing');
  const differencesOf = (call: RedactedExchange): readonly string[] =>
    differences(expectation, call, records);
  const found = calls.find((call) => differencesOf(call).length === 0);
  const wanted = [
    `${method} ${typeof url === 'string' ? url : String(url)}`,
    ...indented([...factLines(facts), ...(from === undefined ? [] : [`from: ${shown(from)}`])]),
  ];
  if (found !== undefined) {
    return {
      pass: true,
      message: () =>
        ['Expected not to call', ...indented(wanted), `Got ${describeExchange(found)}`].join('\n'),
    };
  }
  const near = nearest(calls, (call) => [
    Number(matchesUrl(url, call)),
    typeof url === 'string' ? likeness(url, call.request.url) : 0,
    -differencesOf(call).length,
  ]);
  return {
    pass: false,
    message: () =>
      [
        'Expected to call',
        ...indented(wanted),
        ...(near
          ? [`Nearest: ${describeExchange(near)}`, ...indented(differencesOf(near))]
          : ['No call was captured.']),
        ...listExchanges(records),
      ].join('\n'),
  };
}

function differences(
  { method, url, facts, from }: Expectation,
  call: RedactedExchange,
  { exchanges }: Records,
): readonly string[] {
  const caller = exchanges.find(({ spanId }) => spanId === call.parentExchangeId);
  const isFrom = from === undefined || (caller !== undefined && isMeant(from, caller));
  return [
    ...(method === call.request.method ? [] : [`method: expected ${method}, got ${call.request.method}`]),
    ...(matchesUrl(url, call) ? [] : [`url: expected ${String(url)}, got ${call.request.url}`]),
    ...factDifferences(facts, call),
    ...(isFrom ? [] : [`from: it was made in ${caller ? describeExchange(caller) : 'no captured request'}`]),
  ];
}

function readMethod(method: unknown): string {
  if (typeof method === 'string' && /^[A-Za-z]+$/.test(method)) return method.toUpperCase();
  throw new TypeError(`Expected a method such as 'GET', got ${JSON.stringify(method)}`);
}
