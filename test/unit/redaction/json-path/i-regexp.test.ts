import { describe, expect, it } from 'vitest';
import { compileRegexp } from '../../../../lib/redaction/json-path/i-regexp.js';
import { matchRegexp } from '../../../../lib/redaction/json-path/match-regexp.js';

function matches(pattern: string, text: string, whole = true): boolean | undefined {
  const compiled = compileRegexp(pattern);
  if (compiled.status !== 'compiled') throw new Error(`${pattern} is ${compiled.status}`);
  return matchRegexp(compiled.program, text, whole, { remaining: 1e6 });
}

describe('an I-Regexp', () => {
  it.each([
    ['', '', true],
    ['', 'a', false],
    ['abc', 'abc', true],
    ['abc', 'abcd', false],
    ['a|bc|', 'bc', true],
    ['a|bc|', '', true],
    ['a|bc|', 'b', false],
    ['(ab)*c', 'ababc', true],
    ['(ab)*c', 'abac', false],
    ['a+b?', 'aab', true],
    ['a+b?', 'b', false],
    ['a{2}', 'aa', true],
    ['a{2}', 'aaa', false],
    ['a{2,}', 'aaaa', true],
    ['a{1,3}', 'aaaa', false],
    ['a{0}', '', true],
    ['(a|b{0,2}){2}c', 'bbbbc', true],
    ['[a-cx]+', 'abcx', true],
    ['[a-cx]+', 'd', false],
    ['[^a-c]', 'd', true],
    ['[^a-c]', 'b', false],
    ['[-a]', '-', true],
    ['[a-]', '-', true],
    [String.raw`[\]\\^]+`, ']\\^', true],
    [String.raw`\n\r\t`, '\n\r\t', true],
    [String.raw`\p{L}\P{L}`, 'é1', true],
    [String.raw`[\p{Nd}x]+`, '1x٣', true],
    ['.', '😀', true],
    ['.', '\n', false],
    ['[😀-😂]', '😁', true],
    ['^a$', 'a', true],
  ])('%j matches %j: %s', (pattern, text, expected) => {
    expect(matches(pattern, text)).toBe(expected);
  });

  it.each([
    ['b+', 'abbc', true],
    ['^b', 'abc', false],
    ['c$', 'abc', true],
    ['b$', 'abc', false],
    ['', 'abc', true],
    ['^$', 'a', false],
  ])('%j is found in %j: %s', (pattern, text, expected) => {
    expect(matches(pattern, text, false)).toBe(expected);
  });

  it.each([
    '[',
    'a)',
    '(',
    '*',
    'a**',
    'a*?',
    '(?:a)',
    String.raw`\d`,
    String.raw`\p{Foo}`,
    '[b-a]',
    '[]',
    'a{2,1}',
    'a{',
    '\ud800',
  ])('refuses %j', (pattern) => {
    expect(compileRegexp(pattern).status).toBe('invalid');
  });

  it.each(['(((a{99}){99}){99}){99}', 'a'.repeat(5000), '(a?){2000}'])('refuses to unroll %j', (pattern) => {
    expect(compileRegexp(pattern).status).toBe('too-large');
  });

  it('repeats nothing only once', () => {
    expect(matches('((){999999999}){999999999}', '')).toBe(true);
  });

  it('takes steps in proportion to the text where a backtracking engine takes exponentially many', () => {
    const compiled = compileRegexp('(a|a)*(a|a)*(a|a)*b');
    if (compiled.status !== 'compiled') throw new Error('not compiled');
    const stepsFor = (length: number): number => {
      const budget = { remaining: 1e9 };
      matchRegexp(compiled.program, 'a'.repeat(length), true, budget);
      return 1e9 - budget.remaining;
    };

    expect(stepsFor(2000) / stepsFor(1000)).toBeLessThan(2.1);
  });

  it('gives no answer when its budget runs out', () => {
    const compiled = compileRegexp('a*b');
    if (compiled.status !== 'compiled') throw new Error('not compiled');

    expect(matchRegexp(compiled.program, 'a'.repeat(1000), true, { remaining: 100 })).toBeUndefined();
  });
});
