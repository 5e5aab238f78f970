import { AppProcess, FaultServer, load, spread } from './harness.mjs';

/** 1,000 requests/s, or as many as told, with bodies of 64 KB, with the module and without, in turns: how long is the event loop held? */
const rounds = Number(process.argv[2] ?? 7);
const perSecond = Number(process.argv[3] ?? 1_000);
const SECONDS = 8;
const server = await FaultServer.start();
const apps = {
  module: await AppProcess.start({ adapter: 'express', options: { endpoint: server.url } }),
  bare: await AppProcess.start({ adapter: 'express' }),
};
const names = Object.keys(apps);
const plan = (count) => ({
  count,
  perSecond,
  connections: 32,
  kind: { route: process.argv[4] ?? 'big', query: '?bytes=64000' },
});
for (const name of names) await load(apps[name], plan(2_000));

const figures = Object.fromEntries(names.map((name) => [name, { p50: [], p99: [], max: [], rate: [] }]));
for (let round = 0; round < rounds; round += 1) {
  for (const name of round % 2 === 0 ? names : names.toReversed()) {
    const app = apps[name];
    await app.call('stalls');
    const startedAtMs = performance.now();
    await load(app, plan(perSecond * SECONDS));
    const { p50Ms, p99Ms, maxMs } = await app.call('stalls');
    figures[name].p50.push(p50Ms);
    figures[name].p99.push(p99Ms);
    figures[name].max.push(maxMs);
    figures[name].rate.push((perSecond * SECONDS * 1_000) / (performance.now() - startedAtMs));
    server.forget();
  }
}
const { status } = await apps.module.sample();
for (const app of Object.values(apps)) await app.dispose();
await server.close();

console.log(
  `${rounds} rounds of ${SECONDS} s; delays of the event loop, sampled each millisecond, in ms; median of the rounds (least to most)`,
);
for (const name of names) {
  const { p50, p99, max, rate } = figures[name];
  console.log(
    `${name.padEnd(8)}p50 ${spread(p50).padEnd(22)}p99 ${spread(p99).padEnd(22)}max ${spread(max).padEnd(24)}at ${spread(rate, 0)}/s`,
  );
}
console.log(`captured ${status.captured}, dropped ${JSON.stringify(status.dropped)}`);
process.exit();
