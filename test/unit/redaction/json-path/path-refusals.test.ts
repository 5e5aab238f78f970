import { describe, expect, it } from 'vitest';
import { JsonPathSyntaxError } from '../../../../lib/redaction/json-path/json-path-syntax-error.js';
import { parseJsonPath } from '../../../../lib/redaction/json-path/parse-json-path.js';

function refusalOf(path: string): JsonPathSyntaxError | undefined {
  try {
    parseJsonPath(path);
    return undefined;
  } catch (error) {
    if (error instanceof JsonPathSyntaxError) return error;
    throw error;
  }
}

describe('the refusal of a path', () => {
  it.each([
    ['', 0, 'a path starts with "$", got the end of the path'],
    [' $', 0, 'a path starts with "$", got " "'],
    ['a', 0, 'a path starts with "$", got "a"'],
    ['\ud83d\ude00', 0, 'a path starts with "$", got "\ud83d\ude00"'],
    ['$a', 1, 'expected ".", ".." or "[" before "a"'],
    ['$ ', 1, 'expected ".", ".." or "[" before " "'],
    ['$.', 2, 'expected a name or "*" after ".", got the end of the path'],
    ['$..', 3, 'expected a name or "*" after "..", got the end of the path'],
    ['$.a.', 4, 'expected a name or "*" after ".", got the end of the path'],
    ['$.1', 2, 'expected a name or "*" after ".", got "1"'],
    ['$.-', 2, 'expected a name or "*" after ".", got "-"'],
    ['$.a b', 3, 'expected ".", ".." or "[" before " "'],
    ['$.a$', 3, 'expected ".", ".." or "[" before "$"'],
    ['$[', 2, 'expected a quoted name, an index, a slice, "*" or "?", got the end of the path'],
    ['$[]', 2, 'expected a quoted name, an index, a slice, "*" or "?", got "]"'],
    ['$[a]', 2, 'expected a quoted name, an index, a slice, "*" or "?", got "a"'],
    ['$["a"', 5, 'expected "]" after a selector, got the end of the path'],
    ['$["a",', 6, 'expected a quoted name, an index, a slice, "*" or "?", got the end of the path'],
    ['$["a" "b"]', 6, 'expected "]" after a selector, got "\\""'],
    ['$["a', 2, 'this string is never closed'],
    ['$["a]', 2, 'this string is never closed'],
    ["$['a\\", 4, '"\\" is not an escape sequence of this string'],
    ["$['\\'", 2, 'this string is never closed'],
    ['$["\\\'"]', 3, '"\\\'" is not an escape sequence of this string'],
    ["$['\\\"']", 3, '"\\"" is not an escape sequence of this string'],
    ['$["\\x"]', 3, '"\\x" is not an escape sequence of this string'],
    ['$["\\u12"]', 3, '"\\u" wants four hexadecimal digits, and surrogates only in pairs'],
    ['$["\\ud800"]', 3, '"\\u" wants four hexadecimal digits, and surrogates only in pairs'],
    ['$["\\udc00"]', 3, '"\\u" wants four hexadecimal digits, and surrogates only in pairs'],
    ['$["\\ud800\\u0041"]', 3, '"\\u" wants four hexadecimal digits, and surrogates only in pairs'],
    ['$["\u0001"]', 3, 'control characters and lone surrogates must be escaped or removed'],
    ['$["\n"]', 3, 'control characters and lone surrogates must be escaped or removed'],
    ['$["\ud800"]', 3, 'control characters and lone surrogates must be escaped or removed'],
    ['$[01]', 2, '01 is not an integer: no leading zeros, no -0'],
    ['$[-0]', 2, '-0 is not an integer: no leading zeros, no -0'],
    ['$[00]', 2, '00 is not an integer: no leading zeros, no -0'],
    ['$[-]', 2, 'expected a quoted name, an index, a slice, "*" or "?", got "-"'],
    ['$[- 1]', 2, 'expected a quoted name, an index, a slice, "*" or "?", got "-"'],
    ['$[9007199254740992]', 2, 'integers are limited to ±(2^53 - 1)'],
    ['$[-9007199254740992]', 2, 'integers are limited to ±(2^53 - 1)'],
    ['$[1:01]', 4, '01 is not an integer: no leading zeros, no -0'],
    ['$[::-0]', 4, '-0 is not an integer: no leading zeros, no -0'],
    ['$[1:2:3:4]', 7, 'expected "]" after a selector, got ":"'],
    ['$[1 2]', 4, 'expected "]" after a selector, got "2"'],
    ['$[1.5]', 3, 'expected "]" after a selector, got "."'],
    ['$[?]', 3, 'expected "@", "$", a literal or a function, got "]"'],
    ['$[?@.a', 6, 'expected "]" after a selector, got the end of the path'],
    ['$[?(@.a]', 7, 'expected ")" after a condition, got "]"'],
    ['$[?(@.a', 7, 'expected ")" after a condition, got the end of the path'],
    ['$[?@.a)]', 6, 'expected "]" after a selector, got ")"'],
    ['$[?@.a ==]', 9, 'expected "@", "$", a literal or a function, got "]"'],
    ['$[?@.a == ]', 10, 'expected "@", "$", a literal or a function, got "]"'],
    ['$[?@.a == foo]', 10, '"foo" is not a literal or a function of RFC 9535'],
    ['$[?@.a = 1]', 7, 'expected "]" after a selector, got "="'],
    ['$[?@.a === 1]', 9, 'expected "@", "$", a literal or a function, got "="'],
    ['$[?1]', 3, 'a literal or the value of a function must be compared with something'],
    ['$[?"a"]', 3, 'a literal or the value of a function must be compared with something'],
    ['$[?true]', 3, 'a literal or the value of a function must be compared with something'],
    ['$[?@.a && ]', 10, 'expected "@", "$", a literal or a function, got "]"'],
    ['$[?@.a &&& @.b]', 9, 'expected "@", "$", a literal or a function, got "&"'],
    ['$[?@.a & @.b]', 7, 'expected "]" after a selector, got "&"'],
    ['$[?!]', 4, 'expected "@", "$", a literal or a function, got "]"'],
    ['$[?!@.a == 1]', 8, 'expected "]" after a selector, got "="'],
    ['$[?!1]', 4, 'a literal or the value of a function must be compared with something'],
    ['$[?@.a == TRUE]', 10, '"TRUE" is not a literal or a function of RFC 9535'],
    ['$[?@.a == 01]', 11, 'expected "]" after a selector, got "1"'],
    ['$[?@.a == .5]', 10, 'expected "@", "$", a literal or a function, got "."'],
    ['$[?@.a == 1.]', 11, 'expected "]" after a selector, got "."'],
    ['$[?@.a == -]', 10, 'expected a number such as 1, -2.5 or 1e3'],
    ['$[?@.a == +1]', 10, 'expected "@", "$", a literal or a function, got "+"'],
    [
      '$[?@.* == 1]',
      3,
      'only a query for a single value can be compared: no "*", "..", slice, filter or list',
    ],
    [
      '$[?1 == @..a]',
      8,
      'only a query for a single value can be compared: no "*", "..", slice, filter or list',
    ],
    [
      '$[?@[1:2] == 1]',
      3,
      'only a query for a single value can be compared: no "*", "..", slice, filter or list',
    ],
    [
      '$[?@[0,1] == 1]',
      3,
      'only a query for a single value can be compared: no "*", "..", slice, filter or list',
    ],
    [
      '$[?@[?@.a] == 1]',
      3,
      'only a query for a single value can be compared: no "*", "..", slice, filter or list',
    ],
    ['$[?match(@, "a") == true]', 3, 'the result of match() or search() cannot be compared'],
    ['$[?true == search(@, "a")]', 11, 'the result of match() or search() cannot be compared'],
    ['$[?length(@)]', 3, 'a literal or the value of a function must be compared with something'],
    ['$[?count(@.*)]', 3, 'a literal or the value of a function must be compared with something'],
    ['$[?value(@..a)]', 3, 'a literal or the value of a function must be compared with something'],
    ['$[?length()]', 3, 'length() takes 1 argument'],
    ['$[?length(@, @)]', 3, 'length() takes 1 argument'],
    [
      '$[?length(@.*) == 1]',
      10,
      'only a query for a single value can be compared: no "*", "..", slice, filter or list',
    ],
    ['$[?count() == 1]', 3, 'count() takes 1 argument'],
    ['$[?count(1) == 1]', 9, 'count() takes a query, such as @.items[*]'],
    ['$[?count(@, @) == 1]', 3, 'count() takes 1 argument'],
    ['$[?value(1) == 1]', 9, 'value() takes a query, such as @.items[*]'],
    ['$[?value("a") == 1]', 9, 'value() takes a query, such as @.items[*]'],
    ['$[?match(@)]', 3, 'match() takes 2 arguments'],
    ['$[?match(@, "a", "b")]', 3, 'match() takes 2 arguments'],
    ['$[?match()]', 3, 'match() takes 2 arguments'],
    [
      '$[?match(@.*, "a")]',
      9,
      'only a query for a single value can be compared: no "*", "..", slice, filter or list',
    ],
    [
      '$[?match(@, @.*)]',
      12,
      'only a query for a single value can be compared: no "*", "..", slice, filter or list',
    ],
    ['$[?search(@)]', 3, 'search() takes 2 arguments'],
    ['$[?foo(@)]', 3, 'there is no function "foo": use length, count, value, match, search'],
    ['$[?foo()]', 3, 'there is no function "foo": use length, count, value, match, search'],
    ['$[?length (@) == 1]', 3, '"length" is not a literal or a function of RFC 9535'],
    ['$[?length(@ == 1]', 12, 'expected ")" after the arguments, got "="'],
    ['$[?length(@,) == 1]', 12, 'expected "@", "$", a literal or a function, got ")"'],
    ['$[?length(match(@, "a")) == 1]', 10, 'the result of match() or search() cannot be compared'],
    ['$[?count(length(@)) == 1]', 9, 'count() takes a query, such as @.items[*]'],
    ['$[?count(match(@,"a")) == 1]', 9, 'count() takes a query, such as @.items[*]'],
    [
      '$[?match(@, "[")]',
      12,
      'this pattern is not an I-Regexp (RFC 9485): unexpected end at offset 1 of the pattern',
    ],
    ['$[?match(@, "(a{999}){999}")]', 12, 'this pattern is too large: lower its {n,m} repetitions'],
    [
      '$[?search(1, "\\\\w")]',
      13,
      'this pattern is not an I-Regexp (RFC 9485): \\w is not in I-Regexp, write a class such as [0-9] at offset 0 of the pattern',
    ],
    ['$[?(@.a)(@.b)]', 8, 'expected "]" after a selector, got "("'],
    ['$[?@.a == (1)]', 10, 'expected "@", "$", a literal or a function, got "("'],
    ['$[?(1) == 1]', 4, 'a literal or the value of a function must be compared with something'],
    ['$[?()]', 4, 'expected "@", "$", a literal or a function, got ")"'],
    ['$[?_a]', 3, '"_a" is not a literal or a function of RFC 9535'],
    ['$[?a-b]', 3, '"a" is not a literal or a function of RFC 9535'],
    ['$[?Length(@) == 1]', 3, '"Length" is not a literal or a function of RFC 9535'],
    ['$[?@.a == nulls]', 10, '"nulls" is not a literal or a function of RFC 9535'],
    ['$[?@.a == true1]', 10, '"true1" is not a literal or a function of RFC 9535'],
    ['$[?$.a == $.b.]', 14, 'expected a name or "*" after ".", got "]"'],
    ['$[?length( )]', 3, 'length() takes 1 argument'],
    ['$[?match( @ )]', 3, 'match() takes 2 arguments'],
    ['$[?$@.a]', 4, 'expected "]" after a selector, got "@"'],
    ['$[?@$.a]', 4, 'expected "]" after a selector, got "$"'],
    ['$[?@.a > ]', 9, 'expected "@", "$", a literal or a function, got "]"'],
    ['$[?count( @.* , @ ) == 1]', 3, 'count() takes 1 argument'],
    ['$[?foo1_(@)]', 3, 'there is no function "foo1_": use length, count, value, match, search'],
    [
      '$[?match(@, "\\\\p{Foo}")]',
      12,
      'this pattern is not an I-Regexp (RFC 9485): unexpected "\\\\" at offset 0 of the pattern',
    ],
  ])('%j points at %i: %s', (path, position, reason) => {
    const refusal = refusalOf(path);

    expect(refusal?.position).toBe(position);
    expect(refusal?.reason).toBe(reason);
  });
});

