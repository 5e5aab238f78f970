import { describe, expect, it } from 'vitest';
import { JsonPathSyntaxError } from '../../../../lib/redaction/json-path/json-path-syntax-error.js';
import { parseJsonPath } from '../../../../lib/redaction/json-path/parse-json-path.js';

function refusal(path: string): JsonPathSyntaxError {
  try {
    parseJsonPath(path);
  } catch (error) {
    if (error instanceof JsonPathSyntaxError) return error;
    throw error;
  }
  throw new Error(`${path} was accepted`);
}

describe('parseJsonPath', () => {
  it('reads names, wildcards, indexes, slices and descendants', () => {
    expect(parseJsonPath(`$.a['b c',-1][*]..[1:5:2]`)).toEqual({
      segments: [
        { scope: 'child', selectors: [{ kind: 'name', name: 'a' }] },
        {
          scope: 'child',
          selectors: [
            { kind: 'name', name: 'b c' },
            { kind: 'index', index: -1 },
          ],
        },
        { scope: 'child', selectors: [{ kind: 'wildcard' }] },
        { scope: 'descendants', selectors: [{ kind: 'slice', start: 1, end: 5, step: 2 }] },
      ],
    });
  });

  it('lets "&&" bind tighter than "||"', () => {
    const exists = (name: string) => ({
      kind: 'exists',
      query: { origin: 'current', segments: [{ scope: 'child', selectors: [{ kind: 'name', name }] }] },
    });

    const [segment] = parseJsonPath('$[?@.a || @.b && !@.c]').segments;

    expect(segment?.selectors).toEqual([
      {
        kind: 'filter',
        condition: {
          kind: 'or',
          operands: [
            exists('a'),
            { kind: 'and', operands: [exists('b'), { kind: 'not', operand: exists('c') }] },
          ],
        },
      },
    ]);
  });

  it('tells what it expected, what it got, where, and what was probably meant', () => {
    const error = refusal('$.users[].ssn');

    expect(error.position).toBe(8);
    expect(error.reason).toBe('expected a quoted name, an index, a slice, "*" or "?", got "]"');
    expect(error.hint).toBe('did you mean `$.users[*].ssn`?');
    expect(error.path).toBe('$.users[].ssn');
    expect(error.message).toBe(
      [
        'expected a JSONPath (RFC 9535), got',
        '  $.users[].ssn',
        '          ^',
        '  position 8: expected a quoted name, an index, a slice, "*" or "?", got "]"',
        '  did you mean `$.users[*].ssn`?',
      ].join('\n'),
    );
  });

  it.each([
    ['emoji, which take two columns', '$.\u{1f600}\u{1f600}\tx y', '$.\u{1f600}\u{1f600} x y', 6],
    ['ideographs, Hangul and wide signs', "$['\u540d\uae00\uff21'] y", "$['\u540d\uae00\uff21'] y", 11],
    ['combining marks, which take none', "$['e\u0301'] y", "$['e\u0301'] y", 6],
    ['other letters beyond ASCII', "$['\u00e9\u0436'] y", "$['\u00e9\u0436'] y", 7],
  ])('points at characters where a terminal shows them: %s', (_what, path, shown, column) => {
    expect(refusal(path).message.split('\n').slice(1, 3)).toEqual([`  ${shown}`, `  ${' '.repeat(column)}^`]);
  });

  it('says where the path goes on beyond what is shown of it', () => {
    const cut = refusal(`$${'.abcd'.repeat(20)}..[${'.abcd'.repeat(20)}`);
    const whole = refusal(`$${'.abcd'.repeat(11)}..[`);

    expect(cut.message.split('\n').slice(1, 3)).toEqual([
      `  …cd${'.abcd'.repeat(11)}..[${'.abcd'.repeat(12)}…`,
      `  ${' '.repeat(61)}^`,
    ]);
    expect(whole.message.split('\n')[1]).toBe(`  $${'.abcd'.repeat(11)}..[`);
  });

  it('refuses a literal pattern that could never match', () => {
    const error = refusal(String.raw`$.users[?match(@.id, '\\d+')].ssn`);

    expect(error.position).toBe(21);
    expect(error.reason).toBe(
      String.raw`this pattern is not an I-Regexp (RFC 9485): \d is not in I-Regexp, write a class such as [0-9] at offset 0 of the pattern`,
    );
  });

  it('refuses what would cost too much', () => {
    expect(refusal(`$${'.a'.repeat(2048)}`).reason).toBe('a path is limited to 4096 characters');
    expect(refusal(`$[?${'('.repeat(40)}@${')'.repeat(40)}]`).reason).toBe(
      'filters, parentheses and calls are limited to 32 levels',
    );
    expect(refusal(`$${'[?@'.repeat(40)}`).reason).toBe(
      'filters, parentheses and calls are limited to 32 levels',
    );
    expect(refusal(`$[?${'length('.repeat(40)}`).reason).toBe(
      'filters, parentheses and calls are limited to 32 levels',
    );
    expect(refusal(`$[?match(@, '(a{1,999}){1,999}')]`).reason).toBe(
      'this pattern is too large: lower its {n,m} repetitions',
    );
  });

  it('keeps the caret under its character in a long path with line breaks', () => {
    const path = `$${'.abc'.repeat(40)}\n.`;

    const [, shown = '', caret = ''] = refusal(path).message.split('\n');

    expect(shown.slice(caret.length - 1)).toBe('');
    expect(shown.trimEnd().length).toBeLessThanOrEqual(122);
  });
});
