import { randomBytes } from 'node:crypto';
import {
  closeSync,
  constants,
  fstatSync,
  ftruncateSync,
  openSync,
  renameSync,
  statSync,
  unlinkSync,
  writeSync,
  writevSync,
} from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import { encodeEntryHeader, ENTRY_HEADER_BYTES, type EntryType } from './entry.js';
import { isAbsent } from './errno.js';
import { closeFd, syncFd } from './fd.js';
import { encodeSegmentHeader } from './segment-header.js';

/** What a file of the spool is made of, written by us or by somebody before us. */
export interface SegmentFileParts {
  readonly path: string;
  readonly preamble: Uint8Array;
  readonly salt: number;
  /** Where the first entry begins. */
  readonly headerBytes: number;
  readonly byteLength: number;
}

/** One file of the spool: entries are appended, read by their place, and gone when the file is. */
export class SegmentFile {
  readonly preamble: Uint8Array;
  readonly salt: number;
  readonly #headerBytes: number;
  #path: string;
  /** Up to the end of the last good entry. */
  #byteLength: number;
  /** Only of the one that is written to, and of one whose name was removed while it was. */
  #fd: number | undefined;
  #isSealed = false;
  #isNameless = false;
  #isDirty = false;
  #syncing: Promise<void> | undefined;

  constructor(parts: SegmentFileParts, fd?: number) {
    this.preamble = parts.preamble;
    this.salt = parts.salt;
    this.#headerBytes = parts.headerBytes;
    this.#path = parts.path;
    this.#byteLength = parts.byteLength;
    this.#fd = fd;
  }

  /** A new file that only its owner may read. Throws when it cannot be made. */
  static create(path: string, preamble: Uint8Array): SegmentFile {
    const salt = randomBytes(4).readUInt32BE();
    const header = encodeSegmentHeader({ preamble, salt, createdAtMs: Date.now() });
    const fd = openSync(path, CREATE | constants.O_EXCL, 0o600);
    const file = new SegmentFile({ path, preamble, salt, headerBytes: header.byteLength, byteLength: 0 }, fd);
    try {
      file.#write([header]);
      return file;
    } catch (error) {
      file.remove();
      throw error;
    }
  }

  get path(): string {
    return this.#path;
  }

  get byteLength(): number {
    return this.#byteLength;
  }

  /** 0 where there is no file. */
  get sizeOnDisk(): number {
    return statSync(this.#path, { throwIfNoEntry: false })?.size ?? 0;
  }

  /** Says where the entry begins. Throws when it was not taken whole; the file then ends where it did before. */
  append(type: EntryType, atMs: number, payload: Uint8Array): number {
    const offset = this.#byteLength;
    this.#write([encodeEntryHeader(type, atMs, payload, this.salt), payload]);
    this.#isDirty = true;
    return offset;
  }

  /** As `append`, for a file that is not written to any more. */
  appendReopened(type: EntryType, atMs: number, payload: Uint8Array): void {
    if (this.#fd !== undefined) return void this.append(type, atMs, payload);
    const fd = openSync(this.#path, APPEND);
    try {
      const entry = Buffer.concat([encodeEntryHeader(type, atMs, payload, this.salt), payload]);
      // Short or not: who reads the file finds its way behind a torn entry.
      this.#byteLength += writeSync(fd, entry);
    } finally {
      closeSync(fd);
    }
  }

  /** Its name was removed, by nobody who reads it instead: from now on it is read by what is still open. */
  keepNameless(): void {
    this.#isNameless = true;
  }

  get isNameless(): boolean {
    return this.#isNameless;
  }

  /** For reading, by name, or by what is still open where that was removed. */
  async openForReading(): Promise<FileHandle | number> {
    if (this.#isNameless && this.#fd !== undefined) return this.#fd;
    const path = this.#path;
    try {
      return await open(path, READ);
    } catch (error) {
      // It was given another name in between.
      if (isAbsent(error) && path !== this.#path) return open(this.#path, READ);
      throw error;
    }
  }

  /** Whether the name was removed from under what is open. */
  get isUnlinked(): boolean {
    try {
      return this.#fd !== undefined && fstatSync(this.#fd).nlink === 0;
    } catch {
      return false;
    }
  }

  /** False when there is no such file any more. */
  rename(path: string): boolean {
    try {
      renameSync(this.#path, path);
      this.#path = path;
      return true;
    } catch (error) {
      if (isAbsent(error)) return false;
      throw error;
    }
  }

  /** Writes through to the disk, off this thread; never twice at a time. Rejects when the disk failed. */
  sync(): Promise<void> {
    if (this.#fd === undefined || !this.#isDirty) return this.#syncing ?? Promise.resolve();
    this.#syncing ??= this.#sync(this.#fd);
    return this.#syncing;
  }

  /** Nothing is appended from now on. Never rejects. */
  async seal(): Promise<void> {
    if (this.#isSealed) return;
    this.#isSealed = true;
    await this.#syncing?.catch(() => {});
    await this.sync().catch(() => {});
    // Without a name it can only be read as long as it is open.
    if (!this.isUnlinked) await this.close();
  }

  /** Empties a file of which nothing is needed any more. Throws when that fails. */
  reset(): void {
    if (this.#fd === undefined) return;
    ftruncateSync(this.#fd, this.#headerBytes);
    this.#byteLength = this.#headerBytes;
  }

  /** Never throws: a file that stays is one that a later process finds to be settled. */
  remove(): void {
    try {
      unlinkSync(this.#path);
    } catch {
      // Removed by somebody else, or not removable: either way nothing of it is needed.
    }
    void this.close();
  }

  async close(): Promise<void> {
    const fd = this.#fd;
    this.#fd = undefined;
    await this.#syncing?.catch(() => {});
    if (fd !== undefined) await closeFd(fd);
  }

  #write(parts: Uint8Array[]): void {
    const fd = this.#fd;
    if (fd === undefined || this.#isSealed) throw new Error('the segment is sealed');
    const wanted = parts.reduce((sum, part) => sum + part.byteLength, 0);
    try {
      const written = parts.length === 1 ? writeSync(fd, parts[0] ?? NOTHING) : writevSync(fd, parts);
      if (written !== wanted) throw Object.assign(new Error('a short write'), { code: 'ENOSPC' });
    } catch (error) {
      cutBack(fd, this.#byteLength);
      throw error;
    }
    this.#byteLength += wanted;
  }

  async #sync(fd: number): Promise<void> {
    this.#isDirty = false;
    try {
      await syncFd(fd);
    } finally {
      this.#syncing = undefined;
    }
  }
}

/** What an entry takes in a file. */
export function entryBytes(payloadBytes: number): number {
  return ENTRY_HEADER_BYTES + payloadBytes;
}

const { O_APPEND, O_CREAT, O_RDONLY, O_RDWR, O_WRONLY } = constants;
/** Windows has no such flag, nor the danger. */
const O_NOFOLLOW = constants.O_NOFOLLOW ?? 0;
const CREATE = O_RDWR | O_CREAT | O_APPEND | O_NOFOLLOW;
const APPEND = O_WRONLY | O_APPEND | O_NOFOLLOW;
const READ = O_RDONLY | O_NOFOLLOW;
const NOTHING = new Uint8Array();

/** A torn entry would be skipped by a reader anyway; this spares it the search. */
function cutBack(fd: number, byteLength: number): void {
  try {
    ftruncateSync(fd, byteLength);
  } catch {
    // The disk is failing as a whole.
  }
}
