import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { BodyTap } from '../../../lib/capture/body-tap.js';
import { CaptureBudget, HeldBytes } from '../../../lib/capture/capture-budget.js';
import type { WireBody } from '../../../lib/exchange/exchange.js';

function budgetOf(maxBytes: number): CaptureBudget {
  return new CaptureBudget(maxBytes, { heldBytes: 0 });
}

function tapOf(budget: CaptureBudget, maxBytes = 65_536): { tap: BodyTap; held: HeldBytes } {
  const held = new HeldBytes(budget);
  return { tap: new BodyTap(held, maxBytes), held };
}

function bytesOf(body: WireBody | undefined): Buffer {
  return Buffer.concat((body?.chunks ?? []).map((chunk) => Buffer.from(chunk)));
}

describe('BodyTap', () => {
  it('keeps the beginning of a body when the budget runs out in it, and says so', () => {
    const { tap } = tapOf(budgetOf(5));

    tap.add('abc', 'utf8');
    tap.add(Buffer.from('defg'), undefined);
    tap.add('h', undefined);
    const body = tap.take(true, true);

    expect(bytesOf(body).toString()).toBe('abcde');
    expect(body).toMatchObject({ byteLength: 8, truncated: true, cut: 'budget' });
  });

  it("frees its own copies when they are given back, and never the app's bytes", () => {
    const { tap, held } = tapOf(budgetOf(1_000_000), 1_000_000);
    const app = Buffer.alloc(40_000, 'a');
    const ofPool = Buffer.from('b'.repeat(2_000));
    for (const chunk of [app, app.subarray(100, 30_000), ofPool]) tap.add(chunk, undefined);
    const body = tap.take(true, true);
    const read = bytesOf(body).length;

    held.release();

    expect(read).toBe(40_000 + 29_900 + 2_000);
    expect(body?.chunks.map(({ length }) => length)).toEqual([0, 0, 2_000]);
    expect([app.length, app[39_999], ofPool.length]).toEqual([40_000, 97, 2_000]);
  });

  it('leaves no gap: what comes after a refusal is not kept, though there is room again', () => {
    const budget = budgetOf(4);
    const other = tapOf(budget);
    const { tap } = tapOf(budget);

    other.tap.add('1234', undefined);
    tap.add('lost', undefined);
    other.held.release();
    tap.add('late', undefined);

    expect(tap.take(true, true)).toEqual({ chunks: [], byteLength: 8, truncated: true, cut: 'budget' });
  });

  it('does not blame the budget for the bound of a body, nor for bodies that are not to be kept', () => {
    const bounded = tapOf(budgetOf(100), 2).tap;
    const disabled = tapOf(budgetOf(0), 0).tap;
    const skipped = tapOf(budgetOf(0)).tap;
    for (const tap of [bounded, disabled, skipped]) tap.add('abc', undefined);

    expect(bounded.take(true, true)).toEqual({
      chunks: [Buffer.from([97, 98])],
      byteLength: 3,
      truncated: true,
    });
    expect(disabled.take(true, true)).toEqual({ chunks: [], byteLength: 3, truncated: true });
    expect(skipped.take(true, false)).toEqual({ chunks: [], byteLength: 3, truncated: true });
  });

  it('only counts what passes after the body was taken', () => {
    const budget = budgetOf(100);
    const { tap } = tapOf(budget);
    tap.add('abc', undefined);
    const body = tap.take(false, true);

    tap.add('defg', undefined);

    expect(body).toEqual({ chunks: ['abc'], byteLength: 3, truncated: true });
    expect(tap.take(true, true)).toMatchObject({ chunks: [], byteLength: 7 });
    expect(budget.heldBytes).toBe(3);
  });

  it('keeps private copies of bytes', () => {
    const { tap } = tapOf(budgetOf(65_536));
    const bytes = Buffer.from('secret');
    for (let count = 0; count < 20; count += 1) tap.add(bytes, undefined);

    bytes.fill('x');

    expect(bytesOf(tap.take(true, true)).toString()).toBe('secret'.repeat(20));
  });

  it('gathers small chunks: sixty thousand bytes sent one by one are few chunks', () => {
    const { tap } = tapOf(budgetOf(65_536));
    const expected = Buffer.alloc(60_000, 'abcdefghij');

    for (const [index, byte] of expected.entries()) {
      tap.add(index % 2 === 0 ? Buffer.of(byte) : String.fromCharCode(byte), undefined);
    }
    const body = tap.take(true, true);

    expect(bytesOf(body).equals(expected)).toBe(true);
    expect(body?.chunks.length).toBeLessThan(100);
  });

  it('keeps what passed, in order and up to both bounds, whatever the chunks', () => {
    const chunk = fc.oneof(
      fc.uint8Array({ maxLength: 40 }),
      fc.uint8Array({ minLength: 1000, maxLength: 1100 }),
      fc.string({ unit: 'binary', maxLength: 40 }),
      fc.string({ unit: 'grapheme', minLength: 500, maxLength: 520 }),
    );
    const chunks = fc.array(chunk, { maxLength: 60 });
    fc.assert(
      fc.property(chunks, fc.nat(30_000), fc.nat(30_000), (given, maxBytes, maxInFlight) => {
        const budget = budgetOf(maxInFlight);
        const { tap, held } = tapOf(budget, maxBytes);
        const whole = Buffer.concat(given.map((each) => Buffer.from(each)));

        for (const each of given) tap.add(each, 'utf8');
        const heldBytes = budget.heldBytes;
        const body = tap.take(true, true);

        const kept = Math.min(whole.length, maxBytes, maxInFlight);
        expect(bytesOf(body).equals(whole.subarray(0, kept))).toBe(true);
        expect(heldBytes).toBe(kept);
        expect(body?.byteLength ?? 0).toBe(whole.length);
        expect(body?.truncated ?? false).toBe(kept < whole.length);
        expect(body?.cut).toBe(maxInFlight < Math.min(whole.length, maxBytes) ? 'budget' : undefined);
        held.release();
        held.release();
        expect(budget.heldBytes).toBe(0);
      }),
    );
  });
});
