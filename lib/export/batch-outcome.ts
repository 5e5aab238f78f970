import { Batch } from './batch.js';
import type { Destination, Prepared, SendResult } from './destination.js';
import type { DestinationState } from './destination-state.js';
import type { ThrottledDiagnostics } from './diagnostics.js';
import type { Ledger } from './ledger.js';
import { monotonicEpochMs } from './monotonic-epoch.js';
import type { DropReason } from './pipeline-status.js';
import type { RecordStore, StoredRecord } from './record-store.js';

/** Where the fate of records is written down. */
export interface Books {
  readonly destination: Destination;
  readonly ledger: Ledger;
  readonly diagnostics: ThrottledDiagnostics;
  /** Keeps what the receiver refused for good, where there is a place for it. */
  readonly deadLetter: (items: readonly Prepared[], reason: DropReason) => void;
  /** Told of every failure, for the status. */
  readonly failed: (reason: string) => void;
}

/** So many refused records in a row, none taken: the receiver takes nothing of this kind. */
const MAX_INVALID_IN_A_ROW = 8;

/**
 * Draws the conclusion of one attempt: for the records, whose fate is written down or which go out again, and
 * for the state of their destination.
 *
 * @returns the batches to send again: the same, or parts of it
 */
export function concludeBatch(
  books: Books,
  state: DestinationState,
  batch: Batch,
  result: SendResult,
  epoch: number,
): readonly Batch[] {
  switch (result.status) {
    case 'delivered':
      state.answered();
      batch.origin.wasTaken = true;
      deliver(books, batch, result);
      return [];
    case 'retryable':
      return retryLater(books, state, batch, result, epoch);
    case 'suspended':
      return suspend(books, state, batch, result);
    case 'too_large':
      state.answered();
      return cut(books, batch, result.reason);
    case 'invalid':
      state.answered();
      return bisect(books, batch, result.reason);
    case 'rejected':
      state.answered();
      refuse(books, batch, 'rejected', result.reason);
      return [];
  }
}

/** Drops the records that have waited too long in memory, counted, and returns the others. A spool does so itself. */
export function expireRecords(
  { ledger, diagnostics }: Books,
  state: DestinationState,
  store: RecordStore,
  records: readonly StoredRecord[],
  maxAgeMs: number,
): readonly StoredRecord[] {
  if (store.account === 'spooled') return records;
  const oldestMs = monotonicEpochMs() - maxAgeMs;
  const expired = records.filter(({ storedAtMs }) => storedAtMs < oldestMs);
  if (expired.length === 0) return records;
  const reason = state.cause === 'auth' ? 'auth' : 'expired';
  store.settle(expired);
  ledger.discarded(store.account, reason, expired.length);
  diagnostics.warn(
    reason,
    `${counted(expired.length)} could not be delivered in time and dropped (${reason}).`,
  );
  return records.filter(({ storedAtMs }) => storedAtMs >= oldestMs);
}

type Result<Status> = Extract<SendResult, { status: Status }>;

function deliver(books: Books, batch: Batch, { rejected, note }: Result<'delivered'>): void {
  const { destination, ledger, diagnostics } = books;
  const refused = countWithin(rejected, batch.size);
  const accepted = batch.size - refused;
  batch.store.settle(batch.records);
  ledger.delivered(batch.store.account, accepted);
  ledger.discarded(batch.store.account, 'rejected_by_server', refused);
  diagnostics.debug(`${counted(accepted)} delivered to ${destination.name} (${batch.byteLength} bytes).`);
  if (refused === 0 && note === undefined) return;
  const because = note === undefined ? '' : `: ${note}`;
  diagnostics.warn(
    'partial',
    `${destination.name} accepted ${accepted} of ${counted(batch.size)}${because}.`,
  );
}

function retryLater(
  books: Books,
  state: DestinationState,
  batch: Batch,
  { reason, retryAfterMs, retryLimit }: Result<'retryable'>,
  epoch: number,
): readonly Batch[] {
  books.failed(reason);
  if (retryLimit !== undefined && batch.doubts >= retryLimit) {
    state.answered();
    refuse(books, batch, 'rejected', reason);
    return [];
  }
  const delayMs = state.failed(epoch, retryAfterMs);
  if (retryLimit !== undefined) {
    batch.notBeforeMs = performance.now() + state.doubtDelayMs(batch.doubts);
    batch.doubts += 1;
  }
  const seconds = (delayMs / 1000).toFixed(1);
  const name = books.destination.name;
  books.diagnostics.warn('retrying', `${name}: ${reason}. Records are held; next attempt in ${seconds} s.`);
  return [batch];
}

function suspend(
  books: Books,
  state: DestinationState,
  batch: Batch,
  { cause, reason }: Result<'suspended'>,
): readonly Batch[] {
  books.failed(reason);
  const seconds = Math.round(state.suspended(cause) / 1000);
  const name = books.destination.name;
  books.diagnostics.warn('suspended', `${name}: ${reason}. Records are held; next attempt in ${seconds} s.`);
  return [batch];
}

/** Smaller pieces; a single record is cut down itself, once. */
function cut(books: Books, batch: Batch, reason: string): readonly Batch[] {
  books.failed(reason);
  if (batch.size > 1) return batch.halves();
  const [item] = batch.items;
  const [record] = batch.records;
  const isWhole = item !== undefined && item === record?.item;
  const smaller = isWhole ? books.destination.shrink?.(item) : undefined;
  if (smaller !== undefined) return [new Batch(batch.store, batch.signal, batch.records, [smaller])];
  refuse(books, batch, 'too_large', reason);
  return [];
}

/** Halves it until the records are alone that cannot be taken: at most 2 log2(n) requests for one of them. */
function bisect(books: Books, batch: Batch, reason: string): readonly Batch[] {
  books.failed(reason);
  const { origin } = batch;
  const isHopeless = origin.invalid >= MAX_INVALID_IN_A_ROW && !origin.wasTaken;
  if (batch.size > 1 && !isHopeless) return batch.halves();
  origin.invalid += batch.size;
  refuse(books, batch, 'rejected', reason);
  return [];
}

function refuse(books: Books, batch: Batch, dropped: 'rejected' | 'too_large', reason: string): void {
  const { destination, ledger, diagnostics, deadLetter, failed } = books;
  failed(reason);
  deadLetter(batch.items, dropped);
  batch.store.settle(batch.records);
  ledger.discarded(batch.store.account, dropped, batch.size);
  diagnostics.warn(dropped, `${destination.name} refused ${counted(batch.size)} for good: ${reason}.`);
}

function counted(count: number): string {
  return count === 1 ? '1 record' : `${count} records`;
}

/** A count from outside, made safe for the books. */
function countWithin(count: number | undefined, max: number): number {
  if (count === undefined || !(count > 0)) return 0;
  return Math.min(Math.floor(count), max);
}
