import type { ExportSignal, Prepared } from './destination.js';

/** The account of the ledger in which a store's records stand. */
export type Account = 'queued' | 'spooled';

/** A record in a store, from `offer` until it is settled. */
export interface StoredRecord {
  readonly item: Prepared;
  /** Given by the pipeline, rising over all stores: older records have lower ones. */
  readonly sequence: number;
  /** When it was captured, on the wall clock: another process may have done so. */
  readonly storedAtMs: number;
}

/** What of one signal was not taken yet. */
export interface Waiting {
  readonly records: number;
  readonly bytes: number;
  /** Of the oldest of them; `Infinity` when there is none. */
  readonly oldestSequence: number;
}

/**
 * Holds records until their fate is known. A record is waiting, then taken, then settled; it may go back from
 * taken to waiting. It counts against the bounds until it is settled. Nothing here throws. The signals are
 * apart, since one may be held back while the other is taken by the receiver.
 */
export interface RecordStore {
  readonly account: Account;
  /** 0 to 1: the share of its bounds that is used. 1 as well where it cannot take anything. */
  readonly fullness: number;
  /** Of the oldest record that is not settled, taken or waiting; `Infinity` when there is none. */
  readonly oldestSequence: number;
  waiting(signal: ExportSignal): Waiting;
  /** Whether it was taken in. False changes nothing. */
  offer(item: Prepared, sequence: number): boolean;
  /** The oldest waiting records of a signal, within the limits but one at least; empty when none waits. */
  take(
    signal: ExportSignal,
    maxBytes: number,
    maxRecords: number,
  ): Promise<readonly StoredRecord[]> | readonly StoredRecord[];
  /** Taken records whose fate is known: they are gone. */
  settle(records: readonly StoredRecord[]): void;
  /** Taken records that nobody works on any more: they wait again, ahead of younger ones. */
  putBack(records: readonly StoredRecord[]): void;
}
