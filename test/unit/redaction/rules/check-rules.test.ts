import { describe, expect, it } from 'vitest';
import { resolveConfig } from '../../../../lib/config/apitoolkit.config.js';
import { checkRules, inModuleOptions, inOptions } from '../../../../lib/redaction/rules/check-rules.js';
import { emptyRules } from '../../../../lib/redaction/rules/redaction-rules.js';

/** What stops the boot, for rules as JavaScript may give them. */
function refusalOf(rules: Record<string, unknown>): string {
  try {
    checkRules({ ...emptyRules, ...rules }, inModuleOptions);
  } catch (error) {
    if (error instanceof Error) return error.message;
  }
  throw new Error('accepted');
}

describe('a rule that is not valid', () => {
  it('is shown with where it stands, a caret, the reason and what was probably meant', () => {
    expect(refusalOf({ requestBody: ['$.ok', '$.users[].ssn'] })).toBe(
      [
        'redactRequestBody[1]: expected a JSONPath (RFC 9535), got',
        '  $.users[].ssn',
        '          ^',
        '  position 8: expected a quoted name, an index, a slice, "*" or "?", got "]"',
        '  did you mean `$.users[*].ssn`?',
      ].join('\n'),
    );
  });

  it.each<[Record<string, unknown>, string]>([
    [{ headers: ['a', ' '] }, 'redactHeaders[1]: expected a header name such as "x-session", got " ".'],
    [{ query: [''] }, 'redactQuery[0]: expected a parameter name such as "session", got "".'],
    [
      { pathParams: [7] },
      'redactPathParams[0]: expected a parameter name such as "id", got a value of type number.',
    ],
    [
      { responseBody: [7] },
      `redactResponseBody[0]: expected a JSONPath (RFC 9535) such as "$.user.email", or { path, engine: 'jsonpath-plus' }, got a value of type number.`,
    ],
    [
      { responseBody: [/password|pin/] },
      `redactResponseBody[0]: expected a JSONPath (RFC 9535) such as "$.user.email", or { path, engine: 'jsonpath-plus' }, got a regular expression. ` +
        `A path names what it selects: "$..['password','pin']".`,
    ],
    [
      { responseBody: [{ path: '$.a^', engine: 'jsonpath' }] },
      `redactResponseBody[0]: expected a JSONPath (RFC 9535) such as "$.user.email", or { path, engine: 'jsonpath-plus' }, got an object with engine 'jsonpath'.`,
    ],
    [
      { responseBody: [{ pth: '$.a', engine: 'jsonpath-plus' }] },
      `redactResponseBody[0]: expected a JSONPath (RFC 9535) such as "$.user.email", or { path, engine: 'jsonpath-plus' }, got an object whose path is not a string.`,
    ],
    [
      { responseBody: [{ path: '$.a' }] },
      `redactResponseBody[0]: expected a JSONPath (RFC 9535) such as "$.user.email", or { path, engine: 'jsonpath-plus' }, got an object without an engine.`,
    ],
    [
      { responseBody: [null] },
      `redactResponseBody[0]: expected a JSONPath (RFC 9535) such as "$.user.email", or { path, engine: 'jsonpath-plus' }, got null.`,
    ],
  ])('is refused: %j', (rules, message) => {
    expect(refusalOf(rules)).toBe(message);
  });

  it.each(['$.users[].ssn', 7, { path: '$..a..b', engine: 'jsonpath-plus' }])(
    'is told once, since Nest prints every cause of a failed boot: %j',
    (path) => {
      const rules: Record<string, unknown> = { redactRequestBody: [path] };

      expect(() => resolveConfig(rules, {})).toThrow(
        expect.not.objectContaining({ cause: expect.anything() }),
      );
    },
  );

  it('is called by the list itself where nothing else is said', () => {
    expect(() => checkRules({ ...emptyRules, query: [''] }, inOptions())).toThrow(/^query\[0\]: /);
  });
});
