import type { ExportSignal, Prepared } from '../destination.js';
import { encodeOffsets } from './entry.js';
import type { LostClaim } from './ownership.js';
import { PositionList, type Position } from './position-list.js';
import type { SegmentFile } from './segment-file.js';
import type { ScannedRecord } from './scan-segment.js';

/** A record that somebody works on: being read, or taken. */
export interface Place extends Position {
  readonly segment: Segment;
  readonly signal: ExportSignal;
}

/** The records of one file: which of them wait, and how many are not settled. */
export class Segment {
  readonly file: SegmentFile;
  /** Another process wrote it, and may find out only later that it is not its own any more. */
  readonly isAdopted: boolean;
  /** What became of the file, if it is not this process's any more. */
  fate: LostClaim | undefined;
  readonly #waiting: Readonly<Record<ExportSignal, PositionList>> = {
    traces: new PositionList(),
    logs: new PositionList(),
  };
  /** Waiting, being read or taken. */
  #unsettled = 0;
  /** Settled, but the file does not say so yet. */
  #unnoted: number[] = [];

  constructor(file: SegmentFile, isAdopted = false) {
    this.file = file;
    this.isAdopted = isAdopted;
  }

  /** Nothing of it is needed any more. */
  get isSettled(): boolean {
    return this.#unsettled === 0;
  }

  /** The file does not say yet what is settled. */
  get isUnnoted(): boolean {
    return this.#unnoted.length > 0;
  }

  waiting(signal: ExportSignal): PositionList {
    return this.#waiting[signal];
  }

  get oldestSequence(): number {
    return Math.min(this.#waiting.traces.oldestSequence, this.#waiting.logs.oldestSequence);
  }

  /** Throws when it was not taken whole; nothing has changed then. */
  append(item: Prepared, payload: Uint8Array, record: Omit<Position, 'offset' | 'byteLength'>): void {
    const offset = this.file.append(item.signal, Date.now(), payload);
    this.#add(item.signal, { ...record, offset, byteLength: payload.byteLength });
  }

  /** A record that was in the file when it was adopted. */
  addRecovered(record: ScannedRecord, sequence: number, expiresAtMs: number): void {
    const { signal, offset, byteLength } = record;
    this.#add(signal, { sequence, offset, byteLength, expiresAtMs });
  }

  /** The oldest waiting record of a signal is being read. */
  takeOldest(signal: ExportSignal): Place | undefined {
    const position = this.#waiting[signal].shift();
    return position === undefined ? undefined : { ...position, signal, segment: this };
  }

  /** Those of a signal that wait no longer than they may, given up. */
  takeExpired(signal: ExportSignal, nowMs: number): Place[] {
    const expired: Place[] = [];
    const list = this.#waiting[signal];
    for (
      let oldest = list.peek();
      oldest !== undefined && oldest.expiresAtMs <= nowMs;
      oldest = list.peek()
    ) {
      const place = this.takeOldest(signal);
      if (place !== undefined) expired.push(place);
    }
    return expired;
  }

  /** Places that could not be read for the moment. */
  putBack(signal: ExportSignal, places: readonly Place[]): void {
    this.#waiting[signal].putBack(places);
  }

  settle(offsets: readonly number[]): void {
    this.#unsettled -= offsets.length;
    // Not by spreading: there may be very many.
    for (const offset of offsets) this.#unnoted.push(offset);
  }

  /** Writes down what is settled, so that it is not sent again after a crash. What fails is tried again the next time. */
  note(): void {
    if (this.#unnoted.length === 0) return;
    try {
      this.file.appendReopened('settled', Date.now(), encodeOffsets(this.#unnoted));
      this.#unnoted = [];
    } catch {
      // A record may be sent twice, which its ids tell.
    }
  }

  /** Whether somebody has appended to it since it was adopted. */
  get hasGrown(): boolean {
    return this.isAdopted && this.file.sizeOnDisk > this.file.byteLength;
  }

  /** For the next records, once nothing of it is needed any more. Throws when it cannot be emptied. */
  reuse(): void {
    this.file.reset();
    this.#unnoted = [];
  }

  /** The waiting records cannot be read any more, or are another's: says how many they were. */
  forfeit(): number {
    const count = this.#waiting.traces.length + this.#waiting.logs.length;
    this.#unsettled -= count;
    this.#waiting.traces.clear();
    this.#waiting.logs.clear();
    return count;
  }

  #add(signal: ExportSignal, position: Position): void {
    this.#waiting[signal].push(position);
    this.#unsettled += 1;
  }
}
