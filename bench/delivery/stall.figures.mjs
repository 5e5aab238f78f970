import { AppProcess, FaultServer, load, spread } from './harness.mjs';

/**
 * Answers of 64 KB at 1,000 requests/s, or as many as told, with the module and without, in turns: how long is the event
 * loop held, and how long by the module? The answers are made before, so that a bare app has time to spare; with
 * `big` as the third argument they are serialized for each request.
 */
const rounds = Number(process.argv[2] ?? 7);
const perSecond = Number(process.argv[3] ?? 1_000);
const route = process.argv[4] ?? 'prepared';
const SECONDS = 8;
const server = await FaultServer.start();
const apps = {
  module: await AppProcess.start({ adapter: 'express', options: { endpoint: server.url } }),
  bare: await AppProcess.start({ adapter: 'express' }),
};
const names = Object.keys(apps);
const plan = (count) => ({ count, perSecond, connections: 32, kind: { route, query: '?bytes=64000' } });
for (const name of names) await load(apps[name], plan(4_000));

const figures = Object.fromEntries(
  names.map((name) => [name, { p50: [], p99: [], max: [], rate: [], cpu: [] }]),
);
for (let round = 0; round < rounds; round += 1) {
  for (const name of round % 2 === 0 ? names : names.toReversed()) await measure(name);
}
const own = { p99: [], longest: [], collected: [], share: [] };
for (let round = 0; round < 3; round += 1) await measureOwn();
const { status } = await apps.module.sample();
for (const app of Object.values(apps)) await app.dispose();
await server.close();

console.log(
  `${rounds} rounds of ${SECONDS} s; delays of the event loop, sampled each millisecond, in ms; median of the rounds (least to most)`,
);
for (const name of names) {
  const { p50, p99, max, rate, cpu } = figures[name];
  console.log(
    `${name.padEnd(8)}p50 ${spread(p50).padEnd(22)}p99 ${spread(p99).padEnd(22)}max ${spread(max).padEnd(24)}` +
      `at ${spread(rate, 0).padEnd(18)}/s, CPU µs a request ${spread(cpu, 0)}`,
  );
}
console.log(
  `stretches of the module's own code, garbage collection within them included, profiled in 3 more rounds, in ms:\n` +
    `        p99 ${spread(own.p99)}  longest ${spread(own.longest)}, of which collection ${spread(own.collected)}  share of the time ${spread(own.share, 2)}`,
);
console.log(`captured ${status.captured}, dropped ${JSON.stringify(status.dropped)}`);
process.exit();

async function measure(name) {
  const app = apps[name];
  await app.call('stalls');
  const cpuBeforeMs = await app.call('processor time');
  const startedAtMs = performance.now();
  await load(app, plan(perSecond * SECONDS));
  const seconds = (performance.now() - startedAtMs) / 1_000;
  const { p50Ms, p99Ms, maxMs } = await app.call('stalls');
  const cpuMs = (await app.call('processor time')) - cpuBeforeMs;
  figures[name].p50.push(p50Ms);
  figures[name].p99.push(p99Ms);
  figures[name].max.push(maxMs);
  figures[name].rate.push((perSecond * SECONDS) / seconds);
  figures[name].cpu.push((cpuMs * 1_000) / (perSecond * SECONDS));
  server.forget();
}

async function measureOwn() {
  await apps.module.call('watch own stretches');
  await load(apps.module, plan(perSecond * SECONDS));
  const { p99Ms, longestMs, collectedMs, share } = await apps.module.call('own stretches');
  own.p99.push(p99Ms);
  own.longest.push(longestMs);
  own.collected.push(collectedMs);
  own.share.push(share);
  server.forget();
}
