import { execFileSync, spawn } from 'node:child_process';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { RowContext } from '../context.js';
import { checkBalance, checkIdentity, sumOf } from '../ledger-check.js';
import { load } from '../load.js';
import { ACCEPT, type Behaviour } from '../receivers/behaviour.js';
import { type Row, Skipped } from '../row.js';
import { claim, until } from '../until.js';
import { adopt, heldInMemory, recover, safeOf, spooling } from './spool-steps.js';

const AWAY: Behaviour = { do: 'answer', status: 503 };

/** P9 to P12, P15, P16: records that wait on disk. */
export const spool: readonly Row[] = [
  {
    id: 'P9',
    fault: 'SIGKILL at a random time, under load, again and again',
    required: 'with a spool nothing of what was on disk is lost; the same ids where a record comes twice',
    quick: true,
    timeoutSeconds: 300,
    async run(context) {
      const kills = context.isFull ? 200 : 5;
      const server = await context.faultServer();
      const options = spooling(server.url, context.folder());
      const said: { prefix: string; safe: number; waiting: number }[] = [];
      for (let kill = 0; kill < kills; kill += 1) {
        server.otherwise = kill % 2 === 0 ? AWAY : { do: 'accept', thinkMs: 100 };
        const app = await context.app(options);
        const stop = new AbortController();
        const prefix = `k${kill}-`;
        const loading = load(app, { signal: stop.signal, perSecond: 300, prefix });
        const enough = 50 + Math.random() * 200;
        await until('some load', () => app.acknowledged.size > enough);
        // A record is made in a turn after the answer, on a busy machine after many: so the app is asked what it has.
        const sample = await app.sample();
        await delay(Math.random() * 50);
        app.kill('SIGKILL');
        stop.abort();
        await app.end();
        await loading;
        said.push({ prefix, safe: safeOf(sample), waiting: sample.status?.queued ?? 0 });
      }
      server.otherwise = ACCEPT;

      const arrived = (prefix: string): number =>
        [...server.accepted.spansOf.keys()].filter((id) => id.startsWith(prefix)).length;
      const short = (): typeof said => said.filter(({ prefix, safe }) => arrived(prefix) < safe);
      await adopt(
        context,
        options,
        () => short().length === 0,
        () =>
          short()
            .map(({ prefix, safe }) => `${safe - arrived(prefix)} of ${safe} ${prefix}`)
            .join(', '),
        () => server.accepted,
      );
      const sum = (key: 'safe' | 'waiting'): number => said.reduce((total, each) => total + each[key], 0);
      claim(sum('safe') > kills * 20, `only ${sum('safe')} records were on the disk or delivered`);
      return `${kills} kills; ${sum('safe')} records on disk or delivered when last asked, 0 lost; ${sum('waiting')} were still to be made`;
    },
  },
  {
    id: 'P10',
    fault: 'the power fails: not here, so the flushes to the disk are watched with strace',
    required: 'what was written is flushed within 500 ms or so, off the thread of the app',
    needs: ['linux', 'root', 'strace'],
    async run(context) {
      const server = await context.faultServer();
      const app = await context.app(spooling(server.url, context.folder()));
      const trace = join(context.folder(), 'trace');
      const calls = ['-f', '-e', 'trace=fdatasync,writev', '-o', trace];
      const strace = spawn('strace', [...calls, '-p', String(app.child.pid)], { stdio: 'ignore' });
      context.onEnd(() => void strace.kill('SIGINT'));
      const traced = (call: string): string[] => {
        const lines = existsSync(trace) ? readFileSync(trace, 'latin1').split('\n') : [];
        return lines.filter((line) => line.includes(`${call}(`));
      };

      // It takes a while until it watches every thread.
      await until('strace to watch', async () => {
        if (strace.exitCode !== null) throw new Skipped('strace may not watch other processes here');
        await load(app, { count: 1 });
        return traced('writev').length > 0;
      });
      const before = traced('fdatasync').length;
      const startedAtMs = performance.now();
      await load(app, { count: 250, perSecond: 50 });
      const seconds = (performance.now() - startedAtMs) / 1000;
      const flushes = traced('fdatasync').slice(before);
      const told = `${flushes.length} flushes in ${seconds.toFixed(1)} s`;
      // One each 500 ms, and the next waits for one that a busy disk holds up.
      claim(flushes.length >= seconds / 2 && flushes.length <= seconds * 2 + 3, told);
      const onMain = flushes.filter((line) => line.startsWith(`${app.child.pid} `)).length;
      claim(onMain === 0, `${onMain} flushes on the thread of the app`);
      strace.kill('SIGINT');

      return `${told}, none on the thread of the app; ${await context.settle(app, () => [server.accepted])}`;
    },
  },
  {
    id: 'P11',
    fault: 'disk full (a tmpfs of 1 MB)',
    required: 'memory takes over, and back; 0 lost',
    needs: ['linux', 'root'],
    async run(context) {
      const folder = context.folder();
      execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=1m,mode=700', 'faults', folder]);
      context.onEnd(() => void execFileSync('umount', [folder]));
      return diskFails(context, join(folder, 'spool'), 300);
    },
  },
  {
    id: 'P12a',
    fault: 'the spool directory is removed under load',
    required: 'memory takes over, and back when possible; never a throw; 0 lost',
    quick: true,
    async run(context) {
      const folder = join(context.folder(), 'spool');
      return diskFails(context, folder, 100, () => rmSync(folder, { recursive: true, force: true }));
    },
  },
  {
    id: 'P12b',
    fault: 'the spool directory cannot be made (a file is in its place)',
    required: 'memory takes over; 0 lost',
    async run(context) {
      const folder = join(context.folder(), 'spool');
      writeFileSync(folder, 'not a directory');
      return diskFails(context, folder, 100);
    },
  },
  {
    id: 'P15',
    fault: '4 processes on one directory, 2 of them killed',
    required: 'each its own files; the others adopt those of the dead; 0 lost',
    timeoutSeconds: 240,
    async run(context) {
      const server = await context.faultServer(AWAY);
      const options = spooling(server.url, context.folder());
      const apps = [];
      for (let index = 0; index < 4; index += 1) apps.push(await context.app(options));
      for (const [index, app] of apps.entries()) await load(app, { count: 100, prefix: `c${index}-` });
      const acknowledged = apps.flatMap((app) => [...app.acknowledged]);
      let inMemory = 0;
      for (const app of apps.slice(0, 2)) {
        inMemory += await heldInMemory(app);
        app.kill('SIGKILL');
      }
      server.otherwise = ACCEPT;

      const missing = (): number => acknowledged.filter((id) => !server.accepted.has(id)).length;
      await until(
        () => `${missing()} records`,
        () => missing() <= inMemory,
        120_000,
      );
      checkIdentity([server.accepted]);
      for (const app of apps.slice(2)) {
        await context.twin(app);
        const { status } = await context.drained(app);
        claim(status !== undefined, 'the app has no module');
        checkBalance(status);
        claim(sumOf(status.dropped) === 0, `dropped: ${JSON.stringify(status.dropped)}`);
      }
      return `${acknowledged.length} records, 0 lost, ${server.accepted.duplicates} twice with the same ids`;
    },
  },
  {
    id: 'P16',
    fault: 'rolling restart: the new process runs before the old one has ended',
    required: '0 lost',
    async run(context) {
      const server = await context.faultServer(AWAY);
      const options = spooling(server.url, context.folder(), { queue: { shutdownTimeoutMs: 300 } });
      const old = await context.app(options, { hasShutdownHooks: true });
      await load(old, { count: 100, prefix: 'old' });
      const next = await context.app(options, { hasShutdownHooks: true });
      old.kill('SIGTERM');
      await load(next, { count: 100, prefix: 'new' });
      await old.end();
      await next.sample();
      next.kill('SIGTERM');
      await next.end();
      server.otherwise = ACCEPT;

      return recover(context, options, [...old.acknowledged, ...next.acknowledged], () => server.accepted);
    },
  },
];

/** The disk fails while the receiver is away: everything is held none the less, and arrives when that is back. */
async function diskFails(
  context: RowContext,
  folder: string,
  count: number,
  fail?: () => void,
): Promise<string> {
  const server = await context.faultServer(AWAY);
  const app = await context.app(spooling(server.url, folder));
  const kind = { route: 'big', query: '?bytes=10000' };
  await load(app, { count, kind });
  fail?.();
  await load(app, { count, kind });
  const { status } = await app.sample();
  claim(status !== undefined, 'the app has no module');
  if (fail === undefined) claim(status.queued > 0, `memory did not take over: ${JSON.stringify(status)}`);
  await context.twin(app);
  server.otherwise = ACCEPT;
  return `${status.spooled} on disk and ${status.queued} in memory; ${await context.settle(app, () => [server.accepted])}`;
}
