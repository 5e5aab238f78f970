import { describe, expect, it } from 'vitest';
import { emptyRules, mergeRules } from '../../../../lib/redaction/rules/redaction-rules.js';

describe('mergeRules', () => {
  it('adds rules up in order, each once', () => {
    const global = { ...emptyRules, headers: ['a', 'b'], requestBody: ['$.x'] };
    const route = { ...emptyRules, headers: ['b', 'c'], query: ['q'] };

    expect(mergeRules(global, emptyRules, route)).toEqual({
      headers: ['a', 'b', 'c'],
      requestBody: ['$.x'],
      responseBody: [],
      query: ['q'],
      pathParams: [],
    });
  });

  it('changes none of the rules it merges', () => {
    const route = Object.freeze({ ...emptyRules, headers: Object.freeze(['a']) });

    expect(mergeRules(route, route).headers).toEqual(['a']);
    expect(emptyRules.headers).toEqual([]);
  });
});
