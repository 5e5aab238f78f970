import type { ExportSignal, Prepared } from '../destination.js';
import type { DropReason } from '../pipeline-status.js';
import type { RecordStore, StoredRecord, Waiting } from '../record-store.js';
import { MAX_PAYLOAD_BYTES } from './entry.js';
import { RecordsInHand } from './in-hand.js';
import type { LostClaim } from './ownership.js';
import { readPlaces, type ReadOutcome } from './read-places.js';
import type { Recovered } from './recover-segment.js';
import type { Place, Segment } from './segment.js';
import { SpoolFiles } from './spool-files.js';
import { SPOOL_TIMING, type SpoolHooks, type SpoolOptions, type SpoolTiming } from './spool-options.js';

/**
 * Holds records in files, so that they outlive the process. What `offer` has taken survives a killed process as it
 * is; what a machine loses when its power fails is bounded by `fsyncIntervalMs`. The records of processes that
 * ended are taken over. A disk that fails or hangs is left alone for a while: then nothing is taken.
 */
export class Spool implements RecordStore {
  readonly account = 'spooled';
  readonly #hooks: SpoolHooks;
  readonly #timing: SpoolTiming;
  readonly #files: SpoolFiles;
  readonly #inHand = new RecordsInHand();
  /** Files cannot be opened until then. */
  #busyUntilMs = -Infinity;
  #closing: Promise<void> | undefined;

  /** Never throws: a folder that cannot be used is warned of, and tried again. */
  constructor(options: SpoolOptions, hooks: SpoolHooks, timing: SpoolTiming = SPOOL_TIMING) {
    this.#hooks = hooks;
    this.#timing = timing;
    this.#files = new SpoolFiles(options, timing, {
      nextSequence: () => hooks.nextSequence(),
      adopted: (recovered) => this.#adopted(recovered),
      gone: (segment, fate) => this.#gone(segment, fate),
      beat: () => this.#beat(),
      warn: (kind, message) => hooks.warn(kind, message),
    });
    this.#files.open();
  }

  get fullness(): number {
    if (!this.#files.isAvailable) return 1;
    return Math.min(1, this.#files.segments.bytes / this.#files.bounds.maxBytes);
  }

  get oldestSequence(): number {
    return Math.min(this.#files.segments.oldestSequence, this.#inHand.oldestSequence);
  }

  waiting(signal: ExportSignal): Waiting {
    if (this.#closing !== undefined || this.#isBusy) return NOTHING_WAITS;
    return this.#files.segments.waiting(signal);
  }

  /** Nothing can be offered later: a disk that was merely slow takes records again, until it is slow once more. */
  hurry(): void {
    this.#files.hurry();
  }

  offer(item: Prepared, sequence: number): boolean {
    if (!this.#files.isAvailable) return false;
    const payload = this.#serialized(item);
    if (payload === undefined || payload.byteLength > MAX_PAYLOAD_BYTES) return false;
    return this.#files.append(item, payload, sequence);
  }

  async take(signal: ExportSignal, maxBytes: number, maxRecords: number): Promise<readonly StoredRecord[]> {
    while (this.#closing === undefined && !this.#isBusy) {
      this.#dropExpired();
      const places = this.#files.segments.takeOldest(signal, maxBytes, maxRecords);
      if (places.length === 0) return [];
      const records = await this.#read(places);
      if (records.length > 0) return records;
    }
    return [];
  }

  settle(records: readonly StoredRecord[]): void {
    this.#settlePlaces(this.#inHand.settle(records));
  }

  /** Resolves when all is on disk and the files are closed; what is left is for the next process. Never rejects. */
  close(): Promise<void> {
    this.#closing ??= this.#files.close();
    return this.#closing;
  }

  get #isBusy(): boolean {
    return performance.now() < this.#busyUntilMs;
  }

  /** The hook is not ours: what it cannot serialize is for another store. */
  #serialized(item: Prepared): Uint8Array | undefined {
    try {
      return this.#hooks.serialize(item);
    } catch {
      return undefined;
    }
  }

  async #read(places: readonly Place[]): Promise<readonly StoredRecord[]> {
    this.#inHand.startReading(places);
    const outcome = await readPlaces(places, (...record) => this.#hooks.restore(...record));
    for (const place of places) this.#inHand.stopReading(place);
    for (const { record, place } of outcome.records) this.#inHand.take(record, place);
    this.#lose('spool_corrupt', outcome.damaged);
    this.#missed(outcome);
    for (const [segment, group] of outcome.busy) this.#postpone(segment, group);
    return outcome.records.map(({ record }) => record);
  }

  #missed({ missing }: ReadOutcome): void {
    for (const [segment, places] of missing) {
      this.#files.missed(segment);
      const [first] = places;
      const canBeRead = segment.file.isNameless && this.#files.segments.has(segment);
      if (canBeRead && first !== undefined) segment.putBack(first.signal, places);
      else if (segment.fate === 'adopted') this.#handOver(places);
      else this.#lose('spool_corrupt', places);
    }
  }

  /** Nothing is read for a while: it would fail again at once. */
  #postpone(segment: Segment, places: readonly Place[]): void {
    const [first] = places;
    if (first === undefined) return;
    this.#busyUntilMs = performance.now() + this.#timing.heartbeatMs;
    if (this.#files.segments.has(segment)) segment.putBack(first.signal, places);
    else if (segment.fate === 'adopted') this.#handOver(places);
    else this.#lose('spool_corrupt', places);
  }

  #beat(): void {
    this.#dropExpired();
    if (!this.#isBusy && this.#busyUntilMs > 0) {
      this.#busyUntilMs = -Infinity;
      this.#hooks.changed();
    }
  }

  #dropExpired(): void {
    const nowMs = performance.now();
    for (const segment of this.#files.segments) {
      for (const signal of SIGNALS) this.#lose('expired', segment.takeExpired(signal, nowMs));
    }
  }

  #adopted({ records, damaged, expired }: Recovered): void {
    const all = records + damaged + expired;
    if (all > 0) this.#hooks.recovered(all);
    if (damaged > 0) this.#hooks.lost('spool_corrupt', damaged);
    if (expired > 0) this.#hooks.lost('expired', expired);
    if (records > 0) this.#hooks.changed();
  }

  #gone(segment: Segment, fate: LostClaim): void {
    const count = segment.forfeit();
    if (fate === 'removed' && count > 0) this.#hooks.lost('spool_corrupt', count);
    if (fate === 'adopted' && count > 0) this.#hooks.handedOver(count);
  }

  #handOver(places: readonly Place[]): void {
    if (places.length === 0) return;
    this.#settlePlaces(places);
    this.#hooks.handedOver(places.length);
  }

  #lose(reason: DropReason, places: readonly Place[]): void {
    if (places.length === 0) return;
    this.#settlePlaces(places);
    this.#hooks.lost(reason, places.length);
  }

  #settlePlaces(places: readonly Place[]): void {
    this.#files.segments.settle(places, this.#files.mayWrite);
  }
}

const SIGNALS: readonly ExportSignal[] = ['traces', 'logs'];
const NOTHING_WAITS: Waiting = { records: 0, bytes: 0, oldestSequence: Infinity };
