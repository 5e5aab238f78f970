import { computed, signal } from '@preact/signals';
import { compileFilter, NO_QUICK_FILTERS, type QuickFilters } from '../filter/filter.js';
import type { StatusClass } from '../format/status.js';
import { nestCalls } from '../list/nest-calls.js';
import { exchanges } from './exchanges.js';

export const filterText = signal('');
export const quickFilters = signal<QuickFilters>(NO_QUICK_FILTERS);

const filtered = computed(() => exchanges.value.filter(compileFilter(filterText.value, quickFilters.value)));

/** The lines of the list. */
export const rows = computed(() => nestCalls(filtered.value));

export const isFiltered = computed(
  () => filterText.value.trim() !== '' || quickFilters.value !== NO_QUICK_FILTERS,
);

export function setQuickFilter(change: Partial<QuickFilters>): void {
  const next = { ...quickFilters.value, ...change };
  const isNone =
    next.kind === 'all' && next.statusClasses.size === 0 && !next.errorsOnly && next.service === '';
  quickFilters.value = isNone ? NO_QUICK_FILTERS : next;
}

export function toggleStatusClass(statusClass: StatusClass): void {
  const statusClasses = new Set(quickFilters.value.statusClasses);
  if (!statusClasses.delete(statusClass)) statusClasses.add(statusClass);
  setQuickFilter({ statusClasses });
}

export function clearFilter(): void {
  filterText.value = '';
  quickFilters.value = NO_QUICK_FILTERS;
}
