import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileRules } from '../../../../lib/redaction/rules/compiled-rules.js';
import { createExchangeScope } from '../../../../lib/redaction/exchange-scope.js';
import { emptyRules } from '../../../../lib/redaction/rules/redaction-rules.js';
import { redactUrlText } from '../../../../lib/redaction/urls/url-text.js';
import { redactedText } from '../bodies/a-body-redaction.js';

const rules = compileRules(emptyRules, true);
const SECRET = 'pl4nted-s3cret';

const hostile = fc.string({
  unit: fc.constantFrom(
    'a',
    'b',
    '=',
    '&',
    ';',
    '?',
    '#',
    '/',
    '%',
    '%3D',
    '%26',
    '%E9',
    '+',
    '[',
    ']',
    '.',
    '@',
    ':',
    '{',
    '"',
    '\\',
    ' ',
    '\ud800',
    'token',
  ),
  maxLength: 20,
});
const encodedName = fc.constantFrom(
  'token',
  'TOKEN',
  '%74oken',
  'user[token]',
  'user%5Btoken%5D',
  'api_key',
  'token[]',
  'a.token',
);
const harmless = fc.string({
  unit: fc.constantFrom('a', 'b', '1', '-', '_', '.', '%20', '+', ',', '!'),
  minLength: 1,
  maxLength: 8,
});

function redact(url: string): string {
  return redactUrlText(url, createExchangeScope(rules));
}

describe('whatever stands around it', () => {
  it('the value of a sensitive query parameter never shows', () => {
    fc.assert(
      fc.property(hostile, hostile, encodedName, hostile, (path, before, name, after) => {
        expect(redact(`/${path}?${before}&${name}=${SECRET}${after.replaceAll('&', '')}&b`)).not.toContain(
          SECRET,
        );
      }),
      { numRuns: 2000 },
    );
  });

  it('the value of a sensitive form field never shows', () => {
    fc.assert(
      fc.property(hostile, encodedName, hostile, (before, name, after) => {
        const form = `${before}&${name}=${SECRET}&${after}`;

        expect(redactedText(form, 'application/x-www-form-urlencoded') ?? '').not.toContain(SECRET);
      }),
      { numRuns: 2000 },
    );
  });

  it('the password of an absolute URL never shows', () => {
    fc.assert(
      fc.property(fc.constantFrom('http', 'https', 'ftp', 'postgres'), hostile, (scheme, password) => {
        expect(redact(`${scheme}://user:${password}${SECRET}@host/`)).not.toContain(SECRET);
      }),
      { numRuns: 2000 },
    );
  });
});

describe('what no rule matches', () => {
  it('keeps its exact spelling', () => {
    const query = fc.array(fc.tuple(harmless, harmless), { maxLength: 5 });
    fc.assert(
      fc.property(fc.array(harmless, { maxLength: 4 }), query, (segments, parameters) => {
        const url = `/${segments.join('/')}?${parameters.map(([name, value]) => `q${name}=${value}`).join('&')}`;

        expect(redact(url)).toBe(url);
      }),
      { numRuns: 2000 },
    );
  });
});
