import type { RedactedExchange } from '../../exchange/redacted-exchange.js';
import type { Records } from '../checks/check.js';

const MAX_LISTED = 20;

/** `POST /orders 201`, or `→ GET https://api.example/todos/1 200` for a call that the app made. */
export function describeExchange({ kind, request, route, response, outcome }: RedactedExchange): string {
  const target = kind === 'outgoing' ? request.url : request.path;
  const template = route === undefined || route === request.path ? '' : ` (${route})`;
  const end = outcome === 'completed' ? '' : ` ${outcome}`;
  const status = response === undefined ? '' : ` ${response.statusCode}`;
  return `${kind === 'outgoing' ? '→ ' : ''}${request.method} ${target}${template}${status}${end}`;
}

/** The same without what stands in its path or query, where the route or the host says enough. */
export function describeRoute({ kind, request, route, response }: RedactedExchange): string {
  const target = kind === 'outgoing' ? (request.host ?? 'a host') : (route ?? request.path);
  return `${kind === 'outgoing' ? '→ ' : ''}${request.method} ${target} ${response?.statusCode ?? ''}`.trimEnd();
}

/** All that was captured, a line for each, the last ones where there are many. */
export function listExchanges({ exchanges }: Records): readonly string[] {
  if (exchanges.length === 0) return ['Nothing was captured.'];
  const listed = exchanges.slice(-MAX_LISTED).map((exchange) => `  ${describeExchange(exchange)}`);
  const count =
    exchanges.length > MAX_LISTED ? `${exchanges.length}, the last ${MAX_LISTED}` : exchanges.length;
  return [`Captured (${count}):`, ...listed];
}
