import fc from 'fast-check';
import { expect, it } from 'vitest';
import { PositionList, type Position } from '../../../../lib/export/spool/position-list.js';

it('is a queue from which what was taken can be put back, whatever is done to it', () => {
  const actions = fc.oneof(
    { weight: 4, arbitrary: fc.constant('push' as const) },
    { weight: 3, arbitrary: fc.constant('shift' as const) },
    { weight: 1, arbitrary: fc.constantFrom('put back' as const, 'clear' as const) },
  );
  fc.assert(
    fc.property(fc.array(actions, { maxLength: 400, size: 'max' }), (run) => {
      const list = new PositionList();
      const expected: Position[] = [];
      const taken: Position[] = [];
      let sequence = 0;

      for (const action of run) {
        sequence += 1;
        const position = { sequence, offset: sequence * 7, byteLength: sequence % 5, expiresAtMs: sequence };
        let first: Position | undefined;
        let shifted: Position | undefined;
        if (action === 'push') {
          list.push(position);
          expected.push(position);
        } else if (action === 'shift') {
          first = expected.shift();
          shifted = list.shift();
          if (first !== undefined) taken.push(first);
        } else if (action === 'put back') {
          // The younger first, as the later of two reads may be the first to fail.
          for (const each of taken.splice(0).toReversed()) {
            list.putBack([each]);
            expected.unshift(each);
          }
        } else {
          list.clear();
          expected.length = taken.length = 0;
        }
        expect(shifted).toEqual(first);
        expect(list.length).toBe(expected.length);
        expect(list.bytes).toBe(expected.reduce((sum, { byteLength }) => sum + byteLength, 0));
        expect(list.peek()).toEqual(expected[0]);
        expect(list.oldestSequence).toBe(expected[0]?.sequence ?? Infinity);
      }
    }),
  );
});

it('keeps the order when the older of two reads is put back first', () => {
  const list = new PositionList();
  const [one, two, three] = [1, 2, 3].map((sequence) => ({
    sequence,
    offset: 0,
    byteLength: 1,
    expiresAtMs: 0,
  }));
  if (one === undefined || two === undefined || three === undefined) throw new Error('three positions');
  list.push(three);

  list.putBack([one]);
  list.putBack([two]);

  expect([list.shift(), list.shift(), list.shift()]).toEqual([one, two, three]);
});
