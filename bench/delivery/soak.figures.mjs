import { AppProcess, drained, FaultServer, load, MIB, slopeOf, waitUntil } from './harness.mjs';

/** The app and its twin under a steady load for half an hour, or as many minutes as told: does memory grow? */
const minutes = Number(process.argv[2] ?? 30);
const MIXED = [
  {},
  {
    method: 'POST',
    body: JSON.stringify({ items: Array.from({ length: 50 }, (_, id) => ({ id, name: 'book' })) }),
  },
  { route: 'big', query: '?bytes=20000' },
  { route: 'failing' },
  { route: 'nowhere' },
];

const server = await FaultServer.start();
const launch = { execArgv: ['--expose-gc'] };
const app = await AppProcess.start({ adapter: 'express', options: { endpoint: server.url } }, launch);
const bare = await AppProcess.start({ adapter: 'express' }, launch);
const stop = new AbortController();
const plan = { perSecond: 100, signal: stop.signal, kind: (index) => MIXED[index % MIXED.length] };
const loading = Promise.all([load(app, plan), load(bare, plan)]);

const startedAtMs = performance.now();
const series = { app: [], bare: [] };
while (performance.now() < startedAtMs + minutes * 60_000) {
  await waitUntil(performance.now() + 5_000);
  for (const [name, each] of Object.entries({ app, bare })) {
    const { rssBytes, heapBytes } = await each.call('collect garbage');
    series[name].push({ minute: (performance.now() - startedAtMs) / 60_000, rssBytes, heapBytes });
  }
  // What the receiver keeps for its checks is not what is measured, but would fill this process.
  server.forget();
}
stop.abort();
await loading;
const { status } = await drained(app);
await app.close();
await bare.close();
await server.close();

console.log(
  `${minutes} minutes at 100 requests/s, ${app.acknowledged.size} records, dropped ${JSON.stringify(status.dropped)}`,
);
for (const [name, points] of Object.entries(series)) {
  // The first third is warm-up: compiled code and caches.
  const settled = points.slice(Math.floor(points.length / 3));
  for (const field of ['rssBytes', 'heapBytes']) {
    const perMinute = slopeOf(settled.map((point) => ({ x: point.minute, y: point[field] })));
    const values = settled.map((point) => point[field] / MIB);
    console.log(
      `${name.padEnd(5)}${field.replace('Bytes', '').padEnd(5)} ${((perMinute * 10) / MIB).toFixed(2).padStart(7)} MiB per 10 minutes; ` +
        `${Math.min(...values).toFixed(1)} to ${Math.max(...values).toFixed(1)} MiB`,
    );
  }
}
process.exit();
