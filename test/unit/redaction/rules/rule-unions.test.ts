import { describe, expect, it } from 'vitest';
import { emptyRules, type RedactionRules } from '../../../../lib/redaction/rules/redaction-rules.js';
import { RuleUnions } from '../../../../lib/redaction/rules/rule-unions.js';

function rules(...paths: string[]): RedactionRules {
  return { ...emptyRules, requestBody: paths };
}

const never = (): never => {
  throw new Error('one union too many');
};

describe('RuleUnions', () => {
  const [a, b, c] = [rules('$.a'), rules('$.b'), rules('$.c')];

  it('adds rules up, to the same object whatever their order and however often they come', () => {
    const unions = new RuleUnions();

    const union = unions.unite([a, b, c], never);

    expect(union.requestBody).toEqual(['$.a', '$.b', '$.c']);
    expect(unions.unite([c, a, b, a], never)).toBe(union);
    expect(unions.unite([unions.unite([b, c], never), a], never)).toBe(union);
    expect(unions.unite([union, b], never)).toBe(union);
  });

  it('makes no union of rules that say nothing, or of one alone', () => {
    const unions = new RuleUnions();

    expect(unions.unite([emptyRules, rules()], never)).toBe(emptyRules);
    expect(unions.unite([rules(), a, emptyRules, a], never)).toBe(a);
  });

  it('makes 128 unions and no more, and goes on giving those that it made', () => {
    const unions = new RuleUnions();
    const others = Array.from({ length: 129 }, (_, index) => rules(`$.x${index}`));
    const made = others.slice(0, 128).map((other) => unions.unite([a, other], never));
    const fallback = rules('$');

    const last = others.slice(128).map((other) => unions.unite([a, other], () => fallback));

    expect(new Set(made).size).toBe(128);
    expect(last).toEqual([fallback]);
    expect(unions.unite([a, rules('$.x0'), ...others.slice(0, 1)], () => fallback)).toBe(fallback);
    expect(others.slice(0, 128).map((other) => unions.unite([other, a], never))).toEqual(made);
  });
});
