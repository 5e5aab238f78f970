import type { ExchangeSummary } from '../../../lib/inspector/inspector-api.js';

/** A line of the list: a call stands below the request that made it, one level in. */
export interface ListRow {
  readonly exchange: ExchangeSummary;
  readonly level: 1 | 2;
}

/**
 * The newest first, each request followed by its calls, the oldest first. A call whose request is not here, since it
 * has not ended yet or is filtered away, stands by itself.
 */
export function nestCalls(exchanges: readonly ExchangeSummary[]): readonly ListRow[] {
  const callsOf = new Map<string, ListRow[]>();
  for (const { kind, spanId } of exchanges) if (kind === 'incoming') callsOf.set(spanId, []);

  const alone: ExchangeSummary[] = [];
  for (const exchange of exchanges) {
    const calls = exchange.kind === 'outgoing' ? callsOf.get(exchange.parentExchangeId ?? '') : undefined;
    if (calls === undefined) alone.push(exchange);
    else calls.push({ exchange, level: 2 });
  }
  return alone
    .toReversed()
    .flatMap((exchange) => [
      { exchange, level: 1 as const },
      ...((exchange.kind === 'incoming' && callsOf.get(exchange.spanId)) || []),
    ]);
}
