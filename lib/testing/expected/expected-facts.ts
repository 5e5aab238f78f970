import type { AttributeValue } from '../../exchange/attribute-value.js';
import type { EndUser, HeaderMap, Outcome, Tenant } from '../../exchange/exchange.js';
import type { CapturedBody, RedactedExchange } from '../../exchange/redacted-exchange.js';
import { shown } from '../report/shown.js';
import { differences } from './partial-match.js';

type Text = string | RegExp;
type Texts = Readonly<Record<string, Text | readonly Text[] | undefined>>;

/**
 * What an exchange must be like. Objects may have more members than are named here; texts may be given as RegExps, and any
 * value as an asymmetric matcher such as `expect.any(String)`. `undefined` means that there must be none.
 */
export interface ExpectedFacts {
  readonly status?: number | undefined;
  readonly outcome?: Outcome | undefined;
  /** The route template. */
  readonly route?: Text | undefined;
  readonly controller?: Text | undefined;
  readonly handler?: Text | undefined;
  /** Tags that it must have, among others. */
  readonly tags?: readonly string[] | undefined;
  readonly user?: EndUser | undefined;
  readonly tenant?: Tenant | undefined;
  readonly attributes?: Readonly<Record<string, AttributeValue | RegExp>> | undefined;
  readonly pathParams?: Texts | undefined;
  readonly query?: Texts | undefined;
  /** By name, in any case. */
  readonly requestHeaders?: Texts | undefined;
  /** By name, in any case. */
  readonly responseHeaders?: Texts | undefined;
  /** What the JSON must hold; a string or a RegExp for the text as it is. As captured, after redaction. */
  readonly requestBody?: unknown;
  /** What the JSON must hold; a string or a RegExp for the text as it is. As captured, after redaction. */
  readonly responseBody?: unknown;
}

/** What an exchange has in the place of what is expected. */
const FACTS: {
  readonly [Fact in keyof ExpectedFacts]-?: (exchange: RedactedExchange, expected: unknown) => unknown;
} = {
  status: ({ response }) => response?.statusCode,
  outcome: ({ outcome }) => outcome,
  route: ({ route }) => route,
  controller: ({ controller }) => controller,
  handler: ({ handler }) => handler,
  tags: ({ tags }, expected) => (isSubset(expected, tags) ? expected : tags),
  user: ({ user }) => user,
  tenant: ({ tenant }) => tenant,
  attributes: ({ attributes }) => attributes,
  pathParams: ({ request }) => request.pathParams,
  query: ({ request }, expected) => queryFor(expected, request.query),
  requestHeaders: ({ request }, expected) => headersFor(expected, request.headers),
  responseHeaders: ({ response }, expected) => headersFor(expected, response?.headers),
  requestBody: ({ request }, expected) => bodyFor(expected, request.body),
  responseBody: ({ response }, expected) => bodyFor(expected, response?.body),
};

export const FACT_NAMES: readonly string[] = Object.keys(FACTS);

/** What of the expected is not so, a line for each. */
export function factDifferences(expected: ExpectedFacts, exchange: RedactedExchange): readonly string[] {
  return namesOf(expected).flatMap((name) =>
    differences(expected[name], FACTS[name](exchange, expected[name]), name),
  );
}

/** What is expected, a line for each: `status: 201`. */
export function factLines(expected: ExpectedFacts): readonly string[] {
  return namesOf(expected).map((name) => `${name}: ${shown(expected[name])}`);
}

function namesOf(expected: ExpectedFacts): readonly (keyof ExpectedFacts)[] {
  return Object.keys(expected).filter(isFact);
}

function isFact(name: string): name is keyof ExpectedFacts {
  return Object.hasOwn(FACTS, name);
}

function isSubset(expected: unknown, tags: readonly string[]): boolean {
  return Array.isArray(expected) && expected.every((tag) => tags.includes(tag));
}

/** A parameter that came once, as its value, unless a list is expected. */
function queryFor(expected: unknown, query: Readonly<Record<string, readonly string[]>>): unknown {
  return mapNames(expected, (name, value) => {
    const values = query[name];
    return values?.length === 1 && !Array.isArray(value) ? values[0] : values;
  });
}

/** Header names as they are spelt where they are expected. */
function headersFor(expected: unknown, headers: HeaderMap = {}): unknown {
  return mapNames(expected, (name) => headers[name.toLowerCase()]);
}

function mapNames(expected: unknown, read: (name: string, value: unknown) => unknown): unknown {
  if (typeof expected !== 'object' || expected === null) return undefined;
  return Object.fromEntries(Object.entries(expected).map(([name, value]) => [name, read(name, value)]));
}

/** Parsed, unless a text is expected. What is no JSON stays the text that it is. */
function bodyFor(expected: unknown, body: CapturedBody | undefined): unknown {
  const text = body?.text;
  if (text === undefined || typeof expected === 'string' || expected instanceof RegExp) return text;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
