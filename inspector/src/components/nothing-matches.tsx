import { exchanges } from '../state/exchanges.js';
import { clearFilter } from '../state/filter.js';

export function NothingMatches() {
  return (
    <div class="empty">
      <p>None of {exchanges.value.length.toLocaleString('en')} matches the filter.</p>
      <button type="button" class="button outlined" onClick={clearFilter}>
        Clear the filter
      </button>
    </div>
  );
}
