import type { RedactedExchange } from '../../exchange/redacted-exchange.js';
import { describeExchange, listExchanges } from '../report/describe-exchange.js';
import { indented } from '../report/lines.js';
import { nearest, type Nearness } from '../report/nearest.js';
import type { Records, Verdict } from './check.js';

/** One exchange that is looked for. */
export interface Sought {
  /** As messages say it: `Expected to capture`. */
  readonly verb: 'capture' | 'call';
  /** What is looked for: a line that names it, and one for each fact that is expected of it. */
  readonly name: string;
  readonly facts: readonly string[];
  /** How another exchange differs; not at all where it is the one. */
  readonly differencesOf: (exchange: RedactedExchange) => readonly string[];
  /** How near another exchange comes, before its differences are counted. */
  readonly nearness: (exchange: RedactedExchange) => Nearness;
}

/** Whether it is among the candidates; where it is not, the message shows the nearest of them, or says that there is none. */
export function judgeSought(
  { verb, name, facts, differencesOf, nearness }: Sought,
  candidates: readonly RedactedExchange[],
  records: Records,
  otherwise: readonly string[] = [],
): Verdict {
  const wanted = indented([name, ...indented(facts)]);
  const found = candidates.find((exchange) => differencesOf(exchange).length === 0);
  if (found !== undefined) {
    return {
      pass: true,
      message: () => [`Expected not to ${verb}`, ...wanted, `Got ${describeExchange(found)}`].join('\n'),
    };
  }
  const near = nearest(candidates, (exchange) => [...nearness(exchange), -differencesOf(exchange).length]);
  return {
    pass: false,
    message: () =>
      [
        `Expected to ${verb}`,
        ...wanted,
        ...(near ? [`Nearest: ${describeExchange(near)}`, ...indented(differencesOf(near))] : otherwise),
        ...listExchanges(records),
      ].join('\n'),
  };
}
