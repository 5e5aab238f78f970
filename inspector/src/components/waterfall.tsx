import type { ExchangeSummary } from '../../../lib/inspector/inspector-api.js';
import { formatDuration } from '../format/quantities.js';
import { formatStatus, statusClassOf } from '../format/status.js';
import { visibleText } from '../format/visible-text.js';
import { spanBars, type SpanBar } from '../list/span-bars.js';
import { hashOf } from '../route/route.js';
import { MarkedText } from './marked-text.js';

/** A request and its calls on one time axis; each call leads to its own detail. */
export function Waterfall({
  request,
  calls,
}: {
  request: ExchangeSummary;
  calls: readonly ExchangeSummary[];
}) {
  return (
    <ol class="waterfall">
      {spanBars(request, calls).map((bar, index) => (
        <li key={bar.exchange.id} class="span" data-kind={bar.exchange.kind}>
          <Label bar={bar} isRequest={index === 0} />
          <Bar bar={bar} />
          <span class="span-time">{formatDuration(bar.exchange.durationMs)}</span>
        </li>
      ))}
    </ol>
  );
}

function Label({ bar: { exchange }, isRequest }: { bar: SpanBar; isRequest: boolean }) {
  const { id, method, host, path } = exchange;
  if (isRequest) return <span class="span-label">this request</span>;
  return (
    <a class="span-label" href={hashOf({ view: 'exchanges', open: { id, tab: 'overview' } })}>
      {visibleText(method)} {visibleText(host ?? '')}
      <MarkedText text={path} brief />{' '}
      <span class="status" data-status={statusClassOf(exchange.statusCode)}>
        {formatStatus(exchange)}
      </span>
    </a>
  );
}

function Bar({ bar: { exchange, left, width, startsAfterMs } }: { bar: SpanBar }) {
  return (
    <svg
      class="bar"
      width="100%"
      height="16"
      role="img"
      aria-label={`starts after ${formatDuration(startsAfterMs)}, takes ${formatDuration(exchange.durationMs)}`}
    >
      <rect class="bar-track" width="100%" height="16" rx="3" />
      <rect
        class="bar-span"
        data-status={statusClassOf(exchange.statusCode)}
        x={`${left}%`}
        width={`${width}%`}
        y="3"
        height="10"
        rx="2"
      />
    </svg>
  );
}
