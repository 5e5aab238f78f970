import assert from 'node:assert/strict';
import { readdirSync, rmSync, unlinkSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import type { ExportSignal } from '../../../../../lib/export/destination.js';
import type { StoredRecord } from '../../../../../lib/export/record-store.js';
import { BookedSpool, temporaryFolder, textOf } from './books.js';

export type Step =
  | { readonly do: 'offer'; readonly signal: ExportSignal; readonly bytes: number }
  | { readonly do: 'take'; readonly signal: ExportSignal; readonly maxBytes: number; readonly max: number }
  | { readonly do: 'deliver' | 'putBack'; readonly which: number }
  | { readonly do: 'reopen' | 'remove a file' | 'remove the folder' };

const signals = fc.constantFrom<ExportSignal>('traces', 'logs');
const places = fc.nat(5);
export const steps: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 10,
    arbitrary: fc.record({ do: fc.constant('offer' as const), signal: signals, bytes: fc.nat(900) }),
  },
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constant('take' as const),
      signal: signals,
      maxBytes: fc.nat(2_000),
      max: fc.integer({ min: 1, max: 6 }),
    }),
  },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('deliver' as const), which: places }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('putBack' as const), which: places }) },
  { weight: 1, arbitrary: fc.constant({ do: 'reopen' as const }) },
);
export const destructive: fc.Arbitrary<Step> = fc.constantFrom(
  { do: 'remove a file' as const },
  { do: 'remove the folder' as const },
);

/** What a run should do, beside what it does. */
export class SpoolModel {
  readonly accepted: string[] = [];
  readonly delivered: string[] = [];
  readonly #directory = temporaryFolder();
  #booked = this.#open();
  #taken: (readonly StoredRecord[])[] = [];
  #number = 0;
  /** Files were removed: another process would not find them. */
  #isDestroyed = false;

  get books() {
    return this.#booked.books;
  }

  async step(step: Step): Promise<void> {
    if (step.do === 'offer') this.#offer(step.signal, step.bytes);
    if (step.do === 'take') await this.#take(step.signal, step.maxBytes, step.max);
    if (step.do === 'deliver') this.#deliver(this.#pick(step.which));
    if (step.do === 'putBack') this.#booked.spool.putBack(this.#pick(step.which));
    if (step.do === 'reopen') await this.#reopen();
    if (step.do === 'remove a file') this.#removeFile();
    if (step.do === 'remove the folder') this.#removeFolder();
    this.#expectExact();
  }

  async finish(): Promise<void> {
    for (const records of this.#taken) this.#booked.spool.putBack(records);
    this.#taken = [];
    for (const each of ['traces', 'logs'] as const) this.delivered.push(...(await this.#booked.drain(each)));
    this.#expectExact();
    assert.equal(this.books.spooled, 0);
    assert.equal(this.#booked.spool.oldestSequence, Infinity);
    await this.#booked.spool.close();
    rmSync(this.#directory, { recursive: true });
  }

  #open(): BookedSpool {
    return new BookedSpool({ directory: this.#directory, segmentBytes: 2_000, maxBytes: 12_000 });
  }

  #offer(signal: ExportSignal, bytes: number): void {
    const text = `${signal} ${(this.#number += 1)} `.padEnd(bytes, 'x');
    if (this.#booked.offer(text, signal)) this.accepted.push(text);
  }

  async #take(signal: ExportSignal, maxBytes: number, maxRecords: number): Promise<void> {
    const { spool } = this.#booked;
    const { records: waiting, oldestSequence } = spool.waiting(signal);
    const lost = this.books.droppedInAll;
    const taken = await spool.take(signal, maxBytes, maxRecords);
    const bytes = taken.reduce((sum, { item }) => sum + item.byteLength, 0);
    assert.ok(taken.length <= maxRecords);
    if (taken.length > 1) assert.ok(bytes <= maxBytes);
    assert.equal(
      taken.every(({ item }) => item.signal === signal),
      true,
    );
    if (this.books.droppedInAll === lost) {
      assert.equal(taken.length > 0, waiting > 0);
      if (waiting > 0) assert.equal(taken[0]?.sequence, oldestSequence);
    }
    if (taken.length > 0) this.#taken.push(taken);
  }

  #pick(which: number): readonly StoredRecord[] {
    return this.#taken.splice(which % Math.max(1, this.#taken.length), 1)[0] ?? [];
  }

  #deliver(records: readonly StoredRecord[]): void {
    this.#booked.deliver(records);
    this.delivered.push(...records.map(({ item }) => textOf(item)));
  }

  /** As after a kill: what was taken and not settled comes back. */
  async #reopen(): Promise<void> {
    if (this.#isDestroyed) return;
    const { spooled } = this.books;
    await this.#booked.spool.close();
    this.#taken = [];
    this.#booked = this.#open();
    await this.books.until(() => this.books.captured >= spooled);
    assert.equal(this.books.captured, spooled);
  }

  #removeFile(): void {
    this.#isDestroyed = true;
    const [file] = this.#files().filter((name) => name.endsWith('.spool'));
    if (file !== undefined) unlinkSync(file);
  }

  #removeFolder(): void {
    this.#isDestroyed = true;
    for (const name of readdirSync(this.#directory)) rmSync(join(this.#directory, name), { recursive: true });
  }

  #files(): string[] {
    return readdirSync(this.#directory, { recursive: true, encoding: 'utf8' }).map((name) =>
      join(this.#directory, name),
    );
  }

  #expectExact(): void {
    const { captured, delivered, spooled } = this.books;
    assert.equal(captured, delivered + spooled + this.books.droppedInAll);
    const { spool } = this.#booked;
    const inHand = this.#taken.reduce((sum, { length }) => sum + length, 0);
    assert.equal(spool.waiting('traces').records + spool.waiting('logs').records + inHand, spooled);
  }
}
