import { describe, expect, it } from 'vitest';
import { nestCalls } from '../../../inspector/src/list/nest-calls.js';
import { spanBars } from '../../../inspector/src/list/span-bars.js';
import { visibleRange } from '../../../inspector/src/list/visible-range.js';
import { summaryOf } from './summary-of.js';

describe('the lines of the list', () => {
  it('are the newest first, each request followed by its calls, the oldest first', () => {
    const request = summaryOf(4);
    const calls = [2, 3].map((id) => summaryOf(id, { kind: 'outgoing', parentExchangeId: request.spanId }));

    const lines = nestCalls([summaryOf(1), ...calls, request, summaryOf(5)]);

    expect(lines.map(({ exchange, level }) => [exchange.id, level])).toEqual([
      [5, 1],
      [4, 1],
      [2, 2],
      [3, 2],
      [1, 1],
    ]);
  });

  it('a call whose request is not there stands by itself', () => {
    const lines = nestCalls([
      summaryOf(1, { kind: 'outgoing', parentExchangeId: 'of one that has not ended' }),
    ]);

    expect(lines).toMatchObject([{ exchange: { id: 1 }, level: 1 }]);
  });

  it('two of the same span id are both shown', () => {
    const twins = [summaryOf(1, { spanId: 'same' }), summaryOf(2, { spanId: 'same' })];

    expect(nestCalls(twins).map(({ exchange }) => exchange.id)).toEqual([2, 1]);
  });
});

describe('the lines to render', () => {
  it.each([
    [
      { scrollTop: 0, view: 300, rows: 1000 },
      { start: 0, end: 23 },
    ],
    [
      { scrollTop: 3000, view: 300, rows: 1000 },
      { start: 88, end: 123 },
    ],
    [
      { scrollTop: 29_700, view: 300, rows: 1000 },
      { start: 978, end: 1000 },
    ],
    [
      { scrollTop: 0, view: 300, rows: 3 },
      { start: 0, end: 3 },
    ],
    [
      { scrollTop: 9000, view: 300, rows: 3 },
      { start: 0, end: 3 },
    ],
    [
      { scrollTop: 0, view: 0, rows: 0 },
      { start: 0, end: 0 },
    ],
  ])('of %j are %j', ({ scrollTop, view, rows }, range) => {
    expect(visibleRange(scrollTop, view, 30, rows)).toEqual(range);
  });
});

describe('the bars of the waterfall', () => {
  const at = (ms: number): string => new Date(Date.UTC(2026, 10, 28) + ms).toISOString();

  it('share one time axis', () => {
    const request = summaryOf(1, { startedAt: at(0), durationMs: 100 });
    const call = summaryOf(2, { startedAt: at(25), durationMs: 50 });

    const bars = spanBars(request, [call]);

    expect(bars).toMatchObject([
      { left: 0, width: 100, startsAfterMs: 0 },
      { left: 25, width: 50, startsAfterMs: 25 },
    ]);
  });

  it('reach to the end of a call that outlived its request, and start no earlier than it', () => {
    const request = summaryOf(1, { startedAt: at(10), durationMs: 50 });
    const calls = [
      summaryOf(2, { startedAt: at(60), durationMs: 150 }),
      summaryOf(3, { startedAt: at(9), durationMs: 1 }),
    ];

    const bars = spanBars(request, calls);

    expect(bars.map(({ left, width }) => [left, width])).toEqual([
      [0, 25],
      [25, 75],
      [0, 0.6],
    ]);
  });

  it('are there even where nothing took any time', () => {
    const bars = spanBars(summaryOf(1, { durationMs: 0 }), [summaryOf(2, { durationMs: 0 })]);

    expect(bars.map(({ left, width }) => [left, width])).toEqual([
      [0, 0.6],
      [0, 0.6],
    ]);
  });
});
