import { randomBytes } from 'node:crypto';
import {
  closeSync,
  constants,
  fstatSync,
  openSync,
  readSync,
  renameSync,
  statSync,
  unlinkSync,
  writeSync,
} from 'node:fs';
import type { Prepared } from '../destination.js';
import { encodeEntryHeader } from './entry.js';
import {
  decodeSegmentHeader,
  encodeSegmentHeader,
  MAX_PREAMBLE_BYTES,
  type SegmentHeader,
} from './segment-header.js';
import { SpoolFolder } from './spool-folder.js';

export interface DeadLettersOptions {
  /** As of the spool. */
  readonly directory: string;
  readonly identity: string;
  readonly preamble: Uint8Array;
  /** Of both files together. @default 16777216 (16 MiB) */
  readonly maxBytes?: number;
  /** @default 86400000 (24 h) */
  readonly maxAgeMs?: number;
  readonly serialize: (item: Prepared) => Uint8Array;
}

/**
 * Keeps records that the receiver refused for good, for a person to look at: in `dead-letters.current` and, from
 * before that, `dead-letters.previous`, which are written as segments are. They are never sent again.
 */
export class DeadLetters {
  readonly #folder: SpoolFolder;
  readonly #options: DeadLettersOptions;
  readonly #maxFileBytes: number;
  readonly #maxFileAgeMs: number;

  constructor(options: DeadLettersOptions) {
    this.#folder = new SpoolFolder(options.directory, options.identity);
    this.#options = options;
    // Each of the two has half of the room and half of the time.
    this.#maxFileBytes = (options.maxBytes ?? 16 * 1024 * 1024) / 2;
    this.#maxFileAgeMs = (options.maxAgeMs ?? 24 * 60 * 60 * 1000) / 2;
  }

  /** `reason` is a code, such as `rejected`; never the text of an answer. Says how many were kept; never throws. */
  keep(items: readonly Prepared[], reason: string): number {
    try {
      this.#folder.ensure();
      this.removeOld();
      return items.reduce((kept, item) => kept + this.#keep(item, reason), 0);
    } catch {
      // They are counted as dropped in any case; this is a copy.
      return 0;
    }
  }

  /** Removes what is older than it may be; to be called now and then. Never throws. */
  removeOld(): void {
    const previousAtMs = modifiedAtMs(this.#previous);
    if (previousAtMs !== undefined && Date.now() - previousAtMs > this.#maxFileAgeMs) remove(this.#previous);
    const currentAtMs = this.#createdAtMs();
    if (currentAtMs !== undefined && Date.now() - currentAtMs > this.#maxFileAgeMs) this.#turnOver();
  }

  get #current(): string {
    return this.#folder.pathOf('dead-letters.current');
  }

  get #previous(): string {
    return this.#folder.pathOf('dead-letters.previous');
  }

  #keep(item: Prepared, reason: string): number {
    const payload = this.#options.serialize(item);
    const why = Buffer.from(reason);
    const fd = this.#openFor(payload.byteLength + why.byteLength);
    if (fd === undefined) return 0;
    try {
      const header = headerOf(fd) ?? writtenHeader(fd, this.#options.preamble);
      const entries = Buffer.concat([
        encodeEntryHeader('reason', Date.now(), why, header.salt),
        why,
        encodeEntryHeader(item.signal, Date.now(), payload, header.salt),
        payload,
      ]);
      // Several processes append to it: one write, and a short one is skipped by whoever reads.
      return writeSync(fd, entries) === entries.byteLength ? 1 : 0;
    } finally {
      closeSync(fd);
    }
  }

  /** The file, with room for so much more; `undefined` for what never has any. */
  #openFor(byteLength: number): number | undefined {
    const needed = byteLength + ENTRIES_OVERHEAD_BYTES + this.#options.preamble.byteLength;
    if (needed > this.#maxFileBytes) return undefined;
    if ((statSync(this.#current, { throwIfNoEntry: false })?.size ?? 0) + needed > this.#maxFileBytes)
      this.#turnOver();
    return openSync(this.#current, OPEN, 0o600);
  }

  #createdAtMs(): number | undefined {
    try {
      const fd = openSync(this.#current, constants.O_RDONLY | O_NOFOLLOW);
      try {
        return headerOf(fd)?.createdAtMs ?? 0;
      } finally {
        closeSync(fd);
      }
    } catch {
      return undefined;
    }
  }

  #turnOver(): void {
    try {
      renameSync(this.#current, this.#previous);
    } catch {
      // Another process was quicker.
    }
  }
}

const O_NOFOLLOW = constants.O_NOFOLLOW ?? 0;
const OPEN = constants.O_RDWR | constants.O_CREAT | constants.O_APPEND | O_NOFOLLOW;
const ENTRIES_OVERHEAD_BYTES = 128;

/** `undefined` for a file that was begun just now, or by nobody of ours. */
function headerOf(fd: number): SegmentHeader | undefined {
  const bytes = Buffer.alloc(Math.min(fstatSync(fd).size, MAX_PREAMBLE_BYTES + 64));
  return decodeSegmentHeader(bytes.subarray(0, readSync(fd, bytes, 0, bytes.byteLength, 0)));
}

function writtenHeader(fd: number, preamble: Uint8Array): { readonly salt: number } {
  const salt = randomBytes(4).readUInt32BE();
  writeSync(fd, encodeSegmentHeader({ preamble, salt, createdAtMs: Date.now() }));
  return { salt };
}

function modifiedAtMs(path: string): number | undefined {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs;
}

function remove(path: string): void {
  try {
    unlinkSync(path);
  } catch {
    // Another process was quicker.
  }
}
