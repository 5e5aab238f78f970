import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as delay } from 'node:timers/promises';
import { answerQuestions } from '../../support/questions.mjs';
import { ownUsage } from '../../support/usage.mjs';
import { createApp } from './create-app.mjs';

/** An app in a process of its own, with the module or bare. It tells where it listens, and answers questions. */
const settings = JSON.parse(process.env.SCALE_APP);
const startedAtMs = performance.now();
const { app, service } = await createApp(settings);
const server = app.getHttpServer();
// Idle connections stay: what they cost is measured.
server.keepAliveTimeout = 0;
await app.listen(0, '127.0.0.1');
const bootMs = performance.now() - startedAtMs;

const RESOLUTION_MS = 5;
const SETTLED_BYTES = 256 * 1024;
const LOOK_MS = 50;
const delays = monitorEventLoopDelay({ resolution: RESOLUTION_MS });

answerQuestions({
  usage: ownUsage,
  flush: () => service?.flush(60_000),
  status: () => service?.status(),
  omitted: () =>
    service?.redactionReport().bodiesOmitted.map(({ where, reason, times }) => ({ where, reason, times })),
  collectGarbage,
  watchDelays: () => {
    delays.reset();
    delays.enable();
  },
  delays: () => {
    delays.disable();
    // What is recorded includes the interval that the timer has anyway.
    const ms = (percentile) => Math.max(0, delays.percentile(percentile) / 1e6 - RESOLUTION_MS);
    return { p50Ms: ms(50), p99Ms: ms(99), maxMs: Math.max(0, delays.max / 1e6 - RESOLUTION_MS) };
  },
  stop: () => process.exit(),
});
process.send({ port: server.address().port, bootMs });

/** Until it gives no more memory back: V8 hands pages to the system in the background. */
async function collectGarbage() {
  let usage = ownUsage();
  for (let last = Infinity; last - usage.rssBytes > SETTLED_BYTES; usage = ownUsage()) {
    last = usage.rssBytes;
    globalThis.gc();
    await delay(LOOK_MS);
  }
  return usage;
}
