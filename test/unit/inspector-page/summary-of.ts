import type { ExchangeSummary } from '../../../lib/inspector/inspector-api.js';

/** A line of the list; `id` also makes its trace and span ids. */
export function summaryOf(id: number, facts: Partial<ExchangeSummary> = {}): ExchangeSummary {
  return {
    id,
    service: 'shop-api',
    kind: 'incoming',
    method: 'GET',
    path: '/',
    statusCode: 200,
    outcome: 'completed',
    startedAt: '2026-11-28T20:00:00.000Z',
    durationMs: 5,
    errors: [],
    redactions: 0,
    tags: [],
    traceId: String(id).padStart(32, '0'),
    spanId: String(id).padStart(16, '0'),
    ...facts,
  };
}
