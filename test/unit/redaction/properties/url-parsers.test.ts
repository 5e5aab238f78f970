import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createExchangeScope } from '../../../../lib/redaction/exchange-scope.js';
import { redactHeaders } from '../../../../lib/redaction/headers/header-rules.js';
import { redactUrlText } from '../../../../lib/redaction/urls/url-text.js';
import { rulesFor } from './redact-planted.js';
import { expectNoSecret, SECRET } from './secret.js';

const ROUNDS = Number(process.env['FUZZ_ROUNDS'] ?? 200);
const rules = rulesFor([]);
/** Query names with a rule: configured, or sensitive by default. */
const COVERED = /^(?:mine|token|password|apikey)$/i;

const unit = fc.constantFrom(
  'http:',
  'https:',
  '//',
  '/',
  '\\',
  '@',
  ':',
  'user',
  'host.example',
  '?',
  '#',
  '&',
  ';',
  '=',
  '%',
  '+',
  'mine',
  'token',
  '%74oken',
  'to%6ben',
  'password',
  'a',
  '%26',
  '%3D',
  '%3F',
  '%23',
  '[::1]',
  '\t',
  '\n',
  ' ',
);
const hostile = fc.string({ unit, maxLength: 8 });

function redactUrl(url: string): string {
  return redactUrlText(url, createExchangeScope(rules));
}

function redactHeader(name: string, value: string): string {
  const scope = createExchangeScope(rules);
  const redacted = redactHeaders({ [name]: value }, { ...rules, maskText: scope.maskText }, scope)[name];
  return String(redacted);
}

/** What a parser of URLs finds under a rule. */
function coveredByRule(text: string): boolean {
  if (!URL.canParse(text, 'http://base.example')) return false;
  const url = new URL(text, 'http://base.example');
  const fragment = new URLSearchParams(url.hash.slice(1));
  return (
    url.password.includes(SECRET) ||
    [...url.searchParams, ...fragment].some(([name, value]) => COVERED.test(name) && value.includes(SECRET))
  );
}

describe('what a parser of URLs finds under a rule', () => {
  const url = fc
    .tuple(hostile, hostile)
    .map(([before, after]) => before + SECRET + after)
    .filter(coveredByRule);

  it('leaves in no URL, also not in one inside of another', () => {
    fc.assert(
      fc.property(url, (text) => {
        expectNoSecret(redactUrl(text));
        expectNoSecret(redactUrl(`/a?next=${encodeURIComponent(text)}`));
        expectNoSecret(redactUrl(`/a?next=${encodeURIComponent(`/b#c=${encodeURIComponent(text)}`)}`));
        expectNoSecret(redactUrl(`/a#/b?next=${encodeURIComponent(text)}`));
      }),
      { numRuns: ROUNDS * 5 },
    );
  });

  it.each(['referer', 'location', 'x-original-url'])('leaves in no header %s', (name) => {
    fc.assert(
      fc.property(url, (text) => {
        expectNoSecret(redactHeader(name, text));
      }),
      { numRuns: ROUNDS },
    );
  });
});

describe('a cookie', () => {
  const part = fc.string({
    unit: fc.constantFrom(
      'a',
      'b',
      '1',
      '=',
      ' ',
      '"',
      ',',
      '%',
      '-',
      '\t',

      '__Host-',
      'path',
      'expires',
    ),
    maxLength: 6,
  });

  it('never shows its value, as a parser that splits at semicolons reads it', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(part, part)), part, part, part, (others, name, before, after) => {
        const pairs = others.map(([otherName, value]) => `${otherName}=${value};`).join('');

        expectNoSecret(redactHeader('cookie', `${pairs} ${name}=${before}${SECRET}${after}`));
        expectNoSecret(redactHeader('set-cookie', `${name}=${before}${SECRET}${after}; Path=/; HttpOnly`));
      }),
      { numRuns: ROUNDS * 10 },
    );
  });

  it('never shows the value of one that was joined to another', () => {
    const first = fc.constantFrom(
      'a=1',
      'a=1; Path=/',
      'a=1; Secure',
      'a=1; Expires=Wed, 21 Oct 2026 07:28:00 GMT',
    );
    fc.assert(
      fc.property(first, part, fc.constantFrom('; Path=/', ''), (start, name, end) => {
        expectNoSecret(redactHeader('set-cookie', `${start}, b${name.replaceAll(';', '')}=${SECRET}${end}`));
      }),
      { numRuns: ROUNDS * 10 },
    );
  });
});

describe('credentials', () => {
  it('never show, whatever their scheme', () => {
    const scheme = fc.constantFrom(
      'Bearer ',
      'basic ',
      'Digest a="',
      'Negotiate ',
      'Unknown ',
      '',
      ' ',
      'AWS4-HMAC-SHA256 Credential=',
      'Bearer\t',
    );
    fc.assert(
      fc.property(
        fc.constantFrom('authorization', 'proxy-authorization'),
        scheme,
        hostile,
        hostile,
        (name, start, before, after) => {
          expectNoSecret(redactHeader(name, `${start}${before}${SECRET}${after}`));
        },
      ),
      { numRuns: ROUNDS * 10 },
    );
  });
});

describe('a URL, whatever it is made of', () => {
  it('is redacted without an error, and the same again', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const once = redactUrl(text);

        expect(once.length).toBeLessThanOrEqual(text.length * 12 + 18);
        expect(redactUrl(redactUrl(once))).toBe(redactUrl(once));
      }),
      { numRuns: ROUNDS * 10 },
    );
  });
});
