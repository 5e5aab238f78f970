import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { currentProcess } from '../../../../lib/export/spool/process-identity.js';
import { BookedSpool, eventually, temporaryFolder } from './support/books.js';
import { damaged, damages, writings, writtenSegment } from './support/damage.js';

const IDENTITY = 'shop/test';
const FOLDER = `shop-test-${createHash('sha256').update(IDENTITY).digest('hex').slice(0, 8)}`;
const DEAD = '0123456789abcdef';
const DAY_MS = 24 * 60 * 60 * 1000;
const three = { payloads: ['one', 'two', 'three'].map((text) => Buffer.from(text)), settled: [] };

it('takes over the file of a process that left no sign of life', async () => {
  const { directory } = withOrphan(writtenSegment(three).bytes);

  const after = new BookedSpool({ directory });
  await after.books.until(() => after.books.changes > 0);

  expect(await after.drain('logs')).toEqual(['one']);
  expect(await after.drain('traces')).toEqual(['two', 'three']);
});

it('removes a file in which all is settled, without a word', async () => {
  const { directory, orphan } = withOrphan(writtenSegment({ ...three, settled: [true, true, true] }).bytes);

  const after = new BookedSpool({ directory });
  await eventually(() => !existsSync(orphan) && !hasSegments(directory));
  await after.spool.close();

  expect(readdirSync(join(directory, FOLDER))).toEqual([]);
  expect(after.books).toMatchObject({ captured: 0, changes: 0, warnings: [] });
});

it('counts what it finds damaged, and takes over the rest', async () => {
  const { bytes, records } = writtenSegment(three);
  bytes[(records[1]?.end ?? 0) - 1] = 0;
  const { directory } = withOrphan(bytes);

  const after = new BookedSpool({ directory });
  await after.books.until(() => after.books.changes > 0);

  expect(after.books).toMatchObject({ captured: 3, spooled: 2, dropped: { spool_corrupt: 1 } });
  expect([...(await after.drain('logs')), ...(await after.drain())]).toEqual(['one', 'three']);
});

it('drops what has waited for longer than it may', async () => {
  const { directory } = withOrphan(writtenSegment(three, { atMs: Date.now() - DAY_MS - 1 }).bytes);

  const after = new BookedSpool({ directory });
  await after.books.until(() => after.books.captured > 0);
  await after.spool.close();

  expect(after.books).toMatchObject({ captured: 3, spooled: 0, dropped: { expired: 3 } });
  expect(readdirSync(join(directory, FOLDER))).toEqual([]);
});

it('neither drops nor keeps for ever what a clock that was set back has stored in the future', async () => {
  const { directory } = withOrphan(writtenSegment(three, { atMs: Date.now() + 30 * DAY_MS }).bytes);

  const after = new BookedSpool({ directory, maxAgeMs: 300 }, { heartbeatMs: 50 });
  await after.books.until(() => after.books.changes > 0);
  expect(after.spool.waiting('traces').records).toBe(2);
  await after.books.until(() => after.books.dropped.expired === 3);

  expect(after.books.spooled).toBe(0);
});

it('drops what nobody takes in time, and its file', async () => {
  const directory = temporaryFolder();
  const booked = new BookedSpool({ directory, maxAgeMs: 100 }, { heartbeatMs: 20 });
  booked.offer('old');

  await booked.books.until(() => booked.books.dropped.expired === 1);
  const size = Math.max(
    ...readdirSync(join(directory, FOLDER)).map((name) => statSync(join(directory, FOLDER, name)).size),
  );

  expect(await booked.spool.take('traces', 1_000, 10)).toEqual([]);
  expect(booked.spool.oldestSequence).toBe(Infinity);
  expect(size).toBeLessThan(200);
});

