import { describe, expect, it } from 'vitest';
import { FilterEvaluator } from '../../../../lib/redaction/json-path/filter-evaluator.js';
import type { Condition } from '../../../../lib/redaction/json-path/json-path-ast.js';
import { parseJsonPath } from '../../../../lib/redaction/json-path/parse-json-path.js';
import { outlineOf } from '../../../../lib/redaction/json-path/redact-json.js';
import { redactText } from './redact-text.js';

function conditionOf(text: string): Condition {
  const [segment] = parseJsonPath(`$[?${text}]`).segments;
  const [selector] = segment?.selectors ?? [];
  if (selector?.kind !== 'filter') throw new Error(`${text} is no filter`);
  return selector.condition;
}

/** What a filter says of the root of a body when it may take so many steps, and how many it left. */
function test(condition: string, body: string, steps: number): { truth: boolean | undefined; left: number } {
  const bytes = new TextEncoder().encode(body);
  const budget = { remaining: steps };
  const outline = outlineOf(bytes, new DataView(bytes.buffer), 0, true);
  const truth = new FilterEvaluator(outline, budget).test(conditionOf(condition), 0);
  return { truth, left: budget.remaining };
}

describe('a filter', () => {
  it.each([
    ['1 == 1', '0', 1],
    ['1 == 1 && 2 == 2', '0', 3],
    ['!(1 == 2)', '0', 2],
    // Each query: one for every value that a selector is tried on, and one for every child looked at.
    ['@.a', '{"a":1}', 3],
    ['@.a', '{"b":1,"a":1}', 4],
    ['@.*', '[1,2,3]', 5],
    ['@[1]', '[1,2,3]', 5],
    ['@..a', '{"a":1}', 4],
    ['@.a.b', '{"a":{"b":1}}', 5],
    // Each comparison of values with something inside: one for every pair, and one for every child.
    ['@ == $', '[1]', 1],
    ['@[0] == @[1]', '[[1],[1]]', 10],
    ['@[0] == @[1]', '[{"a":1},{"a":1}]', 10],
    // Each pattern: what its instructions take; its length, when the body brings it.
    ['match("a", "a")', '0', 4],
    ['match("a", @)', '"a"', 5],
    ['match("a", @)', '"aaaaaaaaa"', 14],
  ])('%s on %s takes %i steps, and is not decided with one less', (condition, body, steps) => {
    expect(test(condition, body, steps).left).toBe(0);
    expect(test(condition, body, steps).truth).toBeDefined();
    expect(test(condition, body, steps - 1).truth).toBeUndefined();
  });

  it('pays for eight bytes of a string with one step', () => {
    expect(test('@[0] == "x"', '["0123456789abcde"]', 100).left).toBe(100 - 3 - 2);
    expect(test('@[0] == "x"', '["0123456789abcd"]', 100).left).toBe(100 - 3 - 2);
    expect(test('@[0] == "x"', '["0123456789abc"]', 100).left).toBe(100 - 3 - 1);
  });

  it('from the root is worked out once for a body', () => {
    const once = test('$..a', '[{"a":1}]', 100).left;

    const condition = conditionOf('$..a');
    const bytes = new TextEncoder().encode('[{"a":1}]');
    const budget = { remaining: 100 };
    const filters = new FilterEvaluator(outlineOf(bytes, new DataView(bytes.buffer), 0, true), budget);
    filters.test(condition, 0);
    filters.test(condition, 1);

    expect(budget.remaining).toBe(once - 1);
  });

  it('that takes too long selects, whatever it would have found', () => {
    const list = `[${'0,'.repeat(2000)}0]`;
    const condition = Array.from({ length: 40 }, () => '@ == $.b').join(' || ');
    const body = `{"v":[[1,${list.slice(1)}],"b":[2,${list.slice(1)}}`;

    expect(redactText(body, [`$.v[?${condition}]`])).toEqual({
      text: `{"v":["[CLIENT_REDACTED]"],"b":[2,${list.slice(1)}}`,
    });
    expect(redactText(body, ['$.v[?@ == $.b]'])).toEqual({ text: body });
  });
});
