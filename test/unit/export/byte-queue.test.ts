import fc from 'fast-check';
import { expect, it } from 'vitest';
import { ByteQueue, type Batch } from '../../../lib/export/byte-queue.js';
import type { Prepared } from '../../../lib/export/destination.js';

const traces = (byteLength: number): Prepared => ({ signal: 'traces', byteLength });

it('holds exactly its bounds', () => {
  const queue = new ByteQueue({ maxBytes: 10, maxRecords: 3 });

  expect([4, 6, 1].map((size) => queue.offer(traces(size)))).toEqual([true, true, false]);
  expect([queue.bytes, queue.records]).toEqual([10, 2]);
});

it('keeps a batch in its accounts until it is released', () => {
  const queue = new ByteQueue({ maxBytes: 10, maxRecords: 10 });
  queue.offer(traces(10));
  const batch = queue.take(100, 100);
  expect(queue.offer(traces(1))).toBe(false);
  expect([queue.bytes, queue.waitingBytes]).toEqual([10, 0]);

  if (batch !== undefined) queue.release(batch);

  expect(queue.offer(traces(1))).toBe(true);
});

it('ignores a second release of the same batch', () => {
  const queue = new ByteQueue({ maxBytes: 10, maxRecords: 10 });
  queue.offer(traces(5));
  const batch = queue.take(100, 100);
  if (batch === undefined) throw new Error('nothing was taken');
  queue.release(batch);
  queue.offer(traces(3));

  queue.release(batch);
  queue.restore(batch);

  expect([queue.bytes, queue.records, queue.waitingRecords]).toEqual([3, 1, 1]);
});

it('any run keeps first-in-first-out order and exact sums', () => {
  const actions = fc.oneof(
    fc.record({ offer: fc.integer({ min: 0, max: 30 }), log: fc.boolean() }),
    fc.constantFrom('take' as const, 'release' as const, 'restore' as const),
  );
  fc.assert(
    fc.property(fc.array(actions, { maxLength: 80 }), (run) => {
      const queue = new ByteQueue({ maxBytes: 200, maxRecords: 12 });
      const accepted: Prepared[] = [];
      const released: Prepared[] = [];
      let taken: Batch | undefined;

      for (const action of run) {
        if (typeof action === 'object') {
          const item: Prepared = { signal: action.log ? 'logs' : 'traces', byteLength: action.offer };
          if (queue.offer(item)) accepted.push(item);
        } else if (action === 'take') {
          taken ??= queue.take(60, 4);
        } else if (taken !== undefined) {
          if (action === 'release') released.push(...taken.items);
          queue[action](taken);
          taken = undefined;
        }
        const held = accepted.filter((item) => !released.includes(item));
        expect(queue.records).toBe(held.length);
        expect(queue.bytes).toBe(held.reduce((sum, item) => sum + item.byteLength, 0));
        expect(queue.waitingRecords).toBe(held.length - (taken?.items.length ?? 0));
        expect(queue.lastSequence).toBe(accepted.length);
        const oldest = held[0] === undefined ? Infinity : accepted.indexOf(held[0]) + 1;
        expect(queue.oldestSequence).toBe(oldest);
      }

      for (const signal of ['traces', 'logs']) {
        const left = released.filter((item) => item.signal === signal);
        expect(left).toEqual(accepted.filter((item) => item.signal === signal).slice(0, left.length));
      }
      expect(queue.clear()).toBe(accepted.length - released.length);
      expect([queue.bytes, queue.records, queue.oldestSequence]).toEqual([0, 0, Infinity]);
    }),
    { numRuns: 500 },
  );
});