it.each([
  ['of another format version', versionTwo()],
  ['with a damaged beginning', Buffer.concat([Buffer.alloc(30), writtenSegment(three).bytes])],
  ['of somebody else', Buffer.from('notes')],
  ['that is empty', Buffer.alloc(0)],
])('puts a file %s aside, and says so', async (_, bytes) => {
  const { directory } = withOrphan(bytes);

  const after = new BookedSpool({ directory });
  await after.books.until(() => after.books.warnings.length > 0);
  await after.spool.close();

  const [left = '', ...others] = readdirSync(join(directory, FOLDER));
  expect(left).toMatch(/\.quarantine$/);
  expect(others).toEqual([]);
  expect(after.books).toMatchObject({ captured: 0, dropped: {} });
});

it('keeps only some of the files it puts aside', async () => {
  const { directory } = withOrphan(Buffer.from('notes'));
  for (let each = 0; each < 20; each += 1)
    writeFileSync(join(directory, FOLDER, `${DEAD}.${each + 2}.spool`), 'notes');

  const after = new BookedSpool({ directory });
  await eventually(() => !hasSegments(directory));
  await after.spool.close();

  expect(readdirSync(join(directory, FOLDER)).length).toBe(8);
});

it('does not follow a link that stands for a file', async () => {
  const { directory, orphan } = withOrphan(undefined);
  const elsewhere = join(temporaryFolder(), 'elsewhere');
  writeFileSync(elsewhere, writtenSegment(three).bytes);
  symlinkSync(elsewhere, orphan);

  const after = new BookedSpool({ directory });
  await after.books.until(() => after.books.warnings.length > 0);

  expect(after.books.captured).toBe(0);
});

it('leaves alone what belongs to a process that is alive', async () => {
  const { directory, orphan } = withOrphan(writtenSegment(three).bytes, currentProcess());

  const after = new BookedSpool({ directory });
  await after.spool.close();

  expect(existsSync(orphan)).toBe(true);
});

it('waits for another sign of life before it takes an old one for the last', async () => {
  const { directory, alive, orphan } = withOrphan(writtenSegment(three).bytes, {
    ...currentProcess(),
    bootId: 'another machine',
  });
  const minuteAgo = new Date(Date.now() - 60_000);
  utimesSync(alive, minuteAgo, minuteAgo);

  const first = new BookedSpool({ directory });
  await first.spool.close();
  expect(existsSync(orphan)).toBe(true);
  const patient = new BookedSpool({ directory }, { heartbeatMs: 50 });
  await patient.books.until(() => patient.books.changes > 0);

  expect(existsSync(orphan)).toBe(false);
  expect(patient.books.captured).toBe(3);
});

it('takes over at once from a process of this machine that is gone, or whose id another has now', async () => {
  const other = { ...currentProcess(), startedAt: '1' };
  const { directory } = withOrphan(writtenSegment(three).bytes, other);

  const after = new BookedSpool({ directory });
  await after.books.until(() => after.books.changes > 0);

  expect(after.books.captured).toBe(3);
});

it('takes over only what it has room for, and the rest later', async () => {
  const large = { payloads: [Buffer.alloc(3_000, 'x')], settled: [] };
  const { directory } = withOrphan(writtenSegment(large).bytes);
  writeFileSync(join(directory, FOLDER, `${DEAD}.2.spool`), writtenSegment(large).bytes);

  const after = new BookedSpool({ directory, maxBytes: 5_000 }, { heartbeatMs: 20, sweepMs: 0 });
  await after.books.until(() => after.books.changes > 0);
  expect(after.books.captured).toBe(1);
  await after.drain('logs');
  await after.books.until(() => after.books.captured === 2);

  expect(await after.drain('logs')).toHaveLength(1);
});

