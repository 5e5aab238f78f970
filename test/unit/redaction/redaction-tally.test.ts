import { describe, expect, it } from 'vitest';
import { BoundedCounts } from '../../../lib/redaction/report/bounded-counts.js';
import { RedactionTally } from '../../../lib/redaction/redaction-tally.js';

const never = (): boolean => false;

describe('a tally', () => {
  it('counts every rule at a place, and the first one only once', () => {
    const tally = new RedactionTally(never);
    const place = { rules: ['a', 'b'], openRules: ['b', 'c'] };

    for (const isContainer of [true, false]) {
      tally.count('a');
      tally.overlap(place, isContainer);
    }

    const { selected, hidden } = tally.findings();
    expect({ ...tally.toRecord() }).toEqual({ a: 2 });
    expect([...selected]).toEqual([
      ['a', 2],
      ['b', 2],
    ]);
    expect([...hidden]).toEqual([['c', 1]]);
  });

  it('holds no more places than a body should have, and goes on counting at those', () => {
    const tally = new RedactionTally(never);
    const places = Array.from({ length: 300 }, () => ({ rules: ['a', 'b'], openRules: [] }));

    for (const place of [...places, ...places]) tally.overlap(place, false);

    expect([...tally.findings().selected]).toEqual([['b', 512]]);
  });

  it('has no prototype that a label could reach', () => {
    const tally = new RedactionTally(never);

    tally.count('__proto__', 2);

    expect(Object.entries(tally.toRecord())).toEqual([['__proto__', 2]]);
  });
});

describe('bounded counts', () => {
  it('say when there is no place for a new key, and go on counting the known ones', () => {
    const counts = new BoundedCounts<{ readonly name: string }>(2);

    const counted = ['b', 'a', 'c', 'b'].map((name) => counts.add(name, { name }, 2));

    expect(counted).toEqual([true, true, false, true]);
    expect(counts.sorted()).toEqual([
      { name: 'a', times: 2 },
      { name: 'b', times: 4 },
    ]);
    expect(counts.has('c')).toBe(false);
  });
});
