import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRedactor } from '../../../../lib/redaction/create-redactor.js';
import { assertProperty } from '../json-path/assert-property.js';

/**
 * Names that mean something to jsonpath-plus, to a path, or to JavaScript, among ordinary ones. No digits: there, an index
 * also selects a member of an object.
 */
const hostileName = fc.constantFrom(
  '*',
  '..',
  '^',
  '~',
  '$',
  '@',
  '`a',
  '1:',
  'a,b',
  '?(@.a)',
  '@string()',
  'length',
  '__proto__',
  '',
);
const name = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom('a', 'b', 'c') },
  { weight: 1, arbitrary: hostileName },
);
const secret = fc.constantFrom('"hunter2"', '1', 'null', 'true');

/** JSON as text, so that it has names like `__proto__`, and some twice. */
const { json } = fc.letrec<{ json: string }>((tie) => ({
  json: fc.oneof(
    { maxDepth: 4 },
    secret,
    fc.array(tie('json'), { maxLength: 3 }).map((items) => `[${items.join()}]`),
    fc
      .array(fc.tuple(name, tie('json')), { maxLength: 3 })
      .map((members) => `{${members.map(([key, value]) => `${JSON.stringify(key)}:${value}`).join()}}`),
  ),
}));

/** What the dialect and RFC 9535 mean alike. */
const child = fc.constantFrom('.a', '.b', "['c']", '.*', '[*]', '[0]', '[0,1]', '[1:]', '[-1:]', '[0:2]');
const descendants = fc.constantFrom('..a', '..*', '..[0]', "..['b']", '');
const path = fc
  .tuple(fc.array(child, { maxLength: 2 }), descendants, fc.array(child, { maxLength: 2 }))
  .map(([before, search, after]) => `$${before.join('')}${search}${after.join('')}`);

describe('a path with engine jsonpath-plus', () => {
  it('redacts what RFC 9535 selects, or the body is withheld, whatever its names are', () => {
    let shown = 0;
    assertProperty(
      fc.property(json, path, (body, each) => {
        const options = { defaults: false };
        const plus = createRedactor({ ...options, requestBody: [{ path: each, engine: 'jsonpath-plus' }] });
        const rfc = createRedactor({ ...options, requestBody: [each] });

        const captured = plus.redactBody(body, 'request', 'application/json');

        const expected = rfc.redactBody(body, 'request', 'application/json');
        const withheld = { ...expected, text: undefined, truncated: false, omitted: 'jsonpath-plus' };
        expect(captured).toEqual(captured.omitted === 'jsonpath-plus' ? withheld : expected);
        if (captured.text?.includes('[CLIENT_REDACTED]') === true) shown += 1;
      }),
    );
    expect(shown).toBeGreaterThan(100);
  });
});
