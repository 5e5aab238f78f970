import type { Prepared } from '../destination.js';
import { Adopter } from './adopter.js';
import { Availability } from './availability.js';
import { errnoOf, isAbsent } from './errno.js';
import { syncFolder } from './fd.js';
import type { LoadedSegment } from './load-segment.js';
import { Orphans } from './orphans.js';
import { Ownership, type LostClaim } from './ownership.js';
import { currentProcess } from './process-identity.js';
import { recoverSegment, type Recovered } from './recover-segment.js';
import type { Segment } from './segment.js';
import { entryBytes } from './segment-file.js';
import { SegmentSet } from './segment-set.js';
import { SpoolFolder, UnsafeFolderError } from './spool-folder.js';
import { boundsOf, type SpoolBounds, type SpoolOptions, type SpoolTiming } from './spool-options.js';
import { SyncTimer } from './sync-timer.js';

/** What the files tell the store. None of these may throw. */
export interface SpoolFilesListener {
  nextSequence(): number;
  adopted(recovered: Recovered): void;
  /** What waits in it cannot be read any more. */
  gone(segment: Segment, fate: LostClaim): void;
  /** Once in a while. */
  beat(): void;
  warn(kind: string, message: string): void;
}

/** The files of one process: made, kept its own, taken over from the dead, and given up when the disk fails. */
export class SpoolFiles {
  readonly segments: SegmentSet;
  readonly bounds: SpoolBounds;
  readonly #preamble: Uint8Array;
  readonly #listener: SpoolFilesListener;
  readonly #timing: SpoolTiming;
  readonly #folder: SpoolFolder;
  readonly #availability: Availability;
  readonly #ownership: Ownership;
  readonly #orphans: Orphans;
  readonly #adopter: Adopter;
  readonly #syncTimer: SyncTimer;
  #heartbeat: NodeJS.Timeout | undefined;
  #sweptAtMs = -Infinity;
  /** Its name in the folder is not on the disk yet. */
  #isNewSegment = false;
  #isClosed = false;

