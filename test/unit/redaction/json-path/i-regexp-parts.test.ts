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
    ['.a', '\uffffa', true],
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
