import { describe, expect, it } from 'vitest';
import { compileRegexp } from '../../../../lib/redaction/json-path/i-regexp.js';
import { matchRegexp } from '../../../../lib/redaction/json-path/match-regexp.js';

function find(pattern: string, text: string, whole: boolean, steps = 1e6): boolean | undefined {
  const compiled = compileRegexp(pattern);
  if (compiled.status !== 'compiled') throw new Error(`${pattern} is ${compiled.status}`);
  return matchRegexp(compiled.program, text, whole, { remaining: steps });
}

describe('the refusal of an I-Regexp', () => {
  it.each([
    ['[', 'unexpected end at offset 1 of the pattern'],
    ['[a', 'unexpected end at offset 2 of the pattern'],
    ['[]', 'unexpected "]" at offset 1 of the pattern'],
    ['[^]', 'unexpected "]" at offset 2 of the pattern'],
    ['[[]', 'unexpected "[" at offset 1 of the pattern'],
    ['(', 'unexpected end at offset 1 of the pattern'],
    ['(a', 'unexpected end at offset 2 of the pattern'],
    ['a)', 'unexpected ")" at offset 1 of the pattern'],
    ['*', 'unexpected "*" at offset 0 of the pattern'],
    ['a**', 'unexpected "*" at offset 2 of the pattern'],
    ['a+?', 'unexpected "?" at offset 2 of the pattern'],
    ['(?:a)', 'unexpected "?" at offset 1 of the pattern'],
    ['a{', 'unexpected "{" at offset 1 of the pattern'],
    ['a{,2}', 'unexpected "{" at offset 1 of the pattern'],
    ['a{1234567890}', 'unexpected "{" at offset 1 of the pattern'],
    ['a}', 'unexpected "}" at offset 1 of the pattern'],
    ['a]', 'unexpected "]" at offset 1 of the pattern'],
    ['a{2,1}', 'a repetition is the wrong way round at offset 6 of the pattern'],
    ['[b-a]', 'a range is the wrong way round or has no end at offset 4 of the pattern'],
    ['[a-[]', 'a range is the wrong way round or has no end at offset 3 of the pattern'],
    [String.raw`[a-\p{L}]`, 'a range is the wrong way round or has no end at offset 3 of the pattern'],
    [
      String.raw`\d`,
      String.raw`\d is not in I-Regexp, write a class such as [0-9] at offset 0 of the pattern`,
    ],
    [
      String.raw`a\W+`,
      String.raw`\W is not in I-Regexp, write a class such as [0-9] at offset 1 of the pattern`,
    ],
    [
      String.raw`[\s]`,
      String.raw`\s is not in I-Regexp, write a class such as [0-9] at offset 1 of the pattern`,
    ],
    [String.raw`\b`, String.raw`unexpected "\\" at offset 0 of the pattern`],
    [
      String.raw`a\\\d`,
      String.raw`\d is not in I-Regexp, write a class such as [0-9] at offset 3 of the pattern`,
    ],
    [String.raw`\p{Foo}`, String.raw`unexpected "\\" at offset 0 of the pattern`],
    [String.raw`\p{Cs}`, String.raw`unexpected "\\" at offset 0 of the pattern`],
    ['\ud800', String.raw`unexpected "\ud800" at offset 0 of the pattern`],
    ['[a-\ud800]', 'a range is the wrong way round or has no end at offset 3 of the pattern'],
    ['(*(', 'unexpected "*" at offset 1 of the pattern'],
    ['('.repeat(40), 'groups are nested too deeply at offset 33 of the pattern'],
  ])('%j: %s', (pattern, reason) => {
    expect(compileRegexp(pattern)).toEqual({ status: 'invalid', reason });
  });

  it.each([
    ['(a{999}){2}', 'a{998}'],
    ['a{1001}', 'a{1000}'],
    ['a'.repeat(1001), 'a'.repeat(1000)],
    ['(a?){499}bbb', '(a?){499}b'],
    ['x|a{1000}', 'x|a{900}'],
    ['(a{1001})*', '(a{900})*'],
  ])('of a large one, but not of one that just fits: %#', (large, small) => {
    expect(compileRegexp(large).status).toBe('too-large');
    expect(compileRegexp(small).status).toBe('compiled');
  });

  it('is by length where a body could bring the pattern', () => {
    expect(compileRegexp('()'.repeat(2048)).status).toBe('compiled');
    expect(compileRegexp(`${'()'.repeat(2048)}a`)).toEqual({ status: 'too-large' });
  });

  it('leaves groups that no reader would count', () => {
    expect(find(`${'('.repeat(32)}a${')'.repeat(32)}`, 'a', true)).toBe(true);
  });
});

describe('the work of an I-Regexp', () => {
  it('ends early once the answer is known', () => {
    expect(find('b', `b${'a'.repeat(10_000)}`, false, 100)).toBe(true);
    expect(find('b', `a${'a'.repeat(10_000)}`, true, 100)).toBe(false);
  });

  it('is one step for every instruction that a character meets', () => {
    const budget = { remaining: 1000 };
    const compiled = compileRegexp('aaa');
    if (compiled.status !== 'compiled') throw new Error('not compiled');

    matchRegexp(compiled.program, 'aaa', true, budget);

    // One to begin; then for each character one to test it and one to go on.
    expect(budget.remaining).toBe(1000 - 1 - 3 * 2);
  });
});
