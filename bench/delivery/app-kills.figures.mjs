import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AppProcess, drained, FaultServer, load, safeOf, until } from './harness.mjs';

/**
 * The app is killed again and again under load (200 times unless told otherwise), with the spool on; the receiver is away
 * every other time, and else answers after 10 ms. How much of what the app had answered is lost, and how much comes twice?
 */
const kills = Number(process.argv[2] ?? 200);
const directory = mkdtempSync(join(tmpdir(), 'figures-spool-'));
const server = await FaultServer.start();
const settings = { adapter: 'express', options: { endpoint: server.url, spool: { directory } } };
const runs = [];
for (let kill = 1; kill <= kills; kill += 1) {
  server.otherwise = kill % 2 === 0 ? { do: 'answer', status: 503 } : { do: 'accept', thinkMs: 10 };
  const app = await AppProcess.start(settings);
  const stop = new AbortController();
  const loading = load(app, { perSecond: 300, signal: stop.signal });
  const enough = 20 + Math.random() * 500;
  await until('some load', () => app.acknowledged.size > enough);
  // Records are made after the answer, sooner or later: what is safe is what the app says is on disk or delivered.
  const safe = safeOf(app.samples.at(-1) ?? {});
  app.kill('SIGKILL');
  stop.abort();
  await app.end();
  runs.push({ ids: [...(await loading).atMs.keys()], safe });
  if (kill % 20 === 0) console.error(`${kill} kills, ${sum(({ ids }) => ids.length)} records`);
}
server.otherwise = { do: 'accept' };
const last = await AppProcess.start(settings);
await until('what the others left', () => lost() === 0, 120_000).catch(() => {});
await drained(last);
await last.close();
await server.close();
rmSync(directory, { recursive: true, force: true });

const { accepted } = server;
console.log(`${kills} kills of the app at 300 requests/s, the receiver away every other time`);
console.log(`answered              ${sum(({ ids }) => ids.length)}`);
console.log(
  `on disk or delivered  ${sum(({ safe }) => safe)}, as status() said up to 100 ms before each kill`,
);
console.log(`lost of these         ${lost()}`);
console.log(`arrived in all        ${sum(arrived)}; the others were answered, but not redacted yet`);
console.log(
  `twice                 ${accepted.duplicates} (${((accepted.duplicates / accepted.size) * 100).toFixed(2)} %), with the same ids`,
);
process.exit(lost() > 0 ? 1 : 0);

function arrived({ ids }) {
  return ids.filter((id) => server.accepted.has(id)).length;
}

function lost() {
  return sum((run) => Math.max(0, run.safe - arrived(run)));
}

function sum(count) {
  return runs.reduce((all, run) => all + count(run), 0);
}