  constructor(options: SpoolOptions, timing: SpoolTiming, listener: SpoolFilesListener) {
    this.bounds = boundsOf(options);
    this.segments = new SegmentSet(this.bounds.segmentBytes);
    this.#preamble = options.preamble;
    this.#listener = listener;
    this.#timing = timing;
    const identity = currentProcess();
    const folder = new SpoolFolder(options.directory, options.identity);
    this.#folder = folder;
    this.#availability = new Availability(timing.retryMs, (message) => listener.warn('spool', message));
    this.#ownership = new Ownership(folder, identity, timing.overdueMs);
    this.#orphans = new Orphans(folder, identity, timing);
    this.#adopter = new Adopter({
      folder,
      ownership: this.#ownership,
      orphans: this.#orphans,
      maxAgeMs: this.bounds.maxAgeMs,
      isWanted: ({ path, byteLength }) => this.#wants(path, byteLength),
      adopted: (path, segment) => this.#adopt(path, segment),
      warn: (kind, message) => listener.warn(kind, message),
    });
    this.#syncTimer = new SyncTimer(this.bounds.fsyncIntervalMs, () => this.#sync());
  }

  /** Claims a name, and looks for records of the dead now and from time to time. Never throws. */
  open(): void {
    this.#heartbeat = setInterval(() => void this.#beat(), this.#timing.heartbeatMs).unref();
    this.#tryOwn();
    this.#sweepWhenDue();
  }

  /** Whether anything can be taken in. */
  get isAvailable(): boolean {
    return !this.#isClosed && this.#availability.isAvailable;
  }

  /** Whether the files may be told at once what is settled. */
  get mayWrite(): boolean {
    return !this.#availability.isStalling;
  }

  /** The process ends: what is not written now is lost. */
  hurry(): void {
    this.#availability.hurry();
  }

  /** Whether it was taken in whole. Never throws. */
  append(item: Prepared, payload: Uint8Array, sequence: number): boolean {
    if (!this.isAvailable || !this.#hasRoomFor(entryBytes(payload.byteLength))) return false;
    const startMs = performance.now();
    try {
      if (this.#ownership.isOverdue) this.#own();
      const expiresAtMs = startMs + this.bounds.maxAgeMs;
      this.#segmentFor(payload.byteLength).append(item, payload, { sequence, expiresAtMs });
    } catch (error) {
      this.#failed(error);
      return false;
    }
    const tookMs = performance.now() - startMs;
    if (tookMs > this.#timing.slowWriteMs) this.#availability.slow(tookMs);
    else this.#availability.worked();
    this.#syncTimer.ask();
    return true;
  }

  /** A file that should be there is not: finds out why, for all files. What is still open can be read after that. */
  missed(segment: Segment): void {
    this.#tryOwn();
    if (!this.segments.has(segment) || segment.file.isNameless) return;
    // The claim is good: whoever removed the file has told nobody.
    if (segment.file.isUnlinked) this.#keepNameless(segment);
    else this.#giveUp(segment, 'removed');
  }

  /** Resolves when all is on disk. What is left is for the next process. Never rejects. */
  async close(): Promise<void> {
    this.#isClosed = true;
    clearInterval(this.#heartbeat);
    this.#syncTimer.stop();
    await this.#adopter.idle();
    await this.segments.close();
    this.#ownership.release();
  }

  async #beat(): Promise<void> {
    const isOurs = await this.#ownership.beat();
    if (this.#isClosed) return;
    if (!isOurs && this.isAvailable) this.#tryOwn();
    this.#inspectActive();
    if (this.mayWrite) this.segments.tidy();
    this.#listener.beat();
    this.#sweepWhenDue();
  }

  #sweepWhenDue(): void {
    const nowMs = performance.now();
    if (nowMs - this.#sweptAtMs < this.#timing.sweepMs && !this.#orphans.isUndecided) return;
    this.#sweptAtMs = nowMs;
    void this.#adopter.sweep();
  }

  async #sync(): Promise<void> {
    this.#inspectActive();
    const isNew = this.#isNewSegment;
    this.#isNewSegment = false;
    try {
      await this.segments.active?.file.sync();
      if (isNew) await syncFolder(this.#folder.path);
    } catch (error) {
      this.#failed(error);
    }
  }

  /** The last segment, or a new one. Throws when none can be made. */
  #segmentFor(payloadBytes: number): Segment {
    const newPath = (): string => {
      this.#isNewSegment = true;
      return this.#ownership.newSegmentPath();
    };
    try {
      return this.segments.forAppend(payloadBytes, this.#preamble, newPath);
    } catch (error) {
      if (!isAbsent(error)) throw error;
      // The folder was removed: it is made again.
      this.#own();
      return this.segments.forAppend(payloadBytes, this.#preamble, newPath);
    }
  }

  /** What is written to a file that has no name is lost with the process. */
  #inspectActive(): void {
    const { active } = this.segments;
    if (active?.file.isUnlinked !== true) return;
    this.#tryOwn();
    if (this.segments.active === active) this.#keepNameless(active);
  }

  #keepNameless(segment: Segment): void {
    segment.file.keepNameless();
    if (this.segments.active === segment) void this.segments.retire();
  }

  #tryOwn(): void {
    try {
      this.#own();
    } catch (error) {
      this.#failed(error);
    }
  }

  /** Sees to it that the files are this process's own. Throws when the folder cannot be used. */
  #own(): void {
    if (this.#ownership.confirm()) return;
    const fate = this.#ownership.lose();
    this.#ownership.claim();
    // Whoever else wants them renames them as well, and one of the two finds nothing.
    for (const segment of this.segments) {
      if (segment.file.isNameless || segment.file.rename(this.#ownership.newSegmentPath())) continue;
      if (fate === 'removed' && segment.file.isUnlinked) this.#keepNameless(segment);
      else this.#giveUp(segment, fate);
    }
  }

  #giveUp(segment: Segment, fate: LostClaim): void {
    segment.fate = fate;
    this.segments.drop(segment);
    this.#listener.gone(segment, fate);
  }

  #failed(error: unknown): void {
    const reason =
      error instanceof UnsafeFolderError ? error.message : `${errnoOf(error)} in ${this.#folder.path}`;
    this.#availability.failed(reason);
    void this.segments.retire();
  }

  #hasRoomFor(byteLength: number): boolean {
    return this.segments.bytes + byteLength <= this.bounds.maxBytes;
  }

  /** One that alone is larger than the spool may be is taken over once there is nothing else. */
  #wants(path: string, byteLength: number): boolean {
    if (this.#isClosed || this.segments.holdsPath(path)) return false;
    return this.#hasRoomFor(byteLength) || this.segments.isEmpty;
  }

  #adopt(path: string, loaded: LoadedSegment): void {
    if (this.#isClosed) return;
    const recovered = recoverSegment(path, loaded, this.bounds.maxAgeMs, () => this.#listener.nextSequence());
    if (recovered.segment.isSettled) recovered.segment.file.remove();
    else this.segments.add(recovered.segment);
    this.#listener.adopted(recovered);
  }
}
