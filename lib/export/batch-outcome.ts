import type { Batch } from './byte-queue.js';
import type { Destination, SendResult } from './destination.js';
import type { ThrottledDiagnostics } from './diagnostics.js';
import type { Ledger } from './ledger.js';

interface Books {
  readonly destination: Destination;
  readonly ledger: Ledger;
  readonly diagnostics: ThrottledDiagnostics;
}

/** Writes the fate of a batch into the ledger and says what the user should know of it. */
export function recordOutcome(books: Books, batch: Batch, result: SendResult): void {
  const { ledger, diagnostics } = books;
  const destination = books.destination.name;
  const count = batch.items.length;
  if (result.status === 'retryable') {
    diagnostics.warn('unreachable', `${destination}: ${result.reason}. ${records(count)} held.`);
    return;
  }
  if (result.status !== 'delivered') {
    ledger.discarded('rejected', count);
    diagnostics.warn('rejected', `${destination} refused ${records(count)} for good: ${result.reason}.`);
    return;
  }
  const refused = countWithin(result.rejected, count);
  ledger.delivered(count - refused);
  ledger.discarded('rejected_by_server', refused);
  diagnostics.debug(`${records(count - refused)} delivered to ${destination} (${batch.byteLength} bytes).`);
  if (refused === 0 && result.note === undefined) return;
  const note = result.note === undefined ? '' : `: ${result.note}`;
  diagnostics.warn('partial', `${destination} accepted ${count - refused} of ${records(count)}${note}.`);
}

function records(count: number): string {
  return count === 1 ? '1 record' : `${count} records`;
}

/** A count from outside, made safe for the books. */
function countWithin(count: number | undefined, max: number): number {
  if (count === undefined || !(count > 0)) return 0;
  return Math.min(Math.floor(count), max);
}
