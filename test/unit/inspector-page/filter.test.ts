import { describe, expect, it } from 'vitest';
import { compileFilter, NO_QUICK_FILTERS, type QuickFilters } from '../../../inspector/src/filter/filter.js';
import type { ExchangeSummary } from '../../../lib/inspector/inspector-api.js';
import { summaryOf } from './summary-of.js';

const exchanges: readonly ExchangeSummary[] = [
  summaryOf(1, {
    method: 'POST',
    path: '/orders',
    route: '/orders',
    statusCode: 201,
    tags: ['big shop'],
    durationMs: 300,
  }),
  summaryOf(2, {
    path: '/orders/7',
    route: '/orders/:id',
    statusCode: 404,
    errors: ['NotFoundException'],
    durationMs: 2,
  }),
  summaryOf(3, { path: '/health', statusCode: 200, service: 'other', durationMs: 1 }),
  summaryOf(4, {
    kind: 'outgoing',
    path: '/rates',
    host: 'rates.example.com',
    statusCode: undefined,
    outcome: 'failed',
  }),
  summaryOf(5, { path: '/broken', statusCode: 503 }),
];

function idsOf(text: string, quick: Partial<QuickFilters> = {}): number[] {
  return exchanges.filter(compileFilter(text, { ...NO_QUICK_FILTERS, ...quick })).map(({ id }) => id);
}

describe('the filter', () => {
  it.each([
    ['', [1, 2, 3, 4, 5]],
    ['   ', [1, 2, 3, 4, 5]],
    ['orders', [1, 2]],
    ['ORDERS post', [1]],
    [':id', [2]],
    ['404', [2]],
    ['notfound', [2]],
    ['example.com', [4]],
    ['-orders', [3, 4, 5]],
    ['-', []],
    ['status:4xx', [2]],
    ['status:4', [2]],
    ['status:201', [1]],
    ['status:failed', [4]],
    ['-status:2xx', [2, 4, 5]],
    ['method:post', [1]],
    ['METHOD:POST', [1]],
    ['path:/orders', [1, 2]],
    ['route:id', [2]],
    ['host:rates', [4]],
    ['service:other', [3]],
    ['tag:"big shop"', [1]],
    ['tag:big orders', [1]],
    ['tag:big nowhere', []],
    ['error:notfound', [2]],
    ['trace:00000000000000000000000000000003', [3]],
    ['slow:300', [1]],
    ['slow:>300ms', [1]],
    ['slow:<2', [3]],
    ['slow:', [1, 2, 3, 4, 5]],
    ['slow:x', []],
    ['constructor:x', []],
    ['unknown:field', []],
    ['"unclosed', []],
  ])('%j leaves %j', (text, ids) => {
    expect(idsOf(text)).toEqual(ids);
  });

  it.each<[Partial<QuickFilters>, number[]]>([
    [{ kind: 'outgoing' }, [4]],
    [{ kind: 'incoming' }, [1, 2, 3, 5]],
    [{ statusClasses: new Set(['2', '5']) }, [1, 3, 5]],
    [{ errorsOnly: true }, [2, 4, 5]],
    [{ service: 'other' }, [3]],
    [{ kind: 'incoming', errorsOnly: true, statusClasses: new Set(['5']) }, [5]],
  ])('the quick filters %j leave %j', (quick, ids) => {
    expect(idsOf('', quick)).toEqual(ids);
  });

  it('words and quick filters must all be satisfied', () => {
    expect(idsOf('orders', { errorsOnly: true })).toEqual([2]);
  });
});
