import { describe, expect, it } from 'vitest';
import { JsonPathSyntaxError } from '../../../../lib/redaction/json-path/json-path-syntax-error.js';
import { parseJsonPath } from '../../../../lib/redaction/json-path/parse-json-path.js';

function hintFor(path: string): string | undefined {
  try {
    parseJsonPath(path);
  } catch (error) {
    if (error instanceof JsonPathSyntaxError) return error.hint;
    throw error;
  }
  throw new Error(`${path} is valid`);
}

describe('a path of another dialect', () => {
  it.each([
    ['users[*].ssn', '$.users[*].ssn'],
    ['user.email', '$.user.email'],
    ['email', '$.email'],
    ['.user.email', '$.user.email'],
    ['..email', '$..email'],
    ['@.user', '$.user'],
    ['$user.email', '$.user.email'],
    ['a.b[*].c', '$.a.b[*].c'],
    ['*.password', '$.*.password'],
    ['["a-b"].c', '$["a-b"].c'],
    ['**.password', '$..password'],
    ['**/password', '$..password'],
    ['$.**.password', '$..password'],
    ['$.users.**.password', '$.users..password'],
    ['items[0].price', '$.items[0].price'],
    ['items[].price', '$.items[*].price'],
    [' $.user ', '$.user'],
    ['\t$.user\n', '$.user'],
    ['\u00a0$.user', '$.user'],
    ['$.user.', '$.user'],
    ['$.user..', '$.user'],
    ['$..', '$..*'],
    ['$.users.0.ssn', '$.users[0].ssn'],
    ['$.users.[0]', '$.users[0]'],
    ['$.users[*]ssn', '$.users[*].ssn'],
    ['$.user-name', "$['user-name']"],
    ['$.user-name.first-name', "$['user-name']['first-name']"],
    ['user-id', "$['user-id']"],
    ['$..user-id', "$..['user-id']"],
    ['$.user.@type', "$.user['@type']"],
    ['$.xml:lang', "$['xml:lang']"],
    ['$.full name', "$['full name']"],
    ['$.2fa', "$['2fa']"],
    ['$.headers[x-api-key]', "$.headers['x-api-key']"],
    ["$['user]", "$['user']"],
    ["$[user']", "$['user']"],
    [`$['user"]`, "$['user']"],
    ["$['user'", "$['user']"],
    ['$.users[*', '$.users[*]'],
    ['$.users[0', '$.users[0]'],
    ['$[\u2018user\u2019]', "$['user']"],
    ['$.items[(@.length-1)]', '$.items[-1]'],
    ['$.items[( @.length - 2 )].x', '$.items[-2].x'],
    ['$.items[?(@.kind === "card")]', '$.items[?(@.kind == "card")]'],
    ['$.items[?(@.kind !== "card")]', '$.items[?(@.kind != "card")]'],
    ['$.items[?@.kind = "card"]', '$.items[?@.kind == "card"]'],
    ["$.items[?@.kind == 'card]", "$.items[?@.kind == 'card']"],
    ['$.items[?(@.kind]', '$.items[?(@.kind)]'],
    ['$.items[?(@.user-id == 1)]', "$.items[?(@['user-id'] == 1)]"],
    ['$.items[?(@.kind =~ /card/)]', "$.items[?(search(@.kind, 'card'))]"],
    ['$.items[?(@.kind =~ /^card.*$/)].pan', "$.items[?(match(@.kind, 'card.*'))].pan"],
    ['/user/email', '$.user.email'],
    ['/items/0/card-number', "$.items[0]['card-number']"],
    ['/a~1b/c~0d', "$['a/b']['c~d']"],
    ['#/user/email', '$.user.email'],
    ['//password', '$..password'],
    ['/password/', '$..password'],
    ['/password/i', '$..password'],
    ['/^password$/gi', '$..password'],
  ])('%j is answered with %s', (path, suggestion) => {
    expect(hintFor(path)).toBe(`did you mean \`${suggestion}\`?`);
    expect(() => parseJsonPath(suggestion)).not.toThrow();
  });

  it.each([
    '',
    ' ',
    '$.a^',
    '$.a~',
    '$[?(@string())]',
    '$[?@.a =~ /x/i]',
    String.raw`$[?@.a =~ /\d+/]`,
    '/pass(word|wd)/',
    "$..['a'].(x)",
    '$.a.b.'.repeat(100),
  ])('%j is answered with no guess', (path) => {
    expect(hintFor(path)).toBeUndefined();
  });

  it('is never answered with a path that selects less', () => {
    expect(hintFor("$..['a'].b-c")).toBe("did you mean `$..['a']['b-c']`?");
  });
});
