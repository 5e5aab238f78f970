import { formatCount } from '../format/quantities.js';
import { visibleText } from '../format/visible-text.js';
import { inspector } from '../state/exchanges.js';
import { openDialog } from '../state/dialogs.js';

/** Always there: where records go, and what became of them. */
export function StatusStrip() {
  const state = inspector.value;
  return (
    <footer class="strip">
      {state?.status === undefined ? (
        <span>{state?.mode === 'receiver' ? `receiving at ${visibleText(state.endpoint ?? '')}` : ''}</span>
      ) : (
        <Ledger status={state.status} />
      )}
      {state !== undefined && (
        <span class="strip-end muted">
          {state.kept.gone > 0 && <span>{`${formatCount(state.kept.gone, 'older one')} gone`}</span>}
          <span>{state.services.map(visibleText).join(', ')}</span>
          <span>v{visibleText(state.sdkVersion)}</span>
        </span>
      )}
    </footer>
  );
}

function Ledger({ status }: { status: NonNullable<NonNullable<typeof inspector.value>['status']> }) {
  const { captured, delivered, queued, spooled, dropped, destination, state } = status;
  const droppedCount = Object.values(dropped).reduce((sum, count) => sum + count, 0);
  return (
    <button
      type="button"
      class="ledger"
      title="What became of every record"
      onClick={() => {
        openDialog.value = 'ledger';
      }}
    >
      <span class="destination" data-state={state}>
        <span class="dot" />
        {destination === 'local' ? 'local: nothing leaves the process' : visibleText(destination)}
        {state !== 'ready' && ` (${state})`}
      </span>
      <span class="sum">
        <b>{captured}</b> captured <i>=</i> <b>{delivered}</b>{' '}
        {destination === 'local' ? 'shown' : 'delivered'} <i>+</i> <b>{queued}</b> queued <i>+</i>{' '}
        <b>{spooled}</b> spooled <i>+</i>{' '}
        <span data-some={droppedCount > 0} class="dropped">
          <b>{droppedCount}</b> dropped
        </span>
      </span>
    </button>
  );
}
