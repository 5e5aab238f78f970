import type { ExchangeSummary } from '../../../lib/inspector/inspector-api.js';
import { statusClassOf, type StatusClass } from '../format/status.js';

export interface QuickFilters {
  readonly kind: ExchangeSummary['kind'] | 'all';
  /** None chosen: all. */
  readonly statusClasses: ReadonlySet<StatusClass>;
  readonly errorsOnly: boolean;
  /** Empty: all. */
  readonly service: string;
}

export const NO_QUICK_FILTERS: QuickFilters = {
  kind: 'all',
  statusClasses: new Set(),
  errorsOnly: false,
  service: '',
};

type Test = (exchange: ExchangeSummary) => boolean;

/** Whether an exchange is to be shown. Compiled once per change of the filter. */
export function compileFilter(text: string, quick: QuickFilters): Test {
  const tests = [...quickTests(quick), ...wordsOf(text).map(testOf)];
  return (exchange) => tests.every((test) => test(exchange));
}

/** Words between blanks; quotes hold blanks: `tag:"big shop"`. */
function wordsOf(text: string): string[] {
  return text.match(/(?:"[^"]*"?|[^\s"])+/g)?.map((word) => word.replaceAll('"', '')) ?? [];
}

/** A word that all must satisfy: `text`, `field:text`, or with `-` before it what must not be. */
function testOf(word: string): Test {
  const isNegated = word.length > 1 && word.startsWith('-');
  const bare = isNegated ? word.slice(1) : word;
  const colon = bare.indexOf(':');
  const field = FIELDS.get(bare.slice(0, Math.max(colon, 0)).toLowerCase());
  const test = field === undefined ? anywhere(bare) : field(bare.slice(colon + 1).toLowerCase());
  return isNegated ? (exchange) => !test(exchange) : test;
}

const FIELDS: ReadonlyMap<string, (value: string) => Test> = new Map(
  Object.entries<(value: string) => Test>({
    status: (value) => (exchange) =>
      String(exchange.statusCode ?? exchange.outcome).startsWith(value.replace(/x+$/, '')),
    method: (value) => (exchange) => exchange.method.toLowerCase().startsWith(value),
    path: (value) => (exchange) => includes(exchange.path, value),
    route: (value) => (exchange) => includes(exchange.route, value),
    host: (value) => (exchange) => includes(exchange.host, value),
    service: (value) => (exchange) => includes(exchange.service, value),
    tag: (value) => (exchange) => exchange.tags.some((tag) => includes(tag, value)),
    error: (value) => (exchange) => exchange.errors.some((type) => includes(type, value)),
    trace: (value) => (exchange) => exchange.traceId.startsWith(value),
    // `200`, `>200`, `<200`, in milliseconds: alone it is a lower bound.
    slow: (value) => {
      const bound = Number(value.replace(/^[<>]/, '').replace(/ms$/, ''));
      return value.startsWith('<')
        ? ({ durationMs }) => durationMs < bound
        : ({ durationMs }) => durationMs >= bound;
    },
  }),
);

function anywhere(word: string): Test {
  const text = word.toLowerCase();
  return ({ method, path, route, host, tags, errors, statusCode }) =>
    [method, path, route, host, String(statusCode ?? ''), ...tags, ...errors].some((each) =>
      includes(each, text),
    );
}

function includes(text: string | undefined, lowerCase: string): boolean {
  return text?.toLowerCase().includes(lowerCase) === true;
}

function quickTests({ kind, statusClasses, errorsOnly, service }: QuickFilters): Test[] {
  const tests: Test[] = [];
  if (kind !== 'all') tests.push((exchange) => exchange.kind === kind);
  if (statusClasses.size > 0) tests.push(({ statusCode }) => statusClasses.has(statusClassOf(statusCode)));
  if (errorsOnly) tests.push(hasError);
  if (service !== '') tests.push((exchange) => exchange.service === service);
  return tests;
}

/** An answer of the 5xx family, a reported error, or no answer at all. */
export function hasError({ errors, statusCode, outcome }: ExchangeSummary): boolean {
  return errors.length > 0 || outcome === 'failed' || (statusCode ?? 0) >= 500;
}
