import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { TaintedValues } from '../../../../lib/redaction/taints/tainted-values.js';

const M = '[CLIENT_REDACTED]';

function tainted(...values: readonly string[]): TaintedValues {
  const taint = new TaintedValues();
  for (const value of values) taint.add(value);
  return taint;
}

describe('TaintedValues', () => {
  it('masks a value wherever it stands, and counts', () => {
    expect(tainted('hunter2').mask('hunter2 and "hunter2"')).toEqual({
      text: `${M} and "${M}"`,
      replacements: 2,
    });
  });

  it.each([
    ['a b&c/d', 'x=a%20b%26c%2Fd;', `x=${M};`],
    ['a b&c/d', 'x=a+b%26c%2Fd;', `x=${M};`],
    ['a"b\\c', '{"x":"a\\"b\\\\c"}', `{"x":"${M}"}`],
    ['ab"c\\d\te', inspect({ x: 'ab"c\\d\te' }), `{ x: '${M}' }`],
    [`both ' and "`, inspect({ x: `both ' and "` }), `{ x: \`${M}\` }`],
    ['päss', 'p%C3%A4ss', 'p%C3%A4ss'],
    ['pässw', 'p%C3%A4ssw', M],
  ])('knows how JSON, URLs and forms spell %s', (value, text, masked) => {
    expect(tainted(value).mask(text).text).toBe(masked);
  });

  it('masks the longest value first', () => {
    expect(tainted('hunter', 'hunter2hunter').mask('hunter2hunter hunter').text).toBe(`${M} ${M}`);
  });

  it.each(['1234', 'abc', 'false', 'undefined', 'REDACTED', '', 'x'.repeat(5000)])(
    'does not taint %.10j',
    (value) => {
      expect(tainted(value).mask(`a ${value} b ${M}`)).toEqual({
        text: `a ${value} b ${M}`,
        replacements: 0,
      });
    },
  );

  it.each([
    ['"hunter2"', ['hunter2'], []],
    ['""', [], ['""']],
    ['"', [], ['"']],
    ['"p\u00e4ssword"', ['p\u00e4ssword'], []],
    [String.raw`"hunt\u0065r2"`, ['hunter2'], ['hunt']],
    [String.raw`"hunter\\"`, ['hunter\\'], []],
    ['12345678', ['12345678'], []],
    ['-1.50e+3', ['-1.50e+3', '-1500'], []],
    ['123456 "hunter2"', ['123456', 'hunter2'], []],
    ['123456/"hunter2"', ['123456', 'hunter2'], []],
    ['"cut', [], ['cut']],
    ['false', [], ['false']],
    ['{"name":"hunter2"}', ['hunter2'], ['name']],
  ])('takes of the bytes %s what is a value', (json, values, others) => {
    const taint = new TaintedValues();
    const bytes = Buffer.from(`["hunter1",${json}]`);
    taint.addJsonBytes(bytes, 11, bytes.length - 1);

    expect(values.map((value) => taint.mask(`a ${value} b`).text)).toEqual(values.map(() => `a ${M} b`));
    expect(others.map((other) => taint.mask(`a ${other} b`).replacements)).toEqual(others.map(() => 0));
    expect(taint.mask('hunter1').replacements).toBe(0);
  });

  it('takes the strings and numbers of redacted JSON, but no names', () => {
    const taint = new TaintedValues();
    taint.addJson(
      '{"number":"4242 4242","nested":[{"code\\u0031":"s3cr\\u00e9t"},123456.5,true,"abc"],"cut":"hunt',
    );

    expect(taint.mask('number 4242 4242 nested code1 s3crét 123456.5 true abc hunt').text).toBe(
      `number ${M} nested code1 ${M} ${M} true abc hunt`,
    );
  });

  it.each([
    ['got hunter2-sec...', `got ${M}...`],
    ['got hunter2-secret-value', `got ${M}`],
    ['got hunter2-secRET', `got ${M}RET`],
    ['HUNTER2-SECRET-VALUE', M],
    ['aHVudGVyMi1zZWNyZXQtdmFsdWU= and aHVudGVyMi1zZWNyZXQtdmFsdWU', `${M}= and ${M}`],
    ['hunter2 secrets', 'hunter2 secrets'],
  ])('knows a value that a message cut or changed: %s', (text, masked) => {
    expect(tainted('hunter2-secret-value').maskQuotes(text).text).toBe(masked);
  });

  it('knows a number of JSON as JavaScript writes it', () => {
    const taint = new TaintedValues();
    taint.addJson('[12345.0,4.111111111111111e15,12345678901234567890,1234.0,1e999]');

    const text = '12345 4111111111111111 12345678901234567000 1234 Infinity';
    expect(taint.maskQuotes(text).text).toBe(`${M} ${M} ${M} ${M} Infinity`);
  });

  it('knows short numbers in messages, where they stand alone', () => {
    const taint = tainted('4711', '123');
    const text = 'PIN 4711 (4711): "4711", CVC 123. v1.123.0 at a.js:4711:123 14711 x4711 2026-4711 471';

    expect(taint.maskQuotes(text).text).toBe(
      `PIN ${M} (${M}): "${M}", CVC ${M}. v1.123.0 at a.js:4711:123 14711 x4711 2026-4711 471`,
    );
    expect(taint.mask(text).text).toBe(text);
  });

  it('does not take other URLs for the beginning of one', () => {
    expect(tainted('https://h.example/a/b/c').maskQuotes('https://h.example/a/').text).toBe(
      'https://h.example/a/',
    );
  });

  it('takes at most 32 Ki characters', () => {
    const taint = tainted(...Array.from({ length: 10 }, (_, index) => `${index}`.repeat(4096)));

    expect(taint.mask('7'.repeat(4096)).text).toBe(M);
    expect(taint.mask('8'.repeat(4096)).text).toBe('8'.repeat(4096));
  });

  it('takes at most 64 values', () => {
    const taint = tainted(...Array.from({ length: 100 }, (_, index) => `value-${index + 100}`));

    expect(taint.mask('value-163 value-164').text).toBe(`${M} value-164`);
  });

  it('survives lone surrogates', () => {
    expect(tainted('\ud800secret').mask('a \ud800secret').text).toBe(`a ${M}`);
  });
});
