import { AppProcess, CollectorProcess, drained, load, spread, until, waitUntil } from './harness.mjs';

/** A real Collector is killed ten times under load, and comes back after half a second to three: how much is lost? */
const kills = Number(process.argv[2] ?? 10);
const collector = await CollectorProcess.start();
const app = await AppProcess.start({ adapter: 'express', options: { endpoint: collector.url } });
const stop = new AbortController();
const loading = load(app, { perSecond: 200, signal: stop.signal });

const backMs = [];
for (let kill = 1; kill <= kills; kill += 1) {
  const enough = app.acknowledged.size + 100 + Math.random() * 200;
  await until('some load', () => app.acknowledged.size > enough);
  await collector.stop('SIGKILL');
  await waitUntil(performance.now() + 500 + Math.random() * 2_500);
  await collector.start();
  const startedAtMs = performance.now();
  const { delivered } = (await app.sample()).status;
  await until('deliveries', async () => (await app.sample()).status.delivered > delivered, 60_000);
  backMs.push((performance.now() - startedAtMs) / 1000);
}
stop.abort();
await loading;
const { status } = await drained(app);
const { received } = collector;
const lost = [...app.acknowledged].filter((id) => !received.has(id)).length;
await app.close();
await collector.dispose();

console.log(`${kills} kills of the Collector at 200 requests/s`);
console.log(`records        ${app.acknowledged.size}`);
console.log(`lost           ${lost}; dropped ${JSON.stringify(status.dropped)}`);
console.log(
  `twice          ${received.duplicates} (${((received.duplicates / received.size) * 100).toFixed(2)} %), with the same ids`,
);
console.log(`back after     ${spread(backMs)} s from its start to the first delivery`);
process.exit(lost > 0 ? 1 : 0);
