import { closeSync, constants, existsSync, openSync, unlinkSync, utimesSync, writeSync } from 'node:fs';
import { utimes } from 'node:fs/promises';
import { isAbsent } from './errno.js';
import type { ProcessIdentity } from './process-identity.js';
import type { SpoolFolder } from './spool-folder.js';
import { adoptedName, aliveName, newInstance, segmentName } from './spool-names.js';

/** Another process has taken the files over; or they are nobody's any more. */
export type LostClaim = 'adopted' | 'removed';

/** The name under which a process owns files of the folder, and the sign of life that keeps them its own. */
export class Ownership {
  readonly #folder: SpoolFolder;
  readonly #identity: ProcessIdentity;
  readonly #overdueMs: number;
  #instance: string | undefined;
  #lostTo: LostClaim = 'removed';
  #lastNumber = 0;
  #beatenAtMs = 0;
  #beatenAtWallMs = 0;

  constructor(folder: SpoolFolder, identity: ProcessIdentity, overdueMs: number) {
    this.#folder = folder;
    this.#identity = identity;
    this.#overdueMs = overdueMs;
  }

  /** `undefined` before the claim, and after it was lost. */
  get instance(): string | undefined {
    return this.#instance;
  }

  /** The last sign of life is so long ago that others may take this process for dead: it was stopped, perhaps. */
  get isOverdue(): boolean {
    if (this.#instance === undefined) return true;
    const sinceMs = performance.now() - this.#beatenAtMs;
    // The monotonic clock stands still while a machine sleeps, the other one may be set.
    return Math.max(sinceMs, Date.now() - this.#beatenAtWallMs) > this.#overdueMs;
  }

  /** Takes a new name. Throws when the folder does not allow it. */
  claim(): void {
    this.#folder.ensure();
    const instance = newInstance();
    const fd = openSync(this.#folder.pathOf(aliveName(instance)), CREATE, 0o600);
    try {
      writeSync(fd, JSON.stringify(this.#identity));
    } finally {
      closeSync(fd);
    }
    this.#instance = instance;
    this.#beaten(new Date());
  }

  newSegmentPath(): string {
    if (this.#instance === undefined) throw new Error('nothing is claimed');
    this.#lastNumber += 1;
    return this.#folder.pathOf(segmentName(this.#instance, this.#lastNumber));
  }

  /** Whether a file has a name of ours. */
  owns(path: string): boolean {
    return this.#instance !== undefined && path.startsWith(this.#folder.pathOf(`${this.#instance}.`));
  }

  /** Gives a sign of life. False when the last one is gone, so that the claim is lost; throws when it cannot be told. */
  confirm(): boolean {
    if (this.#instance === undefined) return false;
    try {
      const now = new Date();
      utimesSync(this.#folder.pathOf(aliveName(this.#instance)), now, now);
      this.#beaten(now);
      return true;
    } catch (error) {
      if (isAbsent(error)) return false;
      throw error;
    }
  }

  /** As `confirm`, off this thread: in the ordinary rhythm nothing waits for the disk. */
  async beat(): Promise<boolean> {
    if (this.#instance === undefined) return false;
    try {
      const now = new Date();
      const nowMs = performance.now();
      await utimes(this.#folder.pathOf(aliveName(this.#instance)), now, now);
      this.#beaten(now, nowMs);
      return true;
    } catch (error) {
      return !isAbsent(error);
    }
  }

  /** Lets go of a claim that is lost, and says how the last one was. */
  lose(): LostClaim {
    if (this.#instance !== undefined) {
      const isAdopted = existsSync(this.#folder.pathOf(adoptedName(this.#instance)));
      this.#lostTo = isAdopted ? 'adopted' : 'removed';
    }
    this.#instance = undefined;
    return this.#lostTo;
  }

  /** What is left is for whoever comes next, without waiting. */
  release(): void {
    if (this.#instance === undefined) return;
    try {
      unlinkSync(this.#folder.pathOf(aliveName(this.#instance)));
    } catch {
      // It goes stale.
    }
    this.#instance = undefined;
  }

  #beaten(now: Date, nowMs: number = performance.now()): void {
    this.#beatenAtMs = nowMs;
    this.#beatenAtWallMs = now.getTime();
  }
}

const { O_CREAT, O_EXCL, O_WRONLY } = constants;
const CREATE = O_WRONLY | O_CREAT | O_EXCL | (constants.O_NOFOLLOW ?? 0);
