import fc from 'fast-check';
import { expect, it } from 'vitest';
import { ByteQueue } from '../../../lib/export/byte-queue.js';
import type { ExportSignal, Prepared } from '../../../lib/export/destination.js';
import type { StoredRecord } from '../../../lib/export/record-store.js';

const traces = (byteLength: number): Prepared => ({ signal: 'traces', byteLength });

it('holds exactly its bounds', () => {
  const queue = new ByteQueue({ maxBytes: 10, maxRecords: 3 });

  expect([4, 6, 1].map((size, index) => queue.offer(traces(size), index + 1))).toEqual([true, true, false]);
  expect([queue.bytes, queue.records, queue.fullness]).toEqual([10, 2, 1]);
});

it('is as full as the scarcer of its bounds', () => {
  const queue = new ByteQueue({ maxBytes: 100, maxRecords: 4 });
  queue.offer(traces(10), 1);
  expect(queue.fullness).toBe(0.25);

  queue.offer(traces(80), 2);

  expect(queue.fullness).toBe(0.9);
});

it('keeps what was taken in its accounts until it is settled', () => {
  const queue = new ByteQueue({ maxBytes: 10, maxRecords: 10 });
  queue.offer(traces(10), 1);
  const taken = queue.take('traces', 100, 100);
  expect(queue.offer(traces(1), 2)).toBe(false);
  expect([queue.bytes, queue.waiting('traces').bytes]).toEqual([10, 0]);

  queue.settle(taken);

  expect(queue.offer(traces(1), 2)).toBe(true);
});

it('ignores what is settled or put back a second time', () => {
  const queue = new ByteQueue({ maxBytes: 10, maxRecords: 10 });
  queue.offer(traces(5), 1);
  const taken = queue.take('traces', 100, 100);
  queue.settle(taken);
  queue.offer(traces(3), 2);

  queue.settle(taken);
  queue.putBack(taken);

  expect([queue.bytes, queue.records, queue.waiting('traces').records]).toEqual([3, 1, 1]);
});

it('any run keeps first-in-first-out order and exact sums', () => {
  const actions = fc.oneof(
    fc.record({ offer: fc.integer({ min: 0, max: 30 }), log: fc.boolean() }),
    fc.constantFrom('take traces', 'take logs', 'settle', 'settle half', 'put back'),
  );
  fc.assert(
    fc.property(fc.array(actions, { maxLength: 80 }), (run) => {
      const queue = new ByteQueue({ maxBytes: 200, maxRecords: 12 });
      const accepted: Prepared[] = [];
      const settled: Prepared[] = [];
      let taken: readonly StoredRecord[] = [];

      for (const action of run) {
        if (typeof action === 'object') {
          const item: Prepared = { signal: action.log ? 'logs' : 'traces', byteLength: action.offer };
          if (queue.offer(item, accepted.length + 1)) accepted.push(item);
        } else if (action === 'take traces' || action === 'take logs') {
          const signal: ExportSignal = action === 'take logs' ? 'logs' : 'traces';
          if (taken.length === 0) taken = queue.take(signal, 60, 4);
        } else {
          const chosen = action === 'settle half' ? taken.slice(0, Math.ceil(taken.length / 2)) : taken;
          if (action === 'put back') queue.putBack(chosen);
          else queue.settle(chosen);
          if (action !== 'put back') settled.push(...chosen.map(({ item }) => item));
          taken = taken.slice(chosen.length);
        }
        const held = accepted.filter((item) => !settled.includes(item));
        const waiting = queue.waiting('traces').records + queue.waiting('logs').records;
        expect(queue.records).toBe(held.length);
        expect(queue.bytes).toBe(held.reduce((sum, item) => sum + item.byteLength, 0));
        expect(waiting).toBe(held.length - taken.length);
        const oldest = held[0] === undefined ? Infinity : accepted.indexOf(held[0]) + 1;
        expect(queue.oldestSequence).toBe(oldest);
      }

      for (const signal of ['traces', 'logs']) {
        const left = settled.filter((item) => item.signal === signal);
        expect(left).toEqual(accepted.filter((item) => item.signal === signal).slice(0, left.length));
      }
      expect(queue.clear()).toHaveLength(accepted.length - settled.length);
      expect([queue.bytes, queue.records, queue.oldestSequence]).toEqual([0, 0, Infinity]);
    }),
    { numRuns: 500 },
  );
});
