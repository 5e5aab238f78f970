import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmdirSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { BookedSpool, eventually, temporaryFolder } from './support/books.js';
import { SpoolChild } from './support/child.js';
import { compiledSpool } from './support/compiled-spool.js';

const compiled = compiledSpool();
const isRoot = process.getuid?.() === 0;

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
  while (booked.offer('x'.repeat(50_000)));

  expect(booked.offer('small')).toBe(false);
  expect(spool.fullness).toBe(1);
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

it('refuses a folder that is a link', () => {
  const directory = join(temporaryFolder(), 'link');
  symlinkSync(temporaryFolder(), directory);

  expectRefusal(directory, 'is a symbolic link: name the folder it leads to');
});

it('refuses a folder in which others could put one of theirs in the place of ours', () => {
  const directory = temporaryFolder();
  chmodSync(directory, 0o777);

  expectRefusal(directory, 'can be written by others: run "chmod go-w" on it');
});

it('accepts a folder that all share but in which nobody removes what another made', () => {
  const directory = temporaryFolder();
  chmodSync(directory, 0o1777);

  expect(spoolIn(directory).offer('a')).toBe(true);
});

it('refuses its own part of the folder when others may write to it, and uses it once that is mended', () => {
  const directory = temporaryFolder();
  const mine = join(directory, ownPart(directory));
  chmodSync(mine, 0o777);
  const booked = new BookedSpool({ directory }, { retryMs: 0 });

  expect(booked.offer('a')).toBe(false);
  expect(booked.books.warnings[0]).toContain('run "chmod 700" on it');
  chmodSync(mine, 0o700);

  expect(booked.offer('b')).toBe(true);
});

it('closes its part of the folder again when a volume was mounted with it open to a group', () => {
  const directory = temporaryFolder();
  const mine = join(directory, ownPart(directory));
  chmodSync(mine, 0o2770);

  expect(spoolIn(directory).offer('a')).toBe(true);
  expect(statSync(mine).mode & 0o077).toBe(0);
});

it.skipIf(!isRoot)('refuses a folder of another user', () => {
  const directory = temporaryFolder();
  const mine = join(directory, ownPart(directory));
  chownSync(mine, 65534, 65534);

  expectRefusal(directory, 'belongs to another user (uid 65534, this process is 0)');
});

it.skipIf(!isRoot)('takes nothing where it may not write, without throwing', async () => {
  const directory = join(temporaryFolder(), 'roots');
  mkdirSync(directory, { mode: 0o755 });
  chmodSync(join(directory, '..'), 0o755);
  const asNobody = 'exec setpriv --reuid 65534 --clear-groups "$0" "$@"';
  chmodSync(join(compiled.child, '..'), 0o755);

  const child = await new SpoolChild(compiled.child, { directory, prefix: 'n' }, asNobody).ready();
  await child.ask('offer 2 100', 'offered');

  expect(child.said.flatMap(({ warning }) => warning ?? [])).toEqual([expect.stringContaining('EACCES')]);
  expect(await child.ask('status', 'status')).toMatchObject({ refused: 2, spooled: 0 });
});

it('never throws for a folder that is a file', () => {
  const directory = join(temporaryFolder(), 'file');
  writeFileSync(directory, '');

  expectRefusal(directory, 'is no directory');
});

function spoolIn(directory: string) {
  const booked = new BookedSpool({ directory });
  return { spool: booked.spool, books: booked.books, offer: booked.offer.bind(booked) };
}

function expectRefusal(directory: string, why: string): void {
  const { books, spool, offer } = spoolIn(directory);
  expect(offer('a')).toBe(false);
  expect(spool.fullness).toBe(1);
  expect(books.warnings).toEqual([expect.stringContaining(why)]);
}

/** The name of the spool's part of a folder, once it was there. */
function ownPart(directory: string): string {
  spoolIn(directory);
  return readdirSync(directory)[0] ?? '';
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
