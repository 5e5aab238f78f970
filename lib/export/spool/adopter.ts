import { rename } from 'node:fs/promises';
import { isAbsent } from './errno.js';
import { loadSegment, type LoadedSegment } from './load-segment.js';
import type { Orphan, Orphans } from './orphans.js';
import type { Ownership } from './ownership.js';
import { cleanQuarantine, quarantine } from './quarantine.js';
import type { SpoolFolder } from './spool-folder.js';

export interface AdopterParts {
  readonly folder: SpoolFolder;
  readonly ownership: Ownership;
  readonly orphans: Orphans;
  readonly maxAgeMs: number;
  /** Whether there is room for it. */
  readonly isWanted: (orphan: Orphan) => boolean;
  readonly adopted: (path: string, segment: LoadedSegment) => void;
  readonly warn: (kind: string, message: string) => void;
}

/** Makes the files of dead processes this one's own. */
export class Adopter {
  readonly #parts: AdopterParts;
  #sweeping: Promise<void> | undefined;

  constructor(parts: AdopterParts) {
    this.#parts = parts;
  }

  /** Never rejects; a second call joins the first. */
  sweep(): Promise<void> {
    this.#sweeping ??= this.#sweep().finally(() => (this.#sweeping = undefined));
    return this.#sweeping;
  }

  /** Resolves when no sweep is under way. */
  async idle(): Promise<void> {
    await this.#sweeping;
  }

  async #sweep(): Promise<void> {
    const { folder, ownership, orphans, isWanted, maxAgeMs } = this.#parts;
    const own = ownership.instance;
    if (own === undefined) return;
    try {
      await cleanQuarantine(folder, maxAgeMs);
      for (const orphan of await orphans.find(own, isWanted)) {
        if (isWanted(orphan)) await this.#adopt(orphan.path);
      }
    } catch (error) {
      // A folder that is not there is made when something is written.
      if (isAbsent(error)) return;
      this.#parts.warn('spool_adoption', 'The spool could not be searched for records of earlier processes.');
    }
  }

  async #adopt(orphan: string): Promise<void> {
    const { folder, ownership, adopted, maxAgeMs, warn } = this.#parts;
    if (ownership.instance === undefined) return;
    const path = ownership.owns(orphan) ? orphan : ownership.newSegmentPath();
    try {
      // Of several processes that want it, one gets it.
      if (path !== orphan) await rename(orphan, path);
    } catch {
      return;
    }
    const segment = await loadSegment(path).catch(() => 'unreadable' as const);
    if (segment === 'unreadable') {
      warn('spool_unreadable', 'A file of the spool cannot be read for the moment; it is tried again.');
      return;
    }
    if (segment !== undefined) return adopted(path, segment);
    warn(
      'spool_quarantine',
      `A file of the spool is damaged, or of another version of this package: it was put aside in ${folder.path} as *.quarantine.`,
    );
    await quarantine(folder, path, maxAgeMs);
  }
}
