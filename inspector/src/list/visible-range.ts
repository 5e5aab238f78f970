/** Lines above and below what is seen, so that a fast scroll meets no gap. */
const OVERSCAN = 12;

/** Which lines of a long list to render: from `start` up to, without, `end`. */
export function visibleRange(
  scrollTop: number,
  viewHeight: number,
  rowHeight: number,
  rowCount: number,
): { readonly start: number; readonly end: number } {
  const first = Math.floor(scrollTop / rowHeight);
  const seen = Math.ceil(viewHeight / rowHeight) + 1;
  return {
    start: Math.max(0, Math.min(first, rowCount) - OVERSCAN),
    end: Math.min(rowCount, first + seen + OVERSCAN),
  };
}
