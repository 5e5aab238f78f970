import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BoundedList } from '../../../../lib/inspector/records/bounded-list.js';

const item = (name: string, byteLength = 1) => ({ name, byteLength });

describe('a bounded list', () => {
  it('lets the oldest go when there are too many, and counts them', () => {
    const list = new BoundedList<ReturnType<typeof item>>({ maxCount: 2, maxBytes: 100 });

    for (const name of ['a', 'b', 'c', 'd']) list.add(item(name));

    expect(list.all().map(({ name }) => name)).toEqual(['c', 'd']);
    expect([list.count, list.gone, list.byteLength]).toEqual([2, 2, 2]);
  });

  it('lets the oldest go when they take too much, all of them if need be', () => {
    const list = new BoundedList<ReturnType<typeof item>>({ maxCount: 10, maxBytes: 10 });

    for (const each of [item('a', 4), item('b', 4), item('c', 5), item('d', 11)]) list.add(each);

    expect(list.all()).toEqual([]);
    expect([list.count, list.gone, list.byteLength]).toEqual([0, 4, 0]);
  });

  it('counts from the start again once it was cleared', () => {
    const list = new BoundedList<ReturnType<typeof item>>({ maxCount: 1, maxBytes: 10 });
    list.add(item('a'));
    list.add(item('b'));

    list.clear();

    expect([list.count, list.gone, list.byteLength, list.all()]).toEqual([0, 0, 0, []]);
  });

  it('always holds the newest that fit, in order', () => {
    const bounds = fc.record({
      maxCount: fc.integer({ min: 1, max: 8 }),
      maxBytes: fc.integer({ min: 1, max: 40 }),
    });
    fc.assert(
      fc.property(bounds, fc.array(fc.integer({ min: 1, max: 20 }), { maxLength: 60 }), (limits, sizes) => {
        const list = new BoundedList<{ readonly at: number; readonly byteLength: number }>(limits);

        for (const [at, byteLength] of sizes.entries()) list.add({ at, byteLength });

        const kept = list.all();
        const first = sizes.length - kept.length;
        const bytes = kept.reduce((sum, { byteLength }) => sum + byteLength, 0);
        expect(kept.map(({ at }) => at)).toEqual(kept.map((_, index) => first + index));
        expect([list.count, list.gone, list.byteLength]).toEqual([kept.length, first, bytes]);
        expect(list.count <= limits.maxCount && bytes <= limits.maxBytes).toBe(true);
        // One more would not have fitted.
        const oneMore = sizes[first - 1] ?? Number.POSITIVE_INFINITY;
        expect(kept.length === limits.maxCount || bytes + oneMore > limits.maxBytes).toBe(true);
      }),
    );
  });
});
