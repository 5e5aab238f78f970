import type { ExchangeSummary } from '../../../lib/inspector/inspector-api.js';

/** A bar of the waterfall, in percent of the whole time. */
export interface SpanBar {
  readonly exchange: ExchangeSummary;
  readonly left: number;
  readonly width: number;
  /** Milliseconds after the request came. */
  readonly startsAfterMs: number;
}

/** A bar that short would not be seen. */
const MIN_WIDTH = 0.6;

/** The request and its calls on one time axis. Start times are whole milliseconds, so a call may seem to start early. */
export function spanBars(request: ExchangeSummary, calls: readonly ExchangeSummary[]): readonly SpanBar[] {
  const origin = Date.parse(request.startedAt);
  const spans = [request, ...calls].map((exchange) => ({
    exchange,
    start: Math.max(0, Date.parse(exchange.startedAt) - origin),
  }));
  const total = Math.max(
    ...spans.map(({ exchange, start }) => start + exchange.durationMs),
    Number.MIN_VALUE,
  );
  return spans.map(({ exchange, start }) => {
    const width = Math.min(100, Math.max(MIN_WIDTH, (exchange.durationMs / total) * 100));
    return { exchange, width, left: Math.min((start / total) * 100, 100 - width), startsAfterMs: start };
  });
}
