import { explainDropped, explainState } from '../format/explanations.js';
import { formatDateTime } from '../format/time.js';
import { visibleText } from '../format/visible-text.js';
import { inspector } from '../state/exchanges.js';
import { Dialog } from './dialog.js';
import { Facts } from './facts.js';

export function LedgerDialog() {
  const status = inspector.value?.status;
  if (status === undefined) return null;
  const { captured, delivered, queued, spooled, dropped, recovered, shed, destination, state, lastFailure } =
    status;
  return (
    <Dialog name="ledger" title="What became of every record">
      <Facts
        facts={[
          ['Destination', visibleText(destination)],
          ['State', `${state}. ${explainState(state)}`],
          [
            'Last failure',
            // JSON has no dates.
            lastFailure && `${visibleText(lastFailure.reason)}, ${formatDateTime(String(lastFailure.at))}`,
          ],
        ]}
      />
      <table class="table ledger-table">
        <tbody>
          <Line
            name="captured"
            count={captured}
            note={recovered > 0 ? `${recovered} of them of an earlier process` : ''}
          />
          <Line
            name="delivered"
            count={delivered}
            note={shed > 0 ? `${shed} without their bodies: the queue was nearly full` : ''}
          />
          <Line name="queued" count={queued} note="in memory" />
          <Line name="spooled" count={spooled} note="on disk" />
          {Object.entries(dropped).map(([reason, count]) => (
            <Line key={reason} name={`dropped: ${reason}`} count={count} note={explainDropped(reason)} />
          ))}
        </tbody>
      </table>
      <p class="muted">captured = delivered + queued + spooled + dropped, at every moment.</p>
    </Dialog>
  );
}

function Line({ name, count, note }: { name: string; count: number; note: string }) {
  return (
    <tr>
      <th scope="row">{name}</th>
      <td class="number">{count}</td>
      <td class="muted">{note}</td>
    </tr>
  );
}
