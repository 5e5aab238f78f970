import { chmodSync, existsSync, readdirSync, readFileSync, statSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { DeadLetters } from '../../../../lib/export/spool/dead-letters.js';
import { scanSegment } from '../../../../lib/export/spool/scan-segment.js';
import { BookedSpool, eventually, temporaryFolder, textOf, textRecord } from './support/books.js';

it('keeps refused records and why they were, in files that only their owner may read', () => {
  const { letters, files } = withLetters();

  const kept = letters.keep([textRecord('refused'), textRecord('too', 'logs')], 'rejected');

  const [file = ''] = files();
  const scan = scanSegment(readFileSync(file));
  expect(kept).toBe(2);
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(scan).toMatchObject({ damaged: 0, records: [{ signal: 'traces' }, { signal: 'logs' }] });
  expect(Buffer.from(scan?.header.preamble ?? []).toString()).toBe('resource');
  expect(readFileSync(file, 'latin1').match(/rejected/g)).toHaveLength(2);
});

it('appends to what another process began', () => {
  const { directory, letters, files } = withLetters();
  letters.keep([textRecord('one')], 'rejected');

  withLetters({ directory }).letters.keep([textRecord('two')], 'rejected');

  expect(files()).toHaveLength(1);
  expect(scanSegment(readFileSync(files()[0] ?? ''))).toMatchObject({ damaged: 0, records: [{}, {}] });
});

it('stays within its bounds, and forgets the oldest', () => {
  const { letters, files } = withLetters({ maxBytes: 10_000 });
  for (let each = 0; each < 50; each += 1)
    letters.keep([textRecord(`letter ${each} ${'x'.repeat(1_000)}`)], 'rejected');

  const bytes = files().map((file) => readFileSync(file, 'latin1'));

  expect(files()).toHaveLength(2);
  expect(bytes.join('').length).toBeLessThanOrEqual(10_000);
  expect(bytes.join('')).toContain('letter 49 ');
  expect(bytes.join('')).not.toContain('letter 10 ');
});

it('leaves out what is larger than a file may be', () => {
  const { letters, files } = withLetters({ maxBytes: 10_000 });

  expect(letters.keep([textRecord('x'.repeat(6_000)), textRecord('small')], 'rejected')).toBe(1);
  expect(files()).toHaveLength(1);
});

it('removes what is older than it may be', async () => {
  const { letters, files } = withLetters({ maxAgeMs: 40 });
  letters.keep([textRecord('old')], 'rejected');
  const hourAgo = new Date(Date.now() - 3_600_000);

  await eventually(() => {
    letters.removeOld();
    for (const file of files()) utimesSync(file, hourAgo, hourAgo);
    return files().length === 0;
  });

  expect(files()).toEqual([]);
});

it('is never taken over by a spool in the same folder', async () => {
  const { directory, letters, files } = withLetters();
  letters.keep([textRecord('refused')], 'rejected');
  const before = new BookedSpool({ directory });
  before.offer('alive');
  await before.spool.close();

  const after = new BookedSpool({ directory });
  await after.books.until(() => after.books.changes > 0);

  expect(await after.drain()).toEqual(['alive']);
  expect(files().map((file) => existsSync(file))).toEqual([true]);
});

it('never throws', () => {
  const { directory, letters } = withLetters();
  chmodSync(directory, 0o777);
  expect(letters.keep([textRecord('a')], 'rejected')).toBe(0);
  chmodSync(directory, 0o700);
  const failing = new DeadLetters({
    ...optionsIn(directory),
    serialize: () => {
      throw new Error('cannot');
    },
  });

  expect(failing.keep([textRecord('a')], 'rejected')).toBe(0);
});

function withLetters(options: { directory?: string; maxBytes?: number; maxAgeMs?: number } = {}) {
  const directory = options.directory ?? temporaryFolder();
  const letters = new DeadLetters({ ...optionsIn(directory), ...options });
  const files = (): string[] =>
    readdirSync(directory, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.includes('dead-letters'))
      .map((name) => join(directory, name));
  return { directory, letters, files };
}

function optionsIn(directory: string) {
  return {
    directory,
    identity: 'shop/test',
    preamble: Buffer.from('resource'),
    serialize: (item: Parameters<typeof textOf>[0]) => Buffer.from(textOf(item)),
  };
}
