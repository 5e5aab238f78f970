import type { ExchangeSummary } from '../../../lib/inspector/inspector-api.js';

/** A family of status codes by its first digit; `none` where there was no answer. */
export type StatusClass = '1' | '2' | '3' | '4' | '5' | 'none';

export function statusClassOf(statusCode: number | undefined): StatusClass {
  const first = String(statusCode ?? '').charAt(0);
  return first === '1' || first === '2' || first === '3' || first === '4' || first === '5' ? first : 'none';
}

/** The code, or how it ended without one: `201`, `499 aborted`, `failed`. */
export function formatStatus({
  statusCode,
  outcome,
}: Pick<ExchangeSummary, 'statusCode' | 'outcome'>): string {
  if (outcome === 'completed') return String(statusCode ?? '');
  return statusCode === undefined ? outcome : `${statusCode} ${outcome}`;
}
