import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AppProcess, drained, FaultServer, load, until } from './harness.mjs';

/**
 * The app is killed again and again under load (200 times unless told otherwise), with the spool on; the receiver is away
 * every other time, and else answers after 10 ms. How much of what the app had answered is lost, and how much comes twice?
 */
const kills = Number(process.argv[2] ?? 200);
/** The record is made in the turn of the event loop after the answer: the kill may come before. */
const SETTLED_AFTER_MS = 100;

const directory = mkdtempSync(join(tmpdir(), 'figures-spool-'));
const server = await FaultServer.start();
const settings = { adapter: 'express', options: { endpoint: server.url, spool: { directory } } };
const settled = [];
const late = [];
for (let kill = 1; kill <= kills; kill += 1) {
  server.otherwise = kill % 2 === 0 ? { do: 'answer', status: 503 } : { do: 'accept', thinkMs: 10 };
  const app = await AppProcess.start(settings);
  const stop = new AbortController();
  const loading = load(app, { perSecond: 300, signal: stop.signal });
  const enough = 20 + Math.random() * 900;
  await until('some load', () => app.acknowledged.size > enough);
  const killedAtMs = performance.now();
  app.kill('SIGKILL');
  stop.abort();
  await app.end();
  for (const [id, atMs] of (await loading).atMs)
    (atMs < killedAtMs - SETTLED_AFTER_MS ? settled : late).push(id);
  if (kill % 20 === 0) console.log(`${kill} kills, ${settled.length + late.length} records`);
}
server.otherwise = { do: 'accept' };
const last = await AppProcess.start(settings);
const missing = (ids) => ids.filter((id) => !server.accepted.has(id)).length;
await until('what the others left', () => missing(settled) === 0, 120_000).catch(() => {});
await drained(last);
await last.close();
await server.close();
rmSync(directory, { recursive: true, force: true });

const { accepted } = server;
const lost = missing(settled);
console.log(`${kills} kills of the app at 300 requests/s`);
console.log(`records                      ${settled.length + late.length}`);
console.log(`lost                         ${lost}`);
console.log(`lost, answered < 100 ms before a kill  ${missing(late)} of ${late.length}`);
console.log(
  `twice                        ${accepted.duplicates} (${((accepted.duplicates / accepted.size) * 100).toFixed(2)} %), with the same ids`,
);
process.exit(lost > 0 ? 1 : 0);
