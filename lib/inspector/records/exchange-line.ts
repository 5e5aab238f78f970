import type { RedactedExchange } from '../../exchange/redacted-exchange.js';
import type { ExchangeSummary } from '../inspector-api.js';

/** What a line of the list shows of an exchange. */
export function exchangeLine(
  exchange: Omit<RedactedExchange, symbol>,
  service: string,
  redactions: number,
): Omit<ExchangeSummary, 'id'> {
  const { kind, request, response, route, outcome, startedAt, durationMs, tags } = exchange;
  return {
    service,
    kind,
    method: request.method,
    host: request.host,
    path: request.path,
    route,
    statusCode: response?.statusCode,
    outcome,
    startedAt: startedAt.toISOString(),
    durationMs,
    requestBytes: request.body?.byteLength,
    responseBytes: response?.body?.byteLength,
    errors: exchange.errors.map(({ type }) => type),
    redactions,
    tags,
    traceId: exchange.traceId,
    spanId: exchange.spanId,
    parentExchangeId: exchange.parentExchangeId,
  };
}
