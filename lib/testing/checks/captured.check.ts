import type { RedactedExchange } from '../../exchange/redacted-exchange.js';
import { FACT_NAMES, factDifferences, factLines, type ExpectedFacts } from '../expected/expected-facts.js';
import { isMeant, lineOf, readRequestLine, type RequestLine } from '../expected/request-line.js';
import { describeExchange, listExchanges } from '../report/describe-exchange.js';
import { indented } from '../report/lines.js';
import { likeness, nearest } from '../report/nearest.js';
import {
  readTimeout,
  refuseUnknown,
  type Check,
  type Records,
  type Verdict,
  type WaitOptions,
} from './check.js';

/** What a captured request must be like. */
export interface ExpectedCapture extends ExpectedFacts, WaitOptions {}

/** That a request which the app got was captured. */
export function captured(request: string, expected: ExpectedCapture = {}): Check {
  const line = readRequestLine(request);
  refuseUnknown(expected, [...FACT_NAMES, 'timeoutMs']);
  return {
    name: 'toHaveCaptured',
    judge: (records) => judge(line, expected, records),
    isMetByOne: true,
    timeoutMs: readTimeout(expected),
  };
}

function judge(line: RequestLine, expected: ExpectedFacts, records: Records): Verdict {
  const differencesOf = (exchange: RedactedExchange): readonly string[] => [
    ...lineDifferences(line, exchange),
    ...factDifferences(expected, exchange),
  ];
  const found = records.exchanges.find((exchange) => differencesOf(exchange).length === 0);
  const wanted = [lineOf(line), ...indented(factLines(expected))];
  if (found !== undefined) {
    return {
      pass: true,
      message: () =>
        ['Expected not to capture', ...indented(wanted), `Got ${describeExchange(found)}`].join('\n'),
    };
  }
  const incoming = records.exchanges.filter(({ kind }) => kind === 'incoming');
  const near = nearest(incoming, (exchange) => [
    Number(isMeant(line, exchange)),
    likeness(line.path, exchange.request.path),
    Number(line.method === exchange.request.method),
    -differencesOf(exchange).length,
  ]);
  return {
    pass: false,
    message: () =>
      [
        'Expected to capture',
        ...indented(wanted),
        ...(near ? [`Nearest: ${describeExchange(near)}`, ...indented(differencesOf(near))] : []),
        ...listExchanges(records),
      ].join('\n'),
  };
}

function lineDifferences(line: RequestLine, exchange: RedactedExchange): readonly string[] {
  if (isMeant(line, exchange)) return [];
  const { kind, request, route } = exchange;
  if (kind !== 'incoming') return ['it is a call that the app made'];
  const path = route === undefined || route === request.path ? request.path : `${request.path} (${route})`;
  return [
    ...(line.method === undefined || line.method === request.method
      ? []
      : [`method: expected ${line.method}, got ${request.method}`]),
    ...(line.path === request.path || line.path === route
      ? []
      : [`path: expected ${line.path}, got ${path}`]),
  ];
}
