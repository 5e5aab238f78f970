import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach } from 'vitest';
import type { ExportSignal, Prepared } from '../../../../../lib/export/destination.js';
import type { DropReason } from '../../../../../lib/export/pipeline-status.js';
import type { StoredRecord } from '../../../../../lib/export/record-store.js';
import { Spool } from '../../../../../lib/export/spool/spool.js';
import {
  SPOOL_TIMING,
  type SpoolHooks,
  type SpoolOptions,
  type SpoolTiming,
} from '../../../../../lib/export/spool/spool-options.js';

/** A record whose bytes are a text. */
export interface TextRecord extends Prepared {
  readonly text: string;
  /** Of the segment it came from. */
  readonly preamble?: string;
}

export function textRecord(text: string, signal: ExportSignal = 'traces'): TextRecord {
  return { signal, text, byteLength: Buffer.byteLength(text) };
}

/** What a pipeline would do around a spool: keeps the books, and the sequence numbers. */
export class Books implements SpoolHooks {
  captured = 0;
  delivered = 0;
  spooled = 0;
  changes = 0;
  readonly dropped: Partial<Record<DropReason, number>> = {};
  readonly warnings: string[] = [];
  #lastSequence = 0;
  #onChange = (): void => {};

  nextSequence(): number {
    this.#lastSequence += 1;
    return this.#lastSequence;
  }

  restore(bytes: Uint8Array, signal: ExportSignal, preamble: Uint8Array): TextRecord {
    const text = Buffer.from(bytes).toString();
    return { ...textRecord(text, signal), preamble: Buffer.from(preamble).toString() };
  }

  serialize(item: Prepared): Uint8Array {
    return Buffer.from(textOf(item));
  }

  recovered(count: number): void {
    this.captured += count;
    this.spooled += count;
  }

  lost(reason: DropReason, count: number): void {
    this.spooled -= count;
    this.dropped[reason] = (this.dropped[reason] ?? 0) + count;
    this.#onChange();
  }

  handedOver(count: number): void {
    this.captured -= count;
    this.spooled -= count;
    this.#onChange();
  }

  changed(): void {
    this.changes += 1;
    this.#onChange();
  }

  warn(_kind: string, message: string): void {
    this.warnings.push(message);
    this.#onChange();
  }

  /** Resolves once something that the spool told makes it true. */
  async until(isSo: () => boolean): Promise<void> {
    while (!isSo()) await new Promise<void>((resolve) => (this.#onChange = resolve));
  }

  get droppedInAll(): number {
    return Object.values(this.dropped).reduce((sum, count) => sum + count, 0);
  }
}

/** A spool with its books, as a process has them. */
export class BookedSpool {
  readonly books = new Books();
  readonly spool: Spool;

  constructor(options: Partial<SpoolOptions> & { directory: string }, timing: Partial<SpoolTiming> = {}) {
    this.spool = new Spool(
      { identity: 'shop/test', preamble: Buffer.from('resource'), ...options },
      this.books,
      { ...UNHURRIED, ...timing },
    );
    opened.push(this.spool);
  }

  offer(text: string, signal: ExportSignal = 'traces'): boolean {
    const sequence = this.books.nextSequence();
    const isTaken = this.spool.offer(textRecord(text, signal), sequence);
    this.books.captured += 1;
    if (isTaken) this.books.spooled += 1;
    else this.books.dropped.queue_full = (this.books.dropped.queue_full ?? 0) + 1;
    return isTaken;
  }

  deliver(records: readonly StoredRecord[]): void {
    this.spool.settle(records);
    this.books.spooled -= records.length;
    this.books.delivered += records.length;
  }

  /** Delivers all that waits, and says what it was. */
  async drain(signal: ExportSignal = 'traces'): Promise<string[]> {
    const texts: string[] = [];
    for (;;) {
      const records = await this.spool.take(signal, 1_000_000, 100);
      if (records.length === 0) return texts;
      texts.push(...records.map(({ item }) => textOf(item)));
      this.deliver(records);
    }
  }
}

export function textOf(item: Prepared): string {
  // The other side of `textRecord`, as a destination is handed back only what it made.
  return (item as TextRecord).text;
}

/** A loaded machine must not look like a disk that hangs. */
export const UNHURRIED: SpoolTiming = { ...SPOOL_TIMING, slowWriteMs: 60_000 };

const opened: Spool[] = [];
const folders: string[] = [];

/** A folder for one test. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'spool-'));
  folders.push(folder);
  return folder;
}

/** Resolves once it is so, of what nobody tells of. */
export async function eventually(isSo: () => boolean): Promise<void> {
  while (!isSo()) await new Promise((resolve) => setImmediate(resolve));
}

afterEach(async () => {
  await Promise.all(opened.splice(0).map((spool) => spool.close()));
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});
