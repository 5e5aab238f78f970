import type { RedactedExchange } from '../../exchange/redacted-exchange.js';
import { FACT_NAMES, factDifferences, factLines, type ExpectedFacts } from '../expected/expected-facts.js';
import { isMeant, lineOf, readRequestLine, type RequestLine } from '../expected/request-line.js';
import { likeness } from '../report/nearest.js';
import {
  readTimeout,
  refuseUnknown,
  type Check,
  type Records,
  type Verdict,
  type WaitOptions,
} from './check.js';
import { judgeSought, type Sought } from './sought.js';

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
  const requests = records.exchanges.filter(({ kind }) => kind === 'incoming');
  const sought: Sought = {
    verb: 'capture',
    name: lineOf(line),
    facts: factLines(expected),
    differencesOf: (request) => [...lineDifferences(line, request), ...factDifferences(expected, request)],
    nearness: (request) => [
      Number(isMeant(line, request)),
      likeness(line.path, request.request.path),
      Number(line.method === request.request.method),
    ],
  };
  return judgeSought(sought, requests, records);
}

function lineDifferences(line: RequestLine, { request, route }: RedactedExchange): readonly string[] {
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
