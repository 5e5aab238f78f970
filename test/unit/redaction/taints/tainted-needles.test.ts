import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mayHoldAny } from '../../../../lib/redaction/taints/tainted-needles.js';
import { spellingsOf } from '../../../../lib/redaction/taints/tainted-spellings.js';

const token = fc.stringMatching(/^[\w.~-]{5,60}$/);
const phrase = fc.stringMatching(/^[\w ,"'\\/+äß€]{5,40}$/);
const anyValue = fc.oneof(
  token,
  phrase,
  fc.string({ minLength: 5, unit: 'grapheme' }),
  fc.string({ minLength: 5 }),
);

const valuesOf = (...values: string[]): Map<string, undefined> =>
  new Map(values.map((value) => [value, undefined]));

describe('mayHoldAny', () => {
  it('says yes to every text that holds a value in any of its spellings', () => {
    fc.assert(
      fc.property(
        anyValue,
        anyValue,
        fc.string(),
        fc.string(),
        fc.nat(),
        (value, other, before, after, pick) => {
          const spellings = spellingsOf([value]);
          const text = before + (spellings[pick % spellings.length] ?? '') + after;

          expect(mayHoldAny(text, valuesOf(other, value))).toBe(true);
        },
      ),
      { numRuns: 2_000 },
    );
  });

  it('says no to texts that are too short, and to others', () => {
    const values = valuesOf('eyJhbGciOiJIUzI1NiJ9.abcdefgh', 'x7Kq-2_mZ.w~', 'correct horse staple');

    expect(mayHoldAny('/users/42', values)).toBe(false);
    expect(mayHoldAny('https://api.example.test/users/42?page=1&sort=name', values)).toBe(false);
  });
});
