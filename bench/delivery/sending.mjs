import { setImmediate as turn, setTimeout as delay } from 'node:timers/promises';
import { exchangesOf } from './records.mjs';
import { createSender } from './senders.mjs';

/** So many records between two looks at how many wait. */
const STRIDE = 64;
const TICK_MS = 10;

/**
 * One sender in a process of its own, with a heap of its own. It is told what to do by its argument, and tells what it
 * took, by message.
 */
const job = JSON.parse(process.argv[2]);
const sender = createSender(job.sender, job.urls);
const next = exchangesOf(job.size);
let peakRss = 0;
let peakWaiting = 0;

// A library that fails in the background is not the end of the measurement.
process.on('unhandledRejection', () => {});
await flood(job.warmUp);
await sender.drain(30_000);
process.send({ kind: 'warm' });
const before = { ...process.cpuUsage(), rss: process.memoryUsage().rss, atMs: performance.now() };
const watch = setInterval(look, 50);
peakWaiting = 0;
look();
const offered = job.perSecond === undefined ? await flood(job.records) : await steady(job);
process.send({ kind: 'offered' });
await sender.drain(job.drainMs ?? 60_000);
look();
clearInterval(watch);
const elapsedMs = performance.now() - before.atMs;
const { user, system } = process.cpuUsage();
process.send({
  kind: 'done',
  offered: offered + job.warmUp,
  records: offered,
  elapsedMs,
  perSecond: (offered / elapsedMs) * 1000,
  userMicros: (user - before.user) / Math.max(1, offered),
  cpuMicros: (user + system - before.user - before.system) / Math.max(1, offered),
  peakWaiting,
  rssMb: peakRss / 1e6,
  rssGrowthMb: (peakRss - before.rss) / 1e6,
  status: sender.status(),
});
await sender.stop();
process.disconnect();
process.exit();

/** As fast as they are taken without loss. */
async function flood(records) {
  const room = sender.room({ bytes: job.bytes });
  for (let sent = 0; sent < records;) {
    const count = Math.min(STRIDE, records - sent);
    for (let each = 0; each < count; each += 1) sender.offer(next());
    sent += count;
    await turn();
    while (note(sender.waiting()) > room) await delay(1);
  }
  return records;
}

/** So many a second, whatever becomes of them. */
async function steady({ perSecond, seconds }) {
  const startMs = performance.now();
  const total = perSecond * seconds;
  let sent = 0;
  while (sent < total) {
    const due = Math.min(total, Math.floor(((performance.now() - startMs) / 1000) * perSecond));
    for (; sent < due; sent += 1) sender.offer(next());
    note(sender.waiting());
    await delay(TICK_MS);
  }
  return sent;
}

function note(waiting) {
  peakWaiting = Math.max(peakWaiting, waiting);
  return waiting;
}

function look() {
  peakRss = Math.max(peakRss, process.memoryUsage().rss);
}
