import { expect, it } from 'vitest';
import { BookedSpool, temporaryFolder } from './support/books.js';
import { SpoolChild } from './support/child.js';
import { compiledSpool } from './support/compiled-spool.js';

/** More of them: `SPOOL_KILLS=200 npx vitest run --project unit test/unit/export/spool`. */
const KILLS = Number(process.env.SPOOL_KILLS ?? 20);
const compiled = compiledSpool();

it(
  `loses nothing that was accepted when the process is killed, ${KILLS} times`,
  { timeout: 60_000 + KILLS * 3_000 },
  async () => {
    for (let kill = 0; kill < KILLS; kill += 1) {
      const directory = temporaryFolder();
      const setup = { directory, prefix: `k${kill}`, segmentBytes: 200_000 };
      const child = await new SpoolChild(compiled.child, setup).ready();
      // Small and large records; at another point each time.
      child.tell(`forever ${kill % 2 === 0 ? 500 : 150_000}`);
      const enough = 1 + Math.floor(Math.random() * 200);
      await child.until(() => child.accepted.length >= enough);
      await child.kill();

      const after = new BookedSpool({ directory, identity: 'child' });
      await after.books.until(() => after.books.captured >= child.accepted.length);
      const recovered = new Set((await after.drain()).map((text) => text.split(' ', 1)[0]));

      expect(child.accepted.filter((id) => !recovered.has(id))).toEqual([]);
      // One may have been written, but not reported any more.
      expect(recovered.size - child.accepted.length).toBeLessThanOrEqual(1);
      expect(after.books.dropped).toEqual({});
      await after.spool.close();
    }
  },
);

it('sends again only what was under way when the process was killed', async () => {
  const directory = temporaryFolder();
  const child = await new SpoolChild(compiled.child, { directory, prefix: 'first' }).ready();
  await child.ask('offer 50 100', 'offered');
  await child.ask('deliver', 'drained');
  await child.ask('offer 3 100', 'offered');
  await child.kill();

  const after = new BookedSpool({ directory, identity: 'child' });
  await after.books.until(() => after.books.changes > 0);
  const recovered = (await after.drain()).map((text) => text.split(' ', 1)[0]);

  expect(recovered).toEqual(['first-51', 'first-52', 'first-53']);
});

it('takes over what half of eight processes leave when they are killed', async () => {
  const directory = temporaryFolder();
  const timing = { heartbeatMs: 100, sweepMs: 200 };
  const children = await Promise.all(
    Array.from({ length: 8 }, (_, each) =>
      new SpoolChild(compiled.child, { directory, prefix: `p${each}`, timing }).ready(),
    ),
  );
  const killed = children.slice(0, 4);
  const survivors = children.slice(4);
  for (const child of killed) child.tell('forever 2000');
  await Promise.all(survivors.map((child) => child.ask('offer 25 2000', 'offered')));
  await Promise.all(killed.map((child) => child.until(() => child.accepted.length >= 40)));
  await Promise.all(killed.map((child) => child.kill()));
  const accepted = killed.flatMap((child) => child.accepted);

  const recovered = (): number => survivors.reduce((sum, child) => sum + child.recovered, 0);
  await Promise.race(survivors.map((child) => child.until(() => recovered() >= accepted.length)));
  await Promise.all(survivors.map((child) => child.ask('deliver', 'drained')));

  const delivered = survivors.flatMap((child) => child.delivered);
  expect(new Set(delivered).size).toBe(delivered.length);
  expect(accepted.filter((id) => !delivered.includes(id))).toEqual([]);
  for (const child of survivors) {
    const status = await child.ask('status', 'status');
    expect(status).toMatchObject({ spooled: 0, lost: {} });
    expect(status.captured).toBe(status.delivered);
  }
});

it('hands over, and counts so, what others took while the process was stopped', async () => {
  const directory = temporaryFolder();
  const timing = { heartbeatMs: 100, sweepMs: 200, staleMs: 1_000, overdueMs: 700 };
  const stopped = await new SpoolChild(compiled.child, { directory, prefix: 'stopped', timing }).ready();
  await stopped.ask('offer 10 100', 'offered');
  stopped.signal('SIGSTOP');
  const other = await new SpoolChild(compiled.child, { directory, prefix: 'other', timing }).ready();
  await other.until((said) => said.some(({ recovered }) => recovered === 10));

  // It finds the command when it wakes up, before its heart beats again, or after: both must do.
  stopped.tell('offer 5 100');
  stopped.signal('SIGCONT');
  await stopped.until((said) => said.filter(({ offered }) => offered).length === 2);
  await stopped.until((said) => said.some(({ handedOver }) => handedOver === 10));
  await stopped.ask('deliver', 'drained');
  await other.ask('deliver', 'drained');

  expect(stopped.delivered.toSorted()).toEqual(
    ['stopped-11', 'stopped-12', 'stopped-13', 'stopped-14', 'stopped-15'].toSorted(),
  );
  expect(other.delivered.toSorted()).toEqual(stopped.accepted.slice(0, 10).toSorted());
  expect(await stopped.ask('status', 'status')).toMatchObject({ captured: 5, delivered: 5, spooled: 0 });
  expect(await other.ask('status', 'status')).toMatchObject({ captured: 10, delivered: 10, spooled: 0 });
});

it('does not keep a process alive', async () => {
  const directory = temporaryFolder();
  const child = await new SpoolChild(compiled.child, { directory, prefix: 'a' }).ready();
  await child.ask('offer 1 100', 'offered');

  // It is open, with a record in it: only the standard input is closed.
  await child.endInput();

  expect(child.accepted).toEqual(['a-1']);
});
