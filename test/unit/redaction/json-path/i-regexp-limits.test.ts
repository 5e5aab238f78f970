import { describe, expect, it } from 'vitest';
import { compileRegexp } from '../../../../lib/redaction/json-path/i-regexp.js';
import { matchRegexp } from '../../../../lib/redaction/json-path/match-regexp.js';

function find(pattern: string, text: string, whole: boolean, steps = 1e6): boolean | undefined {
  const compiled = compileRegexp(pattern);
  if (compiled.status !== 'compiled') throw new Error(`${pattern} is ${compiled.status}`);
  return matchRegexp(compiled.program, text, whole, { remaining: steps });
}

describe('an I-Regexp of parts', () => {
  it.each([
    ['ab|cd', 'ab', true],
    ['ab|cd', 'cd', true],
    ['ab|cd', 'abd', false],
    ['ab|cd', 'acd', false],
    ['ab|cd', 'abcd', false],
    ['a(b|c)d', 'abd', true],
    ['a(b|c)d', 'acd', true],
    ['a(b|c)d', 'ad', false],
    ['a(b|c)d', 'ab', false],
    ['a(|b)c', 'ac', true],
    ['(a|b|c)x', 'cx', true],
    ['(a|b|c)x', 'dx', false],
    ['(a|b|c)x', 'x', false],
    ['()', '', true],
    ['()', 'a', false],
    ['a()b', 'ab', true],
    ['(a(b(c)))', 'abc', true],
    ['a*', '', true],
    ['a*', 'aaa', true],
    ['a*', 'aab', false],
    ['a*a', 'a', true],
    ['a+', '', false],
    ['a+', 'a', true],
    ['a?', '', true],
    ['a?', 'a', true],
    ['a?', 'aa', false],
    ['a?b', 'b', true],
    ['(ab)?c', 'abc', true],
    ['(ab)?c', 'ac', false],
    ['(a*)*b', 'aab', true],
    ['(a*)+', '', true],
    ['(a|b)*c', 'abbac', true],
    ['a{0,0}b', 'b', true],
    ['a{0,0}b', 'ab', false],
    ['a{1}', '', false],
    ['a{2,3}', 'a', false],
    ['a{2,3}', 'aa', true],
    ['a{2,3}', 'aaa', true],
    ['a{2,3}', 'aaaa', false],
    ['a{2,}', 'a', false],
    ['a{2,}', 'aa', true],
    ['a{0,2}b', 'b', true],
    ['a{0,2}b', 'aab', true],
    ['a{0,2}b', 'aaab', false],
    ['a{10}', 'a'.repeat(10), true],
    ['a{10}', 'a'.repeat(9), false],
    ['(ab){2}', 'abab', true],
    ['(ab){2}', 'ab', false],
    ['(a{2}|b){2}', 'aab', true],
  ])('%s matches %j: %s', (pattern, text, expected) => {
    expect(find(pattern, text, true)).toBe(expected);
  });
});

describe('an I-Regexp of characters', () => {
  it.each([
    ['.', 'a', true],
    ['.', '', false],
    ['.', '\r', false],
    ['.', '\n', false],
    ['.', '\t', true],
    ['.', '\u2028', true],
    ['..', '😀', false],
    ['é', 'é', true],
    ['a-b', 'a-b', true],
    ['a,b', 'a,b', true],
    ['/', '/', true],
    [String.raw`\.`, '.', true],
    [String.raw`\.`, 'a', false],
    [String.raw`\(\)\*\+\-\?\[\\\]\^\{\|\}`, '()*+-?[\\]^{|}', true],
    [String.raw`\n`, '\n', true],
    [String.raw`\n`, 'n', false],
    [String.raw`\r`, '\r', true],
    [String.raw`\r`, 'r', false],
    [String.raw`\t`, '\t', true],
    [String.raw`\t`, 't', false],
    ['[a]', 'a', true],
    ['[a]', 'b', false],
    ['[ab]', 'b', true],
    ['[a-c]', 'a', true],
    ['[a-c]', 'c', true],
    ['[a-c]', 'd', false],
    ['[a-c]', '`', false],
    ['[a-a]', 'a', true],
    ['[a-cx-z]', 'y', true],
    ['[a-cx-z]', 'm', false],
    ['[^a-c]', 'a', false],
    ['[^a-c]', 'd', true],
    ['[^a-c]', '', false],
    ['[^-]', '-', false],
    ['[^-]', 'a', true],
    ['[^-a]', 'a', false],
    ['[^-a]', 'b', true],
    ['[-]', '-', true],
    ['[-]', 'a', false],
    ['[-a]', 'a', true],
    ['[-a]', 'b', false],
    ['[a-]', 'a', true],
    ['[a-]', '-', true],
    ['[a-]', 'b', false],
    ['[a-c-]', '-', true],
    ['[a-c-]', 'b', true],
    ['[--]', '-', true],
    ['[.]', '.', true],
    ['[.]', 'a', false],
    ['[$^]', '^', true],
    ['[(*+?{|}]', '|', true],
    [String.raw`[\n-\r]`, '\u000b', true],
    [String.raw`[\n]`, 'n', false],
    [String.raw`[\-]`, '-', true],
    [String.raw`[+\--0]`, '.', true],
    [String.raw`\p{Lu}`, 'A', true],
    [String.raw`\p{Lu}`, 'a', false],
    [String.raw`\P{Lu}`, 'a', true],
    [String.raw`\P{Lu}`, 'A', false],
    [String.raw`\p{L}`, 'ab', false],
    [String.raw`[\p{Lu}]`, 'A', true],
    [String.raw`[^\p{Lu}]`, 'A', false],
    [String.raw`[\P{L}a]`, 'b', false],
    [String.raw`[\P{L}a]`, 'a', true],
    [String.raw`\p{So}`, '😀', true],
  ])('%s matches %j: %s', (pattern, text, expected) => {
    expect(find(pattern, text, true)).toBe(expected);
  });

  it.each(
    'L Ll Lm Lo Lt Lu M Mc Me Mn N Nd Nl No P Pc Pd Pe Pf Pi Po Ps Z Zl Zp Zs S Sc Sk Sm So C Cc Cf Cn Co'.split(
      ' ',
    ),
  )('knows the category %s', (category) => {
    expect(compileRegexp(String.raw`\p{${category}}`).status).toBe('compiled');
    expect(compileRegexp(String.raw`[\P{${category}}]`).status).toBe('compiled');
  });
});

describe('finding an I-Regexp', () => {
  it.each([
    ['b', 'abc', true],
    ['d', 'abc', false],
    ['bc', 'abbc', true],
    ['a', 'ba', true],
    ['', '', true],
    ['^ab', 'abc', true],
    ['^b', 'ab', false],
    ['bc$', 'abc', true],
    ['ab$', 'abc', false],
    ['^abc$', 'abc', true],
    ['a^b', 'ab', false],
    ['a$b', 'ab', false],
    ['x*', 'abc', true],
    ['😁', '😀😁', true],
    ['^a|c$', 'xc', true],
  ])('%s in %j: %s', (pattern, text, expected) => {
    expect(find(pattern, text, false)).toBe(expected);
  });
});

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
