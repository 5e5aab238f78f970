import type { ErrorReport } from '../../exchange/error-report.js';
import { isMeant, readRequestLine, type RequestLine } from '../expected/request-line.js';
import { describeExchange, listExchanges } from '../report/describe-exchange.js';
import { indented } from '../report/lines.js';
import {
  readTimeout,
  refuseUnknown,
  type Check,
  type Records,
  type Verdict,
  type WaitOptions,
} from './check.js';

/** An error's class, its name, or what its message must match. */
export type ExpectedError = string | RegExp | (abstract new (...given: never[]) => Error);

/** Where an error must have been reported. */
export interface ReportOptions extends WaitOptions {
  /** The request in which it happened, such as `'POST /orders'`. Without it: anywhere, also outside of requests. */
  readonly from?: string | undefined;
}

/** An error, and where it was reported. */
interface Report {
  readonly error: ErrorReport;
  readonly place: string;
}

/** That an error was reported: by itself or as a cause, with a request or outside of any. */
export function reported(expected: ExpectedError, options: ReportOptions = {}): Check {
  const isExpected = readError(expected);
  refuseUnknown(options, ['from', 'timeoutMs']);
  const from = options.from === undefined ? undefined : readRequestLine(options.from);
  const wanted = `${typeof expected === 'function' ? expected.name : String(expected)}${options.from === undefined ? '' : ` from ${options.from}`}`;
  return {
    name: 'toHaveReported',
    judge: (records) => judge(wanted, isExpected, from, records),
    isMetByOne: true,
    timeoutMs: readTimeout(options),
  };
}

function judge(
  wanted: string,
  isExpected: (error: ErrorReport) => boolean,
  from: RequestLine | undefined,
  records: Records,
): Verdict {
  const reports = reportsIn(records, from);
  const found = reports.find(({ error }) => chainOf(error).some(isExpected));
  if (found !== undefined) {
    return {
      pass: true,
      message: () => [`Expected not to report ${wanted}`, `Got ${describeReport(found)}`].join('\n'),
    };
  }
  return {
    pass: false,
    message: () =>
      [`Expected to report ${wanted}`, ...listReports(reports), ...listExchanges(records)].join('\n'),
  };
}

function reportsIn({ exchanges, errors }: Records, from: RequestLine | undefined): readonly Report[] {
  const inExchanges = exchanges
    .filter((exchange) => from === undefined || isMeant(from, exchange))
    .flatMap((exchange) => exchange.errors.map((error) => ({ error, place: describeExchange(exchange) })));
  if (from !== undefined) return inExchanges;
  return [...inExchanges, ...errors.map(({ error }) => ({ error, place: 'outside of any request' }))];
}

function listReports(reports: readonly Report[]): readonly string[] {
  if (reports.length === 0) return ['No error was reported.'];
  return [`Reported (${reports.length}):`, ...indented(reports.map(describeReport))];
}

/** With its causes, an arrow for each. */
function describeReport({ error, place }: Report): string {
  const chain = chainOf(error).map(({ type, message }) => (message === '' ? type : `${type}: ${message}`));
  return `${chain.join(' ← ')} (${place})`;
}

function chainOf(error: ErrorReport): readonly ErrorReport[] {
  return error.cause === undefined ? [error] : [error, ...chainOf(error.cause)];
}

/** What is kept of an error is its class's name and its message, not the object: `Error` stands for all. */
function readError(expected: unknown): (error: ErrorReport) => boolean {
  if (expected instanceof RegExp) return ({ message }) => new RegExp(expected).test(message);
  const type = typeof expected === 'function' ? expected.name : expected;
  if (typeof type !== 'string' || type === '')
    throw new TypeError(
      `Expected an error class, its name or a RegExp for its message, got ${String(expected)}`,
    );
  return expected === Error ? () => true : (error) => error.type === type;
}