it('finds what a process wrote before it learnt that its file had been taken over', async () => {
  const directory = temporaryFolder();
  const asleep = new BookedSpool({ directory }, { heartbeatMs: 3_600_000, overdueMs: 3_600_000 });
  asleep.offer('before');
  makeStale(directory);
  const other = new BookedSpool({ directory }, { heartbeatMs: 20, sweepMs: 20 });
  await other.books.until(() => other.books.changes === 1);

  asleep.offer('late');
  const first = await other.drain();
  await other.books.until(() => other.books.changes === 2);
  const second = await other.drain();
  const taken = await asleep.drain();

  expect([first, second, taken]).toEqual([['before'], ['late'], []]);
  expect(other.books).toMatchObject({ captured: 2, delivered: 2, spooled: 0, dropped: {} });
  expect(asleep.books).toMatchObject({ captured: 0, delivered: 0, spooled: 0, dropped: {} });
  expect(hasSegments(directory)).toBe(false);
});

it('sends what is under way, but nothing else that another process has taken over', async () => {
  const directory = temporaryFolder();
  const asleep = new BookedSpool({ directory }, { heartbeatMs: 3_600_000, overdueMs: 3_600_000 });
  for (const text of ['put back', 'under way', 'handed back later', 'waiting']) asleep.offer(text);
  const putBack = await asleep.spool.take('traces', 1_000, 1);
  const underWay = await asleep.spool.take('traces', 1_000, 1);
  const later = await asleep.spool.take('traces', 1_000, 1);
  asleep.spool.putBack(putBack);
  makeStale(directory);
  const other = new BookedSpool({ directory }, { heartbeatMs: 20, sweepMs: 20 });
  await other.books.until(() => other.books.captured === 4);

  // It is put back first: what is read from the disk after it shows that the file is gone.
  asleep.deliver(await asleep.spool.take('traces', 1_000, 1));
  expect(await asleep.drain()).toEqual([]);
  asleep.spool.putBack(later);
  asleep.deliver(underWay);

  expect(asleep.books).toMatchObject({ captured: 2, delivered: 2, spooled: 0, dropped: {} });
  expect(asleep.spool.oldestSequence).toBe(Infinity);
});

it('keeps exact books whatever files it finds', async () => {
  await fc.assert(
    fc.asyncProperty(writings, fc.array(damages, { maxLength: 3 }), async (writing, happened) => {
      const written = writtenSegment(writing);
      const { directory } = withOrphan(damaged(written, happened).bytes);

      const after = new BookedSpool({ directory });
      const { books } = after;
      await eventually(() => books.captured > 0 || !hasSegments(directory));
      const booked = books.captured;
      const drained = [...(await after.drain('traces')), ...(await after.drain('logs'))];

      expect(books).toMatchObject({ captured: booked, delivered: drained.length, spooled: 0 });
      expect(booked).toBe(drained.length + books.droppedInAll);
    }),
    { numRuns: 40 },
  );
});

/** A folder with one file of a process that is gone, and its sign of life. */
function withOrphan(bytes: Buffer | undefined, identity?: object) {
  const directory = temporaryFolder();
  mkdirSync(join(directory, FOLDER), { mode: 0o700 });
  const orphan = join(directory, FOLDER, `${DEAD}.1.spool`);
  const alive = join(directory, FOLDER, `${DEAD}.alive`);
  if (bytes !== undefined) writeFileSync(orphan, bytes, { mode: 0o600 });
  if (identity !== undefined) writeFileSync(alive, JSON.stringify(identity));
  return { directory, orphan, alive };
}

/** The one sign of life in a folder is a minute old, as of a process that was stopped. */
function makeStale(directory: string): void {
  const folder = join(directory, FOLDER);
  const [alive = ''] = readdirSync(folder).filter((name) => name.endsWith('.alive'));
  const minuteAgo = new Date(Date.now() - 60_000);
  utimesSync(join(folder, alive), minuteAgo, minuteAgo);
}

function hasSegments(directory: string): boolean {
  return readdirSync(join(directory, FOLDER)).some((name) => name.endsWith('.spool'));
}

function versionTwo(): Buffer {
  const { bytes } = writtenSegment(three);
  bytes.writeUInt16BE(2, 8);
  return bytes;
}
