import { describe, expect, it } from 'vitest';
import { compileAutomaton } from '../../../../lib/redaction/json-path/automaton.js';
import { JsonPathSyntaxError } from '../../../../lib/redaction/json-path/json-path-syntax-error.js';
import { parseJsonPath } from '../../../../lib/redaction/json-path/parse-json-path.js';
import { redactJson } from '../../../../lib/redaction/json-path/redact-json.js';
import { complianceCases } from './compliance-suite.js';
import { parseNormalizedPath, redactValue } from './redact-value.js';
import { walk } from './walk.js';

const cases = complianceCases();
const valid = cases.filter((each) => each.invalid_selector !== true);
const invalid = cases.filter((each) => each.invalid_selector === true);

describe('the JSONPath compliance suite', () => {
  it('is the pinned one', () => {
    expect([valid.length, invalid.length]).toEqual([456, 247]);
  });

  it.each(invalid)('refuses $selector ($name)', ({ selector }) => {
    expect(() => parseJsonPath(selector)).toThrow(JsonPathSyntaxError);
  });

  it.each(valid)(
    'redacts exactly what $selector selects ($name)',
    ({ selector, document, result_paths, results_paths }) => {
      const text = JSON.stringify(document);
      const automaton = compileAutomaton([{ rule: 'r', path: selector }]);

      const redaction = redactJson(new TextEncoder().encode(text), automaton, {
        complete: true,
        maxOutputBytes: 1e6,
      });

      // Where several orders are right, all of them select the same set of places.
      const expected = JSON.stringify(
        redactValue(document, (result_paths ?? results_paths?.[0] ?? []).map(parseNormalizedPath)),
      );
      expect(new TextDecoder().decode(redaction.bytes)).toBe(expected);
      expect(redaction.stopped).toBeUndefined();
      expect(JSON.stringify(walk(document, [selector]).value)).toBe(expected);
    },
  );
});
