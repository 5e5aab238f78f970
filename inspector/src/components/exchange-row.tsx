import { formatBytes, formatCount, formatDuration } from '../format/quantities.js';
import { formatStatus, statusClassOf } from '../format/status.js';
import { formatTimeOfDay } from '../format/time.js';
import { visibleText } from '../format/visible-text.js';
import type { ListRow } from '../list/nest-calls.js';
import { cursor, setCursor } from '../state/cursor.js';
import { open, openExchange } from '../state/route.js';
import { OutgoingIcon } from './icons.js';
import { MarkedText } from './marked-text.js';

interface ExchangeRowProps {
  readonly row: ListRow;
  readonly index: number;
  readonly top: number;
}

export function ExchangeRow({ row: { exchange, level }, index, top }: ExchangeRowProps) {
  const { id, kind, method, host, path, route, service, errors, redactions, responseBytes } = exchange;
  const statusClass = exchange.outcome === 'completed' ? statusClassOf(exchange.statusCode) : 'none';
  return (
    <div
      class="row"
      role="row"
      aria-level={level}
      aria-rowindex={index + 2}
      aria-selected={openExchange.value?.id === id}
      tabIndex={cursor.value === id ? 0 : -1}
      data-kind={kind}
      data-status={statusClass}
      style={{ transform: `translateY(${top}px)` }}
      onClick={() => {
        setCursor(id);
        open(id);
      }}
      onFocus={() => setCursor(id)}
    >
      <span class="cell method" role="gridcell" data-method={method}>
        {visibleText(method)}
      </span>
      <span
        class="cell path"
        role="gridcell"
        title={visibleText(`${kind === 'outgoing' ? (host ?? '') : ''}${path}`)}
      >
        {kind === 'outgoing' && (
          <>
            <OutgoingIcon />
            <span class="off-screen">outgoing to </span>
            <span class="host">{visibleText(host ?? '')}</span>
          </>
        )}
        <MarkedText text={path} brief />
      </span>
      <span class="cell route muted" role="gridcell" title={route && visibleText(route)}>
        {route === undefined || route === path ? '' : visibleText(route)}
      </span>
      <span class="cell service muted" role="gridcell">
        {visibleText(service)}
      </span>
      <span class="cell status" role="gridcell">
        {formatStatus(exchange)}
      </span>
      <span class="cell duration" role="gridcell">
        {formatDuration(exchange.durationMs)}
      </span>
      <span class="cell size muted" role="gridcell">
        {responseBytes === undefined ? '' : formatBytes(responseBytes)}
      </span>
      <span class="cell redactions" role="gridcell">
        {redactions > 0 && (
          <span class="badge redacted" title={`${formatCount(redactions, 'value')} redacted`}>
            {redactions}
          </span>
        )}
      </span>
      <span class="cell errors" role="gridcell">
        {errors.length > 0 && (
          <span class="badge error" title={visibleText(errors.join(', '))}>
            {visibleText(errors[0] ?? '')}
            {errors.length > 1 && ` +${errors.length - 1}`}
          </span>
        )}
      </span>
      <span class="cell started muted" role="gridcell">
        {formatTimeOfDay(exchange.startedAt)}
      </span>
    </div>
  );
}
