import { describe, expect, it } from 'vitest';
import { SettledExchanges } from '../../lib/settled-exchanges.js';

const nextTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

function busyFor(ms: number): void {
  const untilMs = performance.now() + ms;
  while (performance.now() < untilMs);
}

/** Twelve that take 3 ms each, and how many of them each turn of the event loop processes. */
async function burst(
  turn: () => Promise<void>,
): Promise<{ settled: SettledExchanges<number>; processed: number[]; perTurn: number[] }> {
  const processed: number[] = [];
  const settled = new SettledExchanges<number>((each) => {
    busyFor(3);
    processed.push(each);
  });
  for (let each = 0; each < 12; each += 1) settled.add(each);

  const perTurn: number[] = [];
  while (settled.count > 0) {
    const before = processed.length;
    await turn();
    perTurn.push(processed.length - before);
  }
  return { settled, processed, perTurn };
}

describe('SettledExchanges', () => {
  it('processes nothing in the turn in which it is added, and all of a few in the next, in order', async () => {
    const processed: number[] = [];
    const settled = new SettledExchanges<number>((each) => processed.push(each));
    for (const each of [1, 2, 3]) settled.add(each);

    expect([processed, settled.count]).toEqual([[], 3]);
    await nextTurn();

    expect([processed, settled.count]).toEqual([[1, 2, 3], 0]);
  });

  it('lets others have their turn in a burst that takes long', async () => {
    const { settled, processed, perTurn } = await burst(async () => nextTurn());

    expect(processed).toEqual(Array.from({ length: 12 }, (_, index) => index));
    // 2 ms are over after the first, whatever else the machine does; later turns take 15 ms at most.
    expect(perTurn[0]).toBe(1);
    expect(Math.max(...perTurn)).toBeLessThanOrEqual(5);
    expect(settled.count).toBe(0);
  });

  it('takes as long as the app did, where that leaves ever more of them', async () => {
    const { perTurn } = await burst(async () => {
      await nextTurn();
      busyFor(12);
    });

    expect(Math.max(...perTurn)).toBeGreaterThan(1);
  });

  it('takes one out at once for each that comes, while many wait', async () => {
    const processed: number[] = [];
    const settled = new SettledExchanges<number>((each) => {
      processed.push(each);
      // Whoever adds while one is processed does not wait for another.
      if (each === 3) settled.add(2_000);
    });
    const counts = Array.from({ length: 1_000 }, (_, each) => {
      settled.add(each);
      return settled.count;
    });
    const whileAdding = processed.length;

    await nextTurn();
    settled.drain();

    expect(Math.max(...counts)).toBe(501);
    expect(counts.slice(0, 500)).toEqual(Array.from({ length: 500 }, (_, each) => each + 1));
    expect(whileAdding).toBe(500);
    expect(processed).toHaveLength(1_001);
    expect(processed.filter((each) => each < 1_000)).toEqual(
      Array.from({ length: 1_000 }, (_, each) => each),
    );
  });

  it('drains all at once where that is asked for, once each', async () => {
    const processed: number[] = [];
    const settled = new SettledExchanges<number>((each) => {
      processed.push(each);
      if (each === 1) settled.drain();
    });
    for (let each = 0; each < 3000; each += 1) settled.add(each);

    settled.drain();
    await nextTurn();

    expect(settled.count).toBe(0);
    expect(processed).toEqual(Array.from({ length: 3000 }, (_, index) => index));
  });

  it('goes on with what is added while it processes', async () => {
    const processed: number[] = [];
    const settled = new SettledExchanges<number>((each) => {
      processed.push(each);
      if (each < 5) settled.add(each + 1);
    });
    settled.add(0);

    await nextTurn();
    await nextTurn();

    expect([processed, settled.count]).toEqual([[0, 1, 2, 3, 4, 5], 0]);
  });

  it('stops at a deadline, and goes on in the next turn', async () => {
    const processed: number[] = [];
    const settled = new SettledExchanges<number>((each) => processed.push(each));
    for (const each of [1, 2, 3]) settled.add(each);

    expect(settled.drainUntil(performance.now())).toBe(false);
    expect(processed).toEqual([1]);
    await nextTurn();

    expect(processed).toEqual([1, 2, 3]);
  });
});
