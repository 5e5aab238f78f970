import { execFileSync, spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmdirSync,
  rmSync,
  truncateSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { ENTRY_HEADER_BYTES } from '../../../../lib/export/spool/entry.js';
import { scanSegment } from '../../../../lib/export/spool/scan-segment.js';
import { BookedSpool, eventually, temporaryFolder } from './support/books.js';
import { SpoolChild } from './support/child.js';
import { compiledSpool } from './support/compiled-spool.js';

const compiled = compiledSpool();
const canTrace = spawnSync('strace', ['-o', '/dev/null', 'true']).status === 0;

it('takes nothing while the disk is full, loses nothing of what it took, and goes on when there is room', async (context) => {
  const directory = mountedMegabyte();
  if (directory === undefined) return context.skip('mounting a small tmpfs is not permitted here');
  const booked = new BookedSpool({ directory }, { retryMs: 0 });
  const taken: string[] = [];
  for (let each = 0; each < 40; each += 1) {
    const text = `${each}-${'x'.repeat(50_000)}`;
    if (booked.offer(text)) taken.push(text);
  }

  expect(taken.length).toBeGreaterThan(10);
  expect(taken.length).toBeLessThan(21);
  expect(booked.books.warnings).toHaveLength(1);
  expect(booked.books.warnings[0]).toContain('ENOSPC');
  expect(await booked.drain()).toEqual(taken);
  expect(booked.offer('again')).toBe(true);
  expect(await booked.drain()).toEqual(['again']);
});

it('leaves a disk that failed alone for a while, and is full for that long', (context) => {
  const directory = mountedMegabyte();
  if (directory === undefined) return context.skip('mounting a small tmpfs is not permitted here');
  const { spool, ...booked } = spoolIn(directory);
  let taken = 0;
  while (booked.offer('x'.repeat(50_000))) taken += 1;
  const folder = join(directory, readdirSync(directory)[0] ?? '');
  const files = readdirSync(folder).filter((name) => name.endsWith('.spool'));
  const bytes = files.map((name) => readFileSync(join(folder, name)));

  expect(booked.offer('small')).toBe(false);
  expect(spool.fullness).toBe(1);
  // What was written of the last one is cut off again.
  const records = bytes.map((each) => scanSegment(each)?.records ?? []);
  const ends = records.map((each) => (each.at(-1)?.offset ?? 0) + ENTRY_HEADER_BYTES + 50_000);
  expect(records.flat()).toHaveLength(taken);
  expect(bytes.map(({ byteLength }) => byteLength)).toEqual(ends);
});

it('leaves a disk that hangs alone for a while, but keeps what it took', async () => {
  const booked = new BookedSpool({ directory: temporaryFolder() }, { slowWriteMs: 0 });

  const taken = [booked.offer('slow'), booked.offer('not asked')];

  expect(taken).toEqual([true, false]);
  expect(booked.books.warnings[0]).toMatch(/^The spool cannot be used for the moment: a write took \d+ ms\./);
  expect(await booked.drain()).toEqual(['slow']);
});

it('delivers what it took from a folder that was removed under it, and makes the folder again', async () => {
  const directory = temporaryFolder();
  const booked = new BookedSpool({ directory, fsyncIntervalMs: 10 }, { heartbeatMs: 50 });
  booked.offer('before');
  const [folder = ''] = readdirSync(directory);

  rmSync(join(directory, folder), { recursive: true });
  booked.offer('unnoticed');
  while (!hasFiles(join(directory, folder))) {
    await new Promise((resolve) => setImmediate(resolve));
    booked.offer('under load');
  }
  booked.offer('after');
  const drained = await booked.drain();

  expect(drained.slice(0, 2)).toEqual(['before', 'unnoticed']);
  expect(drained.at(-1)).toBe('after');
  expect(drained).toHaveLength(booked.books.delivered);
  expect(booked.books).toMatchObject({ spooled: 0, warnings: [] });
  expect(booked.books.dropped.spool_corrupt).toBe(undefined);
});

it('counts as lost what was in files that are gone', async () => {
  const directory = temporaryFolder();
  const booked = new BookedSpool({ directory, segmentBytes: 1_000 });
  for (let each = 0; each < 10; each += 1) booked.offer(`${each}-${'x'.repeat(400)}`);
  const folder = join(directory, readdirSync(directory)[0] ?? '');
  const [first = ''] = readdirSync(folder).filter((name) => name.endsWith('.1.spool'));

  // Until its last bytes are on the disk it is open, and can be read whatever happens to its name.
  await eventually(() => !isOpen(join(folder, first)));
  unlinkSync(join(folder, first));
  const drained = await booked.drain();

  expect(drained).toHaveLength(8);
  expect(booked.books).toMatchObject({ spooled: 0, delivered: 8, dropped: { spool_corrupt: 2 } });
});

it('counts as lost what was cut off or changed on the disk', async () => {
  const directory = temporaryFolder();
  const booked = new BookedSpool({ directory });
  for (const text of ['first', 'second', 'third']) booked.offer(text);
  const folder = join(directory, readdirSync(directory)[0] ?? '');
  const file = join(folder, readdirSync(folder).find((name) => name.endsWith('.spool')) ?? '');
  const bytes = readFileSync(file);
  bytes.write('F', bytes.indexOf('first'));
  writeFileSync(file, bytes);
  truncateSync(file, bytes.byteLength - 1);

  expect(await booked.drain()).toEqual(['second']);
  expect(booked.books).toMatchObject({ spooled: 0, delivered: 1, dropped: { spool_corrupt: 2 } });
});

it('waits until files can be opened again', async () => {
  const directory = temporaryFolder();
  const setup = { directory, prefix: 'few', timing: { heartbeatMs: 100, retryMs: 100 } };
  const child = await new SpoolChild(compiled.child, setup, 'ulimit -n 64').ready();
  await child.ask('offer 3 100', 'offered');
  await child.ask('exhaust', 'exhausted');
  await child.ask('deliver', 'drained');
  expect(child.delivered).toEqual([]);

  await child.ask('relieve', 'relieved');
  await child.until((said) => said.some(({ changed }) => changed === true));
  await child.ask('deliver', 'drained');

  expect(child.delivered).toEqual(child.accepted);
  expect(child.accepted).toHaveLength(3);
  expect(await child.ask('status', 'status')).toMatchObject({ captured: 3, delivered: 3, lost: {} });
});

it('takes nothing where no file can be made, and goes on when one can', async () => {
  const directory = temporaryFolder();
  const setup = { directory, prefix: 'few', timing: { retryMs: 0 } };
  const child = await new SpoolChild(compiled.child, setup, 'ulimit -n 64').ready();
  await child.ask('exhaust', 'exhausted');
  await child.ask('offer 3 100', 'offered');
  await child.ask('relieve', 'relieved');
  await child.ask('offer 2 100', 'offered');
  await child.ask('deliver', 'drained');

  expect(child.delivered).toEqual(['few-4', 'few-5']);
  expect(child.said.flatMap(({ warning }) => warning ?? []).join()).toContain('EMFILE');
  expect(await child.ask('status', 'status')).toMatchObject({ refused: 3, delivered: 2, spooled: 0 });
});

it.skipIf(!canTrace).each(['ENOSPC', 'EDQUOT', 'EIO', 'EROFS', 'EACCES'])(
  'takes nothing while writing fails with %s, and loses nothing of what it took',
  async (errno) => {
    // The first two records are written; a file's beginning takes another call.
    const failing = `exec strace -f -o /dev/null -e trace=writev -e inject=writev:error=${errno}:when=3+ "$0" "$@"`;
    const setup = { directory: temporaryFolder(), prefix: 'e', timing: { retryMs: 0 } };
    const child = await new SpoolChild(compiled.child, setup, failing).ready();
    await child.ask('offer 5 100', 'offered');
    await child.ask('deliver', 'drained');

    expect(child.delivered).toEqual(child.accepted);
    expect(child.accepted).toEqual(['e-1', 'e-2']);
    expect(child.said.flatMap(({ warning }) => warning ?? [])).toEqual([expect.stringContaining(errno)]);
    expect(await child.ask('status', 'status')).toMatchObject({
      refused: 3,
      delivered: 2,
      spooled: 0,
      lost: {},
    });
  },
);

it.skipIf(!canTrace)('flushes what was written to the disk, off the thread of the app', async () => {
  const trace = join(temporaryFolder(), 'trace');
  const traced = `exec strace -f -o ${trace} -e trace=fdatasync,writev "$0" "$@"`;
  const setup = { directory: temporaryFolder(), prefix: 'f', fsyncIntervalMs: 20 };
  const child = await new SpoolChild(compiled.child, setup, traced).ready();
  await child.ask('offer 5 100', 'offered');

  await eventually(() => readFileSync(trace, 'latin1').includes('fdatasync('));

  const lines = readFileSync(trace, 'latin1').split('\n');
  const threadOf = (call: string): string | undefined =>
    lines.find((line) => line.includes(`${call}(`))?.split(' ')[0];
  expect(threadOf('writev')).toBeDefined();
  expect(threadOf('fdatasync')).not.toBe(threadOf('writev'));
});

function spoolIn(directory: string) {
  const booked = new BookedSpool({ directory });
  return { spool: booked.spool, books: booked.books, offer: booked.offer.bind(booked) };
}

/** By this process, on Linux. */
function isOpen(path: string): boolean {
  if (!existsSync('/proc/self/fd')) return false;
  return readdirSync('/proc/self/fd').some((fd) => {
    try {
      return readlinkSync(`/proc/self/fd/${fd}`) === path;
    } catch {
      return false;
    }
  });
}

function hasFiles(folder: string): boolean {
  try {
    return readdirSync(folder).some((name) => name.endsWith('.spool'));
  } catch {
    return false;
  }
}

function mountedMegabyte(): string | undefined {
  const directory = mkdtempSync(join(tmpdir(), 'spool-full-'));
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=1m,mode=0700', 'none', directory], { stdio: 'ignore' });
  } catch {
    rmdirSync(directory);
    return undefined;
  }
  onTestFinished(() => {
    execFileSync('umount', ['-l', directory]);
    rmdirSync(directory);
  });
  return directory;
}
