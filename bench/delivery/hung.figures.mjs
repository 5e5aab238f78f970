import { AppProcess, CollectorProcess, load, medianOf, quantileOf, spread } from './harness.mjs';

/** Three apps, in turns: its Collector well, its Collector halted by SIGSTOP, and no module. What do their clients notice? */
const rounds = Number(process.argv[2] ?? 15);
const well = await CollectorProcess.start();
const halted = await CollectorProcess.start();
const apps = {
  well: await AppProcess.start({ adapter: 'express', options: { endpoint: well.url } }),
  halted: await AppProcess.start({ adapter: 'express', options: { endpoint: halted.url } }),
  bare: await AppProcess.start({ adapter: 'express' }),
};
const names = Object.keys(apps);
for (const name of names) await load(apps[name], { count: 2_000 });
halted.halt();

const latencies = Object.fromEntries(names.map((name) => [name, { p50: [], p99: [] }]));
for (let round = 0; round < rounds; round += 1) {
  // Each goes first as often as the others.
  for (let turn = 0; turn < names.length; turn += 1) {
    const name = names[(round + turn) % names.length];
    const { latenciesMs } = await load(apps[name], { count: 1_000, perSecond: 500 });
    latencies[name].p50.push(quantileOf(latenciesMs, 0.5));
    latencies[name].p99.push(quantileOf(latenciesMs, 0.99));
  }
}
const { status } = await apps.halted.sample();
halted.resume();
for (const app of Object.values(apps)) await app.dispose();
await well.dispose();
await halted.dispose();

console.log(`${rounds} rounds of 1,000 requests at 500/s each; median of the rounds (least to most), in ms`);
for (const name of names) {
  console.log(
    `${name.padEnd(8)}p50 ${spread(latencies[name].p50, 2).padEnd(24)}p99 ${spread(latencies[name].p99, 2)}`,
  );
}
const differences = latencies.halted.p99.map((p99, round) => p99 - latencies.well.p99[round]);
console.log(
  `p99 halted - well, round by round: median ${medianOf(differences).toFixed(2)} ms; held: ${status.queued}`,
);
process.exit();
