import fc from 'fast-check';
import { query } from 'json-p3';
import { redactValue } from './redact-value.js';

/** Names that mean something in a path, in JavaScript, in JSON or in UTF-16; few, so that they meet often. */
const NAMES = [
  'a',
  'b',
  '',
  '*',
  '..',
  '$',
  '@',
  "'",
  '"',
  '\\',
  '[0]',
  '0',
  '__proto__',
  'constructor',
  'é',
  '😀',
  '\ud800',
  'a.b',
  'length',
  '\n',
];

export const name = fc.constantFrom(...NAMES);

export const scalar = fc.oneof(
  fc.constantFrom(null, true, false, 0, 1, -1, 1.5, 1e21, 'a', '', 'b', '\ud800', 'secret "quoted"'),
  fc.integer(),
  fc.string({ unit: 'binary', maxLength: 12 }),
);

/** A JSON value up to a few levels deep, of such names and scalars. */
export function jsonValueWith(
  names: fc.Arbitrary<string>,
  scalars: fc.Arbitrary<unknown>,
): fc.Arbitrary<unknown> {
  return fc.letrec((tie) => ({
    value: fc.oneof(
      { maxDepth: 5, withCrossShrink: true },
      scalars,
      fc.array(tie('value'), { maxLength: 5 }),
      fc.array(fc.tuple(names, tie('value')), { maxLength: 5 }).map((members) => ownProperties(members)),
    ),
  })).value;
}

/** A JSON value that a path may stumble over. */
export const jsonValue = jsonValueWith(name, scalar);

/** Strings are told from other types before they are matched or ordered: the oracle coerces, and orders and counts
 * by code units where the RFC says scalar values. */
const selector = fc.oneof(
  { weight: 4, arbitrary: name.filter((each) => each.isWellFormed()).map((each) => JSON.stringify(each)) },
  { weight: 2, arbitrary: fc.constant('*') },
  { weight: 2, arbitrary: fc.integer({ min: -4, max: 4 }).map(String) },
  fc
    .tuple(
      fc.option(fc.integer({ min: -4, max: 4 })),
      fc.option(fc.integer({ min: -4, max: 4 })),
      fc.integer({ min: -3, max: 3 }),
    )
    .map(([start, end, step]) => `${start ?? ''}:${end ?? ''}:${step}`),
  fc.constantFrom(
    '?@.a',
    '?!@.a',
    '?@["a"] == 1',
    '?@.a != "a"',
    '?@ < 1',
    '?@.a < 9 && @.b >= @.a',
    '?@[0] == $[0]',
    '?@ == $.a',
    '?@.*',
    '?@[0] && length(@) > 1',
    '?count(@..*) == 2',
    '?value(@..a) == 1',
    '?@ < "~" && match(@, "a|b")',
    '?@.a < "~" && search(@.a, "[a-e]")',
    '?@.a && (@.b || !@[1])',
    '?@[?@.a]',
  ),
);

const shorthand = fc
  .tuple(fc.constantFrom('.', '..'), fc.constantFrom('a', 'b', 'é', '__proto__', 'length', '*'))
  .map((parts) => parts.join(''));

const bracketed = fc
  .tuple(fc.constantFrom('', '', '..'), fc.array(selector, { minLength: 1, maxLength: 2 }))
  .map(([scope, selectors]) => `${scope}[${selectors.join()}]`);

const segment = fc.oneof({ weight: 3, arbitrary: bracketed }, { weight: 1, arbitrary: shorthand });

/** A valid RFC 9535 path. */
export const path = fc
  .array(segment, { minLength: 1, maxLength: 4 })
  .map((segments) => `$${segments.join('')}`);

/** A name that means nothing in any dialect. */
export const tameName = fc.constantFrom('a', 'b', 'c');

/** An object or array of such names. */
export const tameValue: fc.Arbitrary<object> = fc.oneof(
  fc.array(tameMember(), { maxLength: 4 }),
  fc.dictionary(tameName, tameMember()),
);

/** A path that RFC 9535 and the dialect of jsonpath-plus mean the same by. */
export const tamePath = fc
  .array(
    fc.oneof(
      tameName.map((each) => `.${each}`),
      tameName.map((each) => `['${each}']`),
      tameName.map((each) => `..${each}`),
      fc.nat(2).map((index) => `[${index}]`),
      fc.constantFrom('[*]', '.*'),
    ),
    { minLength: 1, maxLength: 4 },
  )
  .map((segments) => `$${segments.join('')}`);

function tameMember(): fc.Arbitrary<unknown> {
  return jsonValueWith(tameName, fc.constantFrom(1, 'x', null, true));
}

/** What redaction should give, by an independent implementation of RFC 9535. */
export function expectedRedaction(value: unknown, paths: readonly string[]): unknown {
  return redactValue(value, selectedLocations(value, paths));
}

/** What the paths select, by an independent implementation of RFC 9535. */
export function selectedLocations(value: unknown, paths: readonly string[]): (string | number)[][] {
  return paths.flatMap((each) => [...query(each, toJson(value))].map((node) => node.location));
}

function toJson(value: unknown): Parameters<typeof query>[1] {
  return JSON.parse(JSON.stringify(value));
}

function ownProperties(members: readonly (readonly [string, unknown])[]): unknown {
  const object: Record<string, unknown> = {};
  for (const [key, value] of members) {
    Object.defineProperty(object, key, { value, enumerable: true, configurable: true, writable: true });
  }
  return object;
}
