import type { RedactedExchange } from '../../exchange/redacted-exchange.js';
import { isMeant, readRequestLine } from '../expected/request-line.js';
import {
  findPlaces,
  nearNames,
  readPlace,
  type Found,
  type RedactedPlace,
} from '../expected/redacted-place.js';
import { describeRoute, listExchanges } from '../report/describe-exchange.js';
import { indented } from '../report/lines.js';
import { masked } from '../report/shown.js';
import { readTimeout, refuseUnknown, type Check, type Verdict, type WaitOptions } from './check.js';

/** Where to look. */
export interface RedactedOptions extends WaitOptions {
  /** @default both */
  readonly in?: 'request' | 'response' | undefined;
  /** Only exchanges of this request, such as `'POST /orders'`. */
  readonly of?: string | undefined;
}

/** What a place holds in one exchange. */
interface Finding extends Found {
  readonly exchange: RedactedExchange;
}

/** That a value was there and the marker stands in its place, in every exchange that has the place. */
export function redacted(place: RedactedPlace, options: RedactedOptions = {}): Check {
  refuseUnknown(options, ['in', 'of', 'timeoutMs']);
  const target = readPlace(place, readSide(options.in));
  const of = options.of === undefined ? undefined : readRequestLine(options.of);
  const wanted = `${target.name}${options.in === undefined ? '' : ` in the ${options.in}`}${options.of === undefined ? '' : ` of ${options.of}`}`;
  return {
    name: 'toHaveRedacted',
    judge(records, isNot) {
      const exchanges = records.exchanges.filter((exchange) => of === undefined || isMeant(of, exchange));
      const found = exchanges.flatMap((exchange) =>
        findPlaces(target, exchange).map((each) => ({ ...each, exchange })),
      );
      if (found.length > 0) return judge(wanted, found, isNot);
      return {
        // Where nothing is, neither can be said.
        pass: isNot,
        message: () =>
          [
            `Expected ${wanted} ${isNot ? 'not ' : ''}to be redacted, but there is nothing`,
            ...indented(exchanges.flatMap((exchange) => nearLines(exchange, nearNames(target, exchange)))),
            ...listExchanges(records),
          ].join('\n'),
      };
    },
    isMetByOne: false,
    timeoutMs: readTimeout(options),
  };
}

function judge(wanted: string, found: readonly Finding[], isNot: boolean): Verdict {
  const wrong = found.filter(({ isRedacted }) => isRedacted === isNot);
  const isAsExpected = wrong.length === 0;
  return {
    pass: isAsExpected !== isNot,
    message: () =>
      [
        `Expected ${wanted} ${isNot ? 'not ' : ''}to be redacted`,
        ...indented(wrong.map(describeFinding)),
      ].join('\n'),
  };
}

function describeFinding({ exchange, where, value, isRedacted, isPartly }: Finding): string {
  const readable = `${isPartly ? 'redacted in part only' : 'readable'}: ${masked(value)}`;
  return `${describeRoute(exchange)}, ${where}: ${isRedacted ? 'redacted' : readable}`;
}

function nearLines(exchange: RedactedExchange, names: readonly string[]): readonly string[] {
  return names.map((line) => `${describeRoute(exchange)}, ${line}`);
}

function readSide(side: unknown): readonly ('request' | 'response')[] {
  if (side === undefined) return ['request', 'response'];
  if (side === 'request' || side === 'response') return [side];
  throw new TypeError(`in: expected 'request' or 'response', got ${JSON.stringify(side)}`);
}
