import { exchanges } from '../state/exchanges.js';
import { rows } from '../state/filter.js';
import { openExchange } from '../state/route.js';
import { Detail } from './detail.js';
import { EmptyState } from './empty-state.js';
import { ExchangeList } from './exchange-list.js';
import { FilterBar } from './filter-bar.js';
import { NothingMatches } from './nothing-matches.js';

export function ExchangesView() {
  return (
    <div class="split">
      <section class="pane list-pane" aria-label="Requests">
        <FilterBar />
        {exchanges.value.length === 0 ? (
          <EmptyState />
        ) : rows.value.length === 0 ? (
          <NothingMatches />
        ) : (
          <ExchangeList />
        )}
      </section>
      {openExchange.value !== undefined && (
        <section class="pane detail-pane" aria-label="Detail">
          <Detail />
        </section>
      )}
    </div>
  );
}
