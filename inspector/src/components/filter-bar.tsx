import type { StatusClass } from '../format/status.js';
import type { QuickFilters } from '../filter/filter.js';
import { cursorMoves } from '../state/cursor.js';
import { exchanges, inspector } from '../state/exchanges.js';
import {
  clearFilter,
  filterText,
  isFiltered,
  quickFilters,
  rows,
  setQuickFilter,
  toggleStatusClass,
} from '../state/filter.js';
import { CloseIcon } from './icons.js';

const KINDS: readonly (readonly [QuickFilters['kind'], string])[] = [
  ['all', 'All'],
  ['incoming', 'In'],
  ['outgoing', 'Out'],
];
const STATUS_CLASSES: readonly StatusClass[] = ['2', '3', '4', '5'];

export function FilterBar() {
  return (
    <search class="filter">
      <div class="search-box">
        <input
          class="search"
          type="search"
          aria-label="Filter"
          placeholder="Filter: orders status:4xx method:post -tag:shop slow:200"
          title="Words: text in path, route, host, method, tag or error. Fields: status: method: path: route: host: tag: error: service: trace: slow: (ms). A minus before a word leaves out."
          autocomplete="off"
          spellcheck={false}
          value={filterText.value}
          onInput={({ currentTarget }) => {
            filterText.value = currentTarget.value;
          }}
          onKeyDown={leaveOnEscape}
        />
        <kbd class="hint" aria-hidden="true">
          /
        </kbd>
      </div>
      <div class="quick">
        <div class="segments" role="group" aria-label="Kind">
          {KINDS.map(([kind, label]) => (
            <button
              key={kind}
              type="button"
              class="segment"
              aria-pressed={quickFilters.value.kind === kind}
              onClick={() => setQuickFilter({ kind })}
            >
              {label}
            </button>
          ))}
        </div>
        <div class="segments" role="group" aria-label="Status">
          {STATUS_CLASSES.map((statusClass) => (
            <button
              key={statusClass}
              type="button"
              class="segment"
              data-status={statusClass}
              aria-pressed={quickFilters.value.statusClasses.has(statusClass)}
              onClick={() => toggleStatusClass(statusClass)}
            >
              {statusClass}xx
            </button>
          ))}
        </div>
        <div class="segments">
          <button
            type="button"
            class="segment"
            aria-pressed={quickFilters.value.errorsOnly}
            onClick={() => setQuickFilter({ errorsOnly: !quickFilters.value.errorsOnly })}
          >
            Errors
          </button>
        </div>
        <ServiceChoice />
        {isFiltered.value && (
          <button
            type="button"
            class="button"
            aria-label="Clear the filter"
            title="Clear the filter"
            onClick={clearFilter}
          >
            <CloseIcon />
          </button>
        )}
        <span class="shown muted" role="status">
          {isFiltered.value && `${rows.value.length} of ${exchanges.value.length}`}
        </span>
      </div>
    </search>
  );
}

function ServiceChoice() {
  const services = inspector.value?.services ?? [];
  if (services.length < 2) return null;
  return (
    <select
      class="select"
      aria-label="Service"
      value={quickFilters.value.service}
      onChange={({ currentTarget }) => setQuickFilter({ service: currentTarget.value })}
    >
      <option value="">All services</option>
      {services.map((service) => (
        <option key={service} value={service}>
          {service}
        </option>
      ))}
    </select>
  );
}

/** The first press empties the filter, the second one goes on to the list; so does Enter. */
function leaveOnEscape(event: KeyboardEvent): void {
  if (event.key !== 'Escape' && event.key !== 'Enter') return;
  event.preventDefault();
  if (event.key === 'Escape' && filterText.value !== '') {
    filterText.value = '';
    return;
  }
  if (event.currentTarget instanceof HTMLElement) event.currentTarget.blur();
  cursorMoves.value += 1;
}
