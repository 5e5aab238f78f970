import { AppProcess, FaultServer, load, MIB } from './harness.mjs';

/** A receiver that never answers, bodies of 100 KB, as fast as the app goes for so many seconds: how much memory is taken? */
const seconds = Number(process.argv[2] ?? 60);
const maxBytes = 32 * MIB;
const server = await FaultServer.start({ do: 'hang' });
const apps = {
  module: await AppProcess.start({
    adapter: 'express',
    options: { endpoint: server.url, queue: { maxBytes } },
  }),
  bare: await AppProcess.start({ adapter: 'express' }),
};
const results = {};
for (const [name, app] of Object.entries(apps)) {
  await load(app, { count: 300, kind: { route: 'orders' } });
  const before = (await app.sample()).rssBytes;
  app.samples.length = 0;
  const stop = new AbortController();
  setTimeout(() => stop.abort(), seconds * 1000);
  await load(app, { signal: stop.signal, kind: { route: 'big', query: '?bytes=100000' } });
  const rss = app.samples.map(({ rssBytes }) => rssBytes);
  results[name] = { requests: app.acknowledged.size, grewBytes: Math.max(...rss) - before };
}
const { status } = await apps.module.sample();
for (const app of Object.values(apps)) await app.dispose();
await server.close();

const allowed = 1.5 * maxBytes + 30 * MIB;
for (const [name, { requests, grewBytes }] of Object.entries(results)) {
  console.log(
    `${name.padEnd(8)}${requests} requests in ${seconds} s; memory grew by ${(grewBytes / MIB).toFixed(0)} MiB at most`,
  );
}
const ours = results.module.grewBytes - results.bare.grewBytes;
console.log(
  `ours beyond the twin's: ${(ours / MIB).toFixed(0)} MiB; 1.5 x queue + 30 MiB = ${(allowed / MIB).toFixed(0)} MiB`,
);
console.log(
  `captured ${status.captured}, queued ${status.queued}, shed ${status.shed ?? 'unknown'}, dropped ${JSON.stringify(status.dropped)}`,
);
process.exit();
