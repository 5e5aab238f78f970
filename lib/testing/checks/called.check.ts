import type { RedactedExchange } from '../../exchange/redacted-exchange.js';
import { FACT_NAMES, factDifferences, factLines, type ExpectedFacts } from '../expected/expected-facts.js';
import { isMeant, readRequestLine, type RequestLine } from '../expected/request-line.js';
import { matchesUrl, readUrl, type ExpectedUrl } from '../expected/expected-url.js';
import { describeExchange } from '../report/describe-exchange.js';
import { likeness } from '../report/nearest.js';
import { shown } from '../report/shown.js';
import {
  readTimeout,
  refuseUnknown,
  type Check,
  type Records,
  type Verdict,
  type WaitOptions,
} from './check.js';
import { judgeSought, type Sought } from './sought.js';

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
  const sought: Sought = {
    verb: 'call',
    name: `${method} ${String(url)}`,
    facts: [...factLines(facts), ...(from === undefined ? [] : [`from: ${shown(from)}`])],
    differencesOf: (call) => differences(expectation, call, records),
    nearness: (call) => [
      Number(matchesUrl(url, call)),
      typeof url === 'string' ? likeness(url, call.request.url) : 0,
    ],
  };
  return judgeSought(sought, calls, records, ['No call was captured.']);
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
