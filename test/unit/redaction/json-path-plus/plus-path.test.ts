import { describe, expect, it } from 'vitest';
import { isPlusPath, parsePlusPath } from '../../../../lib/redaction/json-path-plus/plus-path.js';
import { compilePlusPaths } from '../../../../lib/redaction/json-path-plus/plus-paths.js';
import { JsonPathSyntaxError } from '../../../../lib/redaction/json-path/json-path-syntax-error.js';

function refusalOf(path: string): JsonPathSyntaxError {
  try {
    parsePlusPath(path);
  } catch (error) {
    if (error instanceof JsonPathSyntaxError) return error;
    throw error;
  }
  throw new Error(`${path} was accepted`);
}

describe('a path for jsonpath-plus', () => {
  it.each<[string, string[], string[]]>([
    ['$', ['$'], ['$']],
    ['$.a.b_1', ['$', 'a', 'b_1'], ['$']],
    ["$['a-b'].c", ['$', 'a-b', 'c'], ['$']],
    ['$["a b"]', ['$', 'a b'], ['$']],
    ["$['a.b']", ['$', 'a.b'], ['$']],
    ['$.größe', ['$', 'größe'], ['$']],
    ['$.a[0]', ['$', 'a', '0'], ['$']],
    ['$.a[0,1].b', ['$', 'a', '0,1', 'b'], ['$', '0,1']],
    ['$.a[*]', ['$', 'a', '*'], ['$', '*']],
    ['$.*.b', ['$', '*', 'b'], ['$', '*']],
    ['$.a[1:3]', ['$', 'a', '1:3'], ['$', '1:3']],
    ['$.a[-1:]', ['$', 'a', '-1:'], ['$', '-1:']],
    ['$.a[::2]', ['$', 'a', '::2'], ['$', '::2']],
    ['$..a', ['$', '..', 'a'], ['$', '..']],
    ["$..['a b']", ['$', '..', 'a b'], ['$', '..']],
    ['$..*', ['$', '..', '*'], ['$', '..', '*']],
    ['$..^x', ['$', '..', '^', 'x'], ['$', '..', '^']],
    ['$..password^', ['$', '..', 'password', '^'], ['$', '..', '^']],
    ['$..password^^.name', ['$', '..', 'password', '^', '^', 'name'], ['$', '..', '^']],
    ['$.users.*~', ['$', 'users', '*', '~'], ['$', '*', '~']],
    ['$..*@string()', ['$', '..', '*', '@string()'], ['$', '..', '*', '@string()']],
    ['$.a[(@.length-1)].b', ['$', 'a', '(@.length-1)', 'b'], ['$', '(@.length-1)']],
    ['$..[?(@.x)]', ['$', '..', '?(@.x)'], ['$', '..', '?(@.x)']],
    [
      `$.a[?(@ && (@.x === 'y' || !@['z z'].w) && @property != "b" && @.n >= -1.5)].c`,
      ['$', 'a', `?(@ && (@.x === 'y' || !@['z z'].w) && @property != "b" && @.n >= -1.5)`, 'c'],
      ['$', `?(@ && (@.x === 'y' || !@['z z'].w) && @property != "b" && @.n >= -1.5)`],
    ],
  ])('%s is read as jsonpath-plus reads it', (path, tokens, signs) => {
    const parsed = parsePlusPath(path);

    expect(parsed.tokens).toEqual(tokens);
    expect([...parsed.signs]).toEqual(signs);
    expect(() => compilePlusPaths([path])).not.toThrow();
  });

  it.each([
    ['user.email', 0, 'a path starts with "$"'],
    [
      '$..a..b',
      4,
      'a second ".." costs more time than the size of a body: write two paths, or one in RFC 9535',
    ],
    [
      '$..a..a..password',
      4,
      'a second ".." costs more time than the size of a body: write two paths, or one in RFC 9535',
    ],
    ['$.a^..b', 4, 'only names may follow "^": more would visit the same values again and again'],
    ['$.*^.*', 4, 'only names may follow "^": more would visit the same values again and again'],
    ['$.a^[?(@.b)]', 4, 'only names may follow "^": more would visit the same values again and again'],
    ['$.a~.b', 4, 'nothing may follow "~"'],
    ['$.a@string().b', 12, 'nothing may follow "@string()"'],
    ['$^', 1, 'the root has no parent and no name'],
    ['$~', 1, 'the root has no parent and no name'],
    ['$.a[-1]', 4, 'expected a plain quoted name, an index from 0, a slice, "*", "?(" or "(@.length-1)"'],
    ['$.a[::-1]', 4, 'expected a plain quoted name, an index from 0, a slice, "*", "?(" or "(@.length-1)"'],
    ["$['a','b']", 2, 'expected a plain quoted name, an index from 0, a slice, "*", "?(" or "(@.length-1)"'],
    ["$['*']", 2, 'expected a plain quoted name, an index from 0, a slice, "*", "?(" or "(@.length-1)"'],
    ["$['a,b']", 2, 'expected a plain quoted name, an index from 0, a slice, "*", "?(" or "(@.length-1)"'],
    ["$['a#1']", 2, 'expected a plain quoted name, an index from 0, a slice, "*", "?(" or "(@.length-1)"'],
    [
      '$.a[(@.length)]',
      4,
      'expected a plain quoted name, an index from 0, a slice, "*", "?(" or "(@.length-1)"',
    ],
    [
      '$.a[(process.exit())]',
      4,
      'expected a plain quoted name, an index from 0, a slice, "*", "?(" or "(@.length-1)"',
    ],
    ['$.`a', 2, 'expected a name or "*"'],
    ['$.a@other()', 3, 'expected a type such as "@string()"'],
    ['$.a b', 3, 'expected ".", "..", "[", "^", "~" or a type such as "@string()"'],
    ['$.a[?(@.x.constructor("return 1")())]', 21, 'expected a comparison, "&&", "||" or ")"'],
    ['$.a[?(@.x.match(/a+b/))]', 15, 'expected a comparison, "&&", "||" or ")"'],
    ['$.a[?(x = 1)]', 6, 'expected "@.name", "@property", a literal, "!" or "("'],
    ['$.a[?(@[@.b])]', 6, 'expected "@.name", "@property", a literal, "!" or "("'],
    ['$.a[?(@parent.b)]', 6, 'expected "@.name", "@property", a literal, "!" or "("'],
    ['$.a[?(@root.b)]', 6, 'expected "@.name", "@property", a literal, "!" or "("'],
    ['$.a[?(@)]', 6, 'expected "@.name", "@property", a literal, "!" or "("'],
    ["$.a[?(@.x == 'a]b')]", 13, 'expected "@.name", "@property", a literal, "!" or "("'],
    ['$.a[?(@.x + 1 == 2)]', 10, 'expected a comparison, "&&", "||" or ")"'],
    ['$.a[?(@.x)', 10, 'expected "]" after the filter'],
    ['$.a[?((@.x)', 11, 'expected a comparison, "&&", "||" or ")"'],
    [`$${'.a'.repeat(600)}`, 1024, 'a path is limited to 1024 characters'],
  ])('%s is refused', (path, position, reason) => {
    const refusal = refusalOf(path);

    expect(refusal.reason).toBe(reason);
    expect(refusal.position).toBe(position);
    expect(refusal.message).toContain('expected a path for jsonpath-plus, got\n');
    expect(isPlusPath(path)).toBe(false);
  });
});
