import { chmodSync, chownSync, mkdirSync, readdirSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { BookedSpool, temporaryFolder } from './support/books.js';
import { SpoolChild } from './support/child.js';
import { compiledSpool } from './support/compiled-spool.js';

const compiled = compiledSpool();
const isRoot = process.getuid?.() === 0;

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
