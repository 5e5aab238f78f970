import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { BookedSpool, temporaryFolder, textOf, textRecord } from './support/books.js';

it('gives back what it was offered, oldest first, a signal at a time', async () => {
  const { spool, ...booked } = withSpool();
  booked.offer('a');
  booked.offer('log', 'logs');
  booked.offer('b');

  const traces = await spool.take('traces', 1_000, 10);
  const logs = await spool.take('logs', 1_000, 10);

  expect(traces.map(({ item }) => textOf(item))).toEqual(['a', 'b']);
  expect(logs.map(({ item }) => textOf(item))).toEqual(['log']);
  expect(traces.map(({ sequence }) => sequence)).toEqual([1, 3]);
});

it('keeps batches within their limits, but never gives nothing while something waits', async () => {
  const { spool, ...booked } = withSpool();
  for (const text of ['aaaaaaaaaa', 'bbbbbbbbbb', 'cccccccccc']) booked.offer(text);

  const byBytes = await spool.take('traces', 1, 10);
  const byRecords = await spool.take('traces', 1_000, 1);

  expect([byBytes.length, byRecords.length]).toEqual([1, 1]);
  expect(spool.waiting('traces').records).toBe(1);
});

it('puts records back ahead of younger ones', async () => {
  const { spool, ...booked } = withSpool();
  for (const text of ['a', 'b', 'c', 'd']) booked.offer(text);
  const first = await spool.take('traces', 1_000, 2);
  const second = await spool.take('traces', 1_000, 1);

  spool.putBack(second);
  spool.putBack(first);

  expect(spool.oldestSequence).toBe(1);
  expect(spool.waiting('traces')).toMatchObject({ records: 4, oldestSequence: 1 });
  expect(await booked.drain()).toEqual(['a', 'b', 'c', 'd']);
});

it('counts a record as the oldest until it is settled', async () => {
  const { spool, ...booked } = withSpool();
  booked.offer('a');
  booked.offer('b');

  const records = await spool.take('traces', 1_000, 1);
  expect(spool.oldestSequence).toBe(1);
  spool.settle(records);

  expect(spool.oldestSequence).toBe(2);
});

it('ignores what is not taken, so that nothing is settled twice', async () => {
  const { spool, ...booked } = withSpool();
  booked.offer('a');
  booked.offer('b');
  const records = await spool.take('traces', 1_000, 1);
  spool.settle(records);

  spool.settle(records);
  spool.putBack(records);
  spool.settle([{ item: textRecord('never offered'), sequence: 1, storedAtMs: 0 }]);

  expect(spool.waiting('traces').records).toBe(1);
  expect(await booked.drain()).toEqual(['b']);
});

it('leaves no record on disk once all are settled', async () => {
  const { folder, ...booked } = withSpool({ segmentBytes: 2_000 });
  for (let each = 0; each < 100; each += 1) booked.offer(`secret-${each}-${'x'.repeat(100)}`);
  expect(bytesIn(folder)).toContain('secret-99');

  await booked.drain();

  expect(bytesIn(folder)).not.toContain('secret');
  expect(readdirSync(folder).filter((name) => name.endsWith('.spool')).length).toBeLessThanOrEqual(1);
});

it('refuses what does not fit, and takes it once there is room', async () => {
  const { spool, ...booked } = withSpool({ maxBytes: 4_000 });
  const record = 'x'.repeat(500);
  let taken = 0;
  while (booked.offer(record)) taken += 1;

  expect(taken).toBeGreaterThan(4);
  expect(spool.fullness).toBeGreaterThan(0.8);
  await booked.drain();

  expect(booked.offer(record)).toBe(true);
  expect(spool.fullness).toBeLessThan(0.5);
});

it('refuses a record that no request could hold', () => {
  const { spool, ...booked } = withSpool();

  expect(booked.offer('x'.repeat(4 * 1024 * 1024 + 1))).toBe(false);
  expect(spool.waiting('traces').records).toBe(0);
});

it('leaves to the next process what is not settled, with the resource it was captured under', async () => {
  const directory = temporaryFolder();
  const before = new BookedSpool({ directory, preamble: Buffer.from('version 1') });
  for (const text of ['a', 'b', 'c']) before.offer(text);
  before.deliver(await before.spool.take('traces', 1_000, 1));
  await before.spool.close();

  const after = new BookedSpool({ directory, preamble: Buffer.from('version 2') });
  await after.books.until(() => after.books.changes > 0);
  const records = await after.spool.take('traces', 1_000, 10);

  expect(records.map(({ item }) => item)).toEqual([
    { signal: 'traces', text: 'b', byteLength: 1, preamble: 'version 1' },
    { signal: 'traces', text: 'c', byteLength: 1, preamble: 'version 1' },
  ]);
  expect(after.books).toMatchObject({ captured: 2, spooled: 2 });
});

it('takes over nothing from another service in the same directory', async () => {
  const directory = temporaryFolder();
  const other = new BookedSpool({ directory, identity: 'orders/production' });
  other.offer('theirs');
  await other.spool.close();
  const same = new BookedSpool({ directory, identity: 'shop/production' });
  same.offer('ours');
  await same.spool.close();

  const after = new BookedSpool({ directory, identity: 'shop/production' });
  await after.books.until(() => after.books.changes > 0);

  expect(await after.drain()).toEqual(['ours']);
});

it('lets only its owner look: folders 0700, files 0600', () => {
  const { folder, ...booked } = withSpool();
  booked.offer('a');

  const modes = readdirSync(folder).map((name) => statSync(join(folder, name)).mode & 0o777);

  expect(statSync(folder).mode & 0o777).toBe(0o700);
  expect(modes).toEqual([0o600, 0o600]);
});

it('takes nothing once it is closed, and leaves no sign of life', async () => {
  const { spool, folder, ...booked } = withSpool();
  booked.offer('a');

  await spool.close();

  expect(booked.offer('b')).toBe(false);
  expect(await spool.take('traces', 1_000, 10)).toEqual([]);
  expect(spool.waiting('traces').records).toBe(0);
  expect(readdirSync(folder).map((name) => name.replace(/^[0-9a-f]{16}/, '*'))).toEqual(['*.1.spool']);
});

it('survives hooks that throw', async () => {
  const { spool, books, ...booked } = withSpool();
  booked.offer('a');
  books.restore = () => {
    throw new Error('cannot');
  };
  const records = await spool.take('traces', 1_000, 10);
  books.serialize = () => {
    throw new Error('cannot');
  };

  expect(records).toEqual([]);
  expect(books).toMatchObject({ spooled: 0, dropped: { spool_corrupt: 1 } });
  expect(booked.offer('b')).toBe(false);
});

function withSpool(options: { maxBytes?: number; segmentBytes?: number } = {}) {
  const directory = temporaryFolder();
  const booked = new BookedSpool({ directory, ...options });
  const [name = ''] = readdirSync(directory);
  return {
    spool: booked.spool,
    books: booked.books,
    folder: join(directory, name),
    offer: booked.offer.bind(booked),
    drain: booked.drain.bind(booked),
  };
}

function bytesIn(folder: string): string {
  return readdirSync(folder)
    .map((name) => readFileSync(join(folder, name), 'latin1'))
    .join('');
}
