import { constants } from 'node:fs';
import { lstat, open, readdir, rename, unlink } from 'node:fs/promises';
import { hasEnded, parseIdentity, type ProcessIdentity } from './process-identity.js';
import type { SpoolFolder } from './spool-folder.js';
import { adoptedName, aliveName, parseName } from './spool-names.js';
import type { SpoolTiming } from './spool-options.js';

/** What is left of a process that has ended. */
export interface Orphan {
  readonly path: string;
  readonly byteLength: number;
}

/** Finds out whose owner is dead. One sweep at a time. */
export class Orphans {
  readonly #folder: SpoolFolder;
  readonly #identity: ProcessIdentity;
  readonly #timing: SpoolTiming;
  /** When a sign of life was first seen to be that old: a clock that was set makes all of them look old at once. */
  readonly #seen = new Map<string, { readonly modifiedAtMs: number; readonly sinceMs: number }>();

  constructor(folder: SpoolFolder, identity: ProcessIdentity, timing: SpoolTiming) {
    this.#folder = folder;
    this.#identity = identity;
    this.#timing = timing;
  }

  /** The last sweep has left undecided whether somebody is dead. */
  get isUndecided(): boolean {
    return this.#seen.size > 0;
  }

  /**
   * The files that nobody owns, oldest first. Their owners' signs of life are put away before, so that one who was
   * only stopped learns of it. `claim` says whether a file is wanted, for instance since there is room for it.
   */
  async find(own: string, isWanted: (orphan: Orphan) => boolean): Promise<Orphan[]> {
    const { segments, alive, adopted } = await this.#list();
    for (const instance of this.#seen.keys()) if (!alive.has(instance)) this.#seen.delete(instance);
    await Promise.all(adopted.map((instance) => this.#removeOldTombstone(instance)));
    const found: Orphan[] = [];
    for (const instance of new Set([...segments.keys(), ...alive])) {
      const files = await this.#measured(segments.get(instance) ?? []);
      if (instance !== own && !files.some(isWanted) && files.length > 0) continue;
      if (instance !== own && alive.has(instance) && !(await this.#bury(instance, files.length > 0)))
        continue;
      found.push(...files.filter(isWanted));
    }
    return found;
  }

  async #list() {
    const segments = new Map<string, string[]>();
    const alive = new Set<string>();
    const adopted: string[] = [];
    for (const name of await readdir(this.#folder.path)) {
      const parsed = parseName(name);
      if (parsed?.kind === 'alive') alive.add(parsed.instance);
      if (parsed?.kind === 'adopted') adopted.push(parsed.instance);
      if (parsed?.kind !== 'spool') continue;
      segments.set(parsed.instance, [...(segments.get(parsed.instance) ?? []), this.#folder.pathOf(name)]);
    }
    return { segments, alive, adopted };
  }

  async #measured(paths: readonly string[]): Promise<Orphan[]> {
    const sizes = await Promise.all(
      paths.map((path) =>
        lstat(path).then(
          ({ size, mtimeMs }) => [{ path, byteLength: size, mtimeMs }],
          () => [],
        ),
      ),
    );
    return sizes.flat().toSorted((a, b) => a.mtimeMs - b.mtimeMs);
  }

  /** Whether this process was the one to put away the sign of life of a dead one. */
  async #bury(instance: string, hasFiles: boolean): Promise<boolean> {
    const alive = this.#folder.pathOf(aliveName(instance));
    const modifiedAtMs = await modifiedAt(alive);
    if (modifiedAtMs === undefined || !(await this.#isDead(instance, alive, modifiedAtMs))) return false;
    try {
      if (!hasFiles) {
        await unlink(alive);
        return false;
      }
      const adopted = this.#folder.pathOf(adoptedName(instance));
      await rename(alive, adopted);
      if ((await modifiedAt(adopted)) === modifiedAtMs) return true;
      // It has woken up in this very moment.
      await rename(adopted, alive);
    } catch {
      // Another was quicker.
    }
    return false;
  }

  async #isDead(instance: string, alive: string, modifiedAtMs: number): Promise<boolean> {
    const identity = await identityIn(alive);
    if (identity !== undefined && hasEnded(identity, this.#identity)) return true;
    if (Date.now() - modifiedAtMs <= this.#timing.staleMs) {
      this.#seen.delete(instance);
      return false;
    }
    const nowMs = performance.now();
    const seen = this.#seen.get(instance);
    if (seen?.modifiedAtMs !== modifiedAtMs) {
      this.#seen.set(instance, { modifiedAtMs, sinceMs: nowMs });
      return false;
    }
    return nowMs - seen.sinceMs >= this.#timing.heartbeatMs * 1.2;
  }

  async #removeOldTombstone(instance: string): Promise<void> {
    const path = this.#folder.pathOf(adoptedName(instance));
    const modifiedAtMs = await modifiedAt(path);
    if (modifiedAtMs === undefined || Date.now() - modifiedAtMs < TOMBSTONE_MS) return;
    await unlink(path).catch(() => {});
  }
}

/** A process that was stopped for longer counts its records as lost, though another has them. */
const TOMBSTONE_MS = 24 * 60 * 60 * 1000;

const MAX_IDENTITY_BYTES = 1024;

async function modifiedAt(path: string): Promise<number | undefined> {
  return lstat(path).then(
    (stats) => stats.mtimeMs,
    () => undefined,
  );
}

async function identityIn(path: string): Promise<ProcessIdentity | undefined> {
  try {
    const handle = await open(path, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0));
    try {
      const { buffer, bytesRead } = await handle.read(Buffer.alloc(MAX_IDENTITY_BYTES));
      return parseIdentity(buffer.toString('utf8', 0, bytesRead));
    } finally {
      await handle.close();
    }
  } catch {
    return undefined;
  }
}