describe('what bounds a path', () => {
  const limit = 'filters, parentheses and calls are limited to 32 levels';

  it('is its length', () => {
    expect(refusalOf(`$${'.a'.repeat(2047)}b`)).toBeUndefined();
    expect(refusalOf(`$${'.a'.repeat(2047)}bc`)?.reason).toBe('a path is limited to 4096 characters');
    expect(refusalOf(`$${'.a'.repeat(2047)}bc`)?.position).toBe(4096);
  });

  it.each([
    ['parentheses', (levels: number) => `$[?${'('.repeat(levels - 1)}@${')'.repeat(levels - 1)}]`],
    ['calls', (levels: number) => `$[?${'length('.repeat(levels - 1)}@${')'.repeat(levels - 1)} == 1]`],
  ])('is the depth of its %s', (_, nested) => {
    expect(refusalOf(nested(32))).toBeUndefined();
    expect(refusalOf(nested(33))?.reason).toBe(limit);
  });

  it('is the depth of its filters, each a query and a condition', () => {
    const nested = (levels: number): string => `$${'[?@'.repeat(levels)}${']'.repeat(levels)}`;

    expect(refusalOf(nested(16))).toBeUndefined();
    expect(refusalOf(nested(17))?.reason).toBe(limit);
  });

  it('is not how many filters stand beside one another', () => {
    expect(refusalOf(`$[?@.a${' && (@.a)'.repeat(100)}]${'[?@.a]'.repeat(100)}`)).toBeUndefined();
  });
});
