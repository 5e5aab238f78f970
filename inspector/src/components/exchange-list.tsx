import { useSignal } from '@preact/signals';
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import { visibleRange } from '../list/visible-range.js';
import { cursor, cursorMoves, moveCursor } from '../state/cursor.js';
import { rows } from '../state/filter.js';
import { inspector } from '../state/exchanges.js';
import { isNarrow } from '../state/viewport.js';
import { ExchangeRow } from './exchange-row.js';

/** As in app.css. */
const ROW_HEIGHT = 30;
const NARROW_ROW_HEIGHT = 54;

/** A long list of which only the lines that are seen are in the document. */
export function ExchangeList() {
  const scroller = useRef<HTMLDivElement>(null);
  const scrollTop = useSignal(0);
  const height = useSignal(600);
  const rowHeight = isNarrow.value ? NARROW_ROW_HEIGHT : ROW_HEIGHT;
  const all = rows.value;
  const cursorIndex = all.findIndex(({ exchange }) => exchange.id === cursor.value);

  useEffect(() => {
    const element = scroller.current;
    if (element === null) return;
    const observer = new ResizeObserver(() => {
      height.value = element.clientHeight;
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  useStayingInPlace(scroller, rowHeight);
  useFollowingCursor(scroller, cursorIndex, rowHeight);

  const { start, end } = visibleRange(scrollTop.value, height.value, rowHeight, all.length);
  const indexes = Array.from({ length: end - start }, (_, index) => start + index);
  // The line with the focus stays in the document, or the focus would be lost.
  if (cursorIndex !== -1 && (cursorIndex < start || cursorIndex >= end)) indexes.push(cursorIndex);

  return (
    <div
      class="list"
      role="treegrid"
      aria-label="Requests, the newest first"
      aria-rowcount={all.length + 1}
      data-services={(inspector.value?.services.length ?? 0) > 1}
      onKeyDown={moveOnArrows}
    >
      <div class="list-head" role="row" aria-rowindex={1}>
        {COLUMNS.map(([column, label]) => (
          <span key={column} class={`cell ${column}`} role="columnheader">
            {label}
          </span>
        ))}
      </div>
      <div
        class="list-body"
        role="rowgroup"
        ref={scroller}
        onScroll={({ currentTarget }) => {
          scrollTop.value = currentTarget.scrollTop;
        }}
      >
        <div class="list-lines" role="presentation" style={{ height: `${all.length * rowHeight}px` }}>
          {indexes.map((index) => {
            const row = all[index];
            return (
              row && <ExchangeRow key={row.exchange.id} row={row} index={index} top={index * rowHeight} />
            );
          })}
        </div>
      </div>
    </div>
  );
}

const COLUMNS: readonly (readonly [string, string])[] = [
  ['method', 'Method'],
  ['path', 'Path'],
  ['route', 'Route'],
  ['service', 'Service'],
  ['status', 'Status'],
  ['duration', 'Time'],
  ['size', 'Size'],
  ['redactions', 'Redacted'],
  ['errors', 'Errors'],
  ['started', 'Started'],
];

function moveOnArrows(event: KeyboardEvent): void {
  const steps: Readonly<Record<string, number>> = {
    ArrowDown: 1,
    ArrowUp: -1,
    PageDown: 15,
    PageUp: -15,
    Home: -rows.value.length,
    End: rows.value.length,
  };
  const step = steps[event.key];
  if (step === undefined) return;
  event.preventDefault();
  moveCursor(step);
}

/** Lines that come in at the top do not push away what one looks at, unless one is at the top. */
function useStayingInPlace(scroller: { readonly current: HTMLDivElement | null }, rowHeight: number): void {
  const topId = useRef<number | undefined>(undefined);
  useLayoutEffect(() => {
    const element = scroller.current;
    if (element === null) return;
    const index = rows.value.findIndex(({ exchange }) => exchange.id === topId.current);
    const before = Math.floor(element.scrollTop / rowHeight);
    if (element.scrollTop > 0 && index > before) element.scrollTop += (index - before) * rowHeight;
  }, [rows.value]);
  useLayoutEffect(() => {
    topId.current = rows.value[Math.floor((scroller.current?.scrollTop ?? 0) / rowHeight)]?.exchange.id;
  });
}

/** Where the keyboard went, the focus goes, and the line comes into view. */
function useFollowingCursor(
  scroller: { readonly current: HTMLDivElement | null },
  cursorIndex: number,
  rowHeight: number,
): void {
  const moves = cursorMoves.value;
  const seenMoves = useRef(moves);
  useLayoutEffect(() => {
    const element = scroller.current;
    if (element === null || moves === seenMoves.current) return;
    seenMoves.current = moves;
    const top = cursorIndex * rowHeight;
    if (top < element.scrollTop) element.scrollTop = top;
    else if (top + rowHeight > element.scrollTop + element.clientHeight)
      element.scrollTop = top + rowHeight - element.clientHeight;
    element.querySelector<HTMLElement>('[role="row"][tabindex="0"]')?.focus({ preventScroll: true });
  }, [moves, cursorIndex]);
}
