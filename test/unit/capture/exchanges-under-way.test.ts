import { describe, expect, it } from 'vitest';
import { ExchangesUnderWay } from '../../../lib/capture/exchanges-under-way.js';

describe('ExchangesUnderWay', () => {
  it('tells at once that none is under way', async () => {
    await expect(new ExchangesUnderWay().none()).resolves.toBeUndefined();
  });

  it('tells everybody when the last one ends, and not before', async () => {
    const underWay = new ExchangesUnderWay();
    const told: string[] = [];
    underWay.begin();
    underWay.begin();
    const waiting = ['first', 'second'].map((name) => underWay.none().then(() => told.push(name)));

    underWay.end();
    await Promise.resolve();
    expect([underWay.count, told]).toEqual([1, []]);
    underWay.end();
    await Promise.all(waiting);

    expect([underWay.count, told]).toEqual([0, ['first', 'second']]);
  });
});
