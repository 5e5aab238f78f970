import { computed, signal } from '@preact/signals';
import { rows } from './filter.js';
import { open, openExchange } from './route.js';

const chosen = signal<number | undefined>(undefined);

/** The line that the keyboard is on; the one line that Tab reaches. */
export const cursor = computed(() => {
  const wanted = openExchange.value?.id ?? chosen.value;
  const isThere = rows.value.some(({ exchange }) => exchange.id === wanted);
  return isThere ? wanted : rows.value[0]?.exchange.id;
});

/** Raised when the keyboard moved the cursor, so that the list brings it into view and focuses it. */
export const cursorMoves = signal(0);

export function setCursor(id: number): void {
  chosen.value = id;
}

/** Moves by so many lines, or to an end. While an exchange is open, the one that is reached opens. */
export function moveCursor(by: number): void {
  const index = rows.value.findIndex(({ exchange }) => exchange.id === cursor.value);
  // The first move goes to the first line, not past it.
  const isFirst = chosen.value === undefined && openExchange.value === undefined && by === 1;
  const target = rows.value[Math.max(0, Math.min(rows.value.length - 1, isFirst ? 0 : index + by))];
  if (target === undefined) return;
  chosen.value = target.exchange.id;
  if (openExchange.value !== undefined) open(target.exchange.id);
  cursorMoves.value += 1;
}
