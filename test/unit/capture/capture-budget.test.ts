import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CaptureBudget, HeldBytes } from '../../../lib/capture/capture-budget.js';

describe('CaptureBudget', () => {
  it('is one account for all apps of the process, each with its own cap', () => {
    const large = new CaptureBudget(10);
    const small = new CaptureBudget(4);

    expect([large.reserve(6), small.reserve(1), large.reserve(6), large.reserve(1)]).toEqual([6, 0, 4, 0]);
    expect([large.heldBytes, small.heldBytes]).toEqual([10, 10]);
    large.release(10);
    expect(small.heldBytes).toBe(0);
  });

  it('is never above its cap, and at nothing once all gave back, in whatever order and however often', () => {
    const step = fc.record({ exchange: fc.nat(7), bytes: fc.nat(500), ends: fc.boolean() });
    fc.assert(
      fc.property(fc.nat(1000), fc.array(step, { maxLength: 200 }), (maxBytes, steps) => {
        const budget = new CaptureBudget(maxBytes, { heldBytes: 0 });
        const exchanges = Array.from({ length: 8 }, () => new HeldBytes(budget));
        const ended = new Set<number>();

        for (const { exchange, bytes, ends } of steps) {
          const granted = exchanges[exchange]?.reserve(bytes) ?? 0;
          expect(granted).toBeLessThanOrEqual(ended.has(exchange) ? 0 : bytes);
          expect(budget.heldBytes).toBeLessThanOrEqual(maxBytes);
          if (ends) {
            exchanges[exchange]?.release();
            ended.add(exchange);
          }
        }
        for (const each of exchanges) each.release();

        expect(budget.heldBytes).toBe(0);
      }),
    );
  });

  it('frees the memory of large copies when it is given back, once', () => {
    const held = new HeldBytes(new CaptureBudget(1_000_000, { heldBytes: 0 }));
    const copy = new Uint8Array(64 * 1024).fill(7);
    held.own(copy.buffer);

    expect(copy.byteLength).toBe(64 * 1024);
    held.release();
    held.release();

    expect([copy.byteLength, copy.buffer.byteLength]).toEqual([0, 0]);
  });

  it('gives the bytes back where memory cannot be freed', () => {
    const { structuredClone: original } = globalThis;
    Reflect.deleteProperty(globalThis, 'structuredClone');
    try {
      const budget = new CaptureBudget(1_000_000, { heldBytes: 0 });
      const held = new HeldBytes(budget);
      held.reserve(64 * 1024);
      held.own(new ArrayBuffer(64 * 1024));

      held.release();

      expect(budget.heldBytes).toBe(0);
    } finally {
      globalThis.structuredClone = original;
    }
  });
});
