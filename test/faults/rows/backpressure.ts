import { quantileOf } from '../figures.js';
import { checkBalance, checkLedger } from '../ledger-check.js';
import { load } from '../load.js';
import type { Row } from '../row.js';
import { claim, until } from '../until.js';
import { startFleet } from './fleet.js';

/** D24 to D26 and P1: a receiver slower than the app, one of two away, many that come back at once. */
export const backpressure: readonly Row[] = [
  {
    id: 'D24',
    fault: 'receiver takes 500 ms for each export, at 10 times the load that it can take',
    required: 'at most 4 exports under way; the queue fills, what is over is counted; no latency for the app',
    quick: true,
    isAlone: true,
    async run(context) {
      const server = await context.faultServer({ do: 'accept', thinkMs: 500 });
      const queue = { maxBatchRecords: 5, maxRecords: 100, flushIntervalMs: 100 };
      const app = await context.app({ endpoint: server.url, queue });
      const bare = await context.bareApps.of(context.adapter);

      const [ours, theirs] = await Promise.all([
        load(app, { count: 2000, perSecond: 400 }),
        load({ url: bare.url, acknowledged: new Set() }, { count: 2000, perSecond: 400 }),
      ]);
      const [p99, bareP99] = [quantileOf(ours.latenciesMs, 0.99), quantileOf(theirs.latenciesMs, 0.99)];
      // Answered requests that are still to be redacted count as queued as well, beside the 100 of the queue.
      await until('100 to be queued at most', async () => ((await app.sample()).status?.queued ?? 0) <= 100);
      claim(server.mostUnderWay === 4, `${server.mostUnderWay} exports were under way at most`);

      const seen = await context.settle(app, () => [server.accepted], { dropped: { queue_full: 'some' } });
      return `4 exports under way; app's p99 ${p99.toFixed(1)} ms, twin's ${bareP99.toFixed(1)} ms; ${seen}`;
    },
  },
  {
    id: 'D25',
    fault: 'two modules in one process, the receiver of one is away',
    required: 'queues and retries of their own',
    quick: true,
    async run(context) {
      const [well, away] = [await context.faultServer(), await context.faultServer()];
      await away.close();
      const app = await context.app({ endpoint: well.url }, { second: { endpoint: away.url } });
      const second = { url: app.secondUrl, acknowledged: new Set<string>(), samples: [] };

      await Promise.all([load(app, { count: 100 }), load(second, { count: 100 })]);
      await context.drained(app);
      const { second: held } = await app.sample();
      claim(held?.queued === 100 && held.delivered === 0, `the other one: ${JSON.stringify(held)}`);
      await away.listen();
      await until('the other one to deliver', async () => (await app.sample()).second?.queued === 0);
      const { second: status } = await app.sample();
      claim(status !== undefined, 'no second app');
      checkBalance(status);

      const seen = `${checkLedger(second, status, [away.accepted])} on the other`;
      return `${await context.settle(app, () => [well.accepted])}; ${seen}`;
    },
  },
  {
    id: 'D26',
    fault: '50 processes, and the receiver is back after an outage',
    required: 'one probe each, spread out: at most twice the steady rate of requests arrives',
    isAlone: true,
    timeoutSeconds: 240,
    async run(context) {
      const server = await context.faultServer();
      const size = 50;
      const fleet = await startFleet(server.url, size);
      context.onEnd(() => fleet.dispose());

      await until('a steady rate', () => server.exports.length > size * 10, 120_000);
      const steady = peakPerSecond(server.exports.slice(size * 2).map(({ atMs }) => atMs));
      await server.close();
      const downUntilMs = performance.now() + 10_000;
      await until('the outage to last', () => performance.now() > downUntilMs);
      const before = server.exports.length;
      await server.listen();
      await until('all to be back', async () => (await fleet.queued()) < size * 10, 120_000);
      const peak = peakPerSecond(server.exports.slice(before).map(({ atMs }) => atMs));
      claim(peak <= 2 * steady, `${peak} requests in a second, and ${steady} before`);

      return `at most ${peak} requests in a second after the outage, ${steady} before`;
    },
  },
  {
    id: 'P1',
    fault: 'more than the queue can hold, and nobody takes it',
    required:
      'bounded in bytes; from 75 % on bodies are left out, at 100 % the newest is dropped; all is counted',
    quick: true,
    async run(context) {
      const server = await context.faultServer({ do: 'hang' });
      const maxBytes = 2 * 1024 * 1024;
      const app = await context.app({ endpoint: server.url, queue: { maxBytes, maxRecords: 2000 } });

      await load(app, { count: 4000, kind: { route: 'big', query: '?bytes=20000' } });
      const { status } = await app.sample();
      claim((status?.dropped.queue_full ?? 0) > 0, `nothing was dropped: ${JSON.stringify(status)}`);
      const warnings = app.warnings.filter(({ message }) => /queue is (nearly )?full/.test(message));
      claim(warnings.length >= 1 && warnings.length <= 2, `${warnings.length} warnings of a full queue`);
      server.otherwise = { do: 'accept' };

      const seen = await context.settle(app, () => [server.accepted], { dropped: { queue_full: 'some' } });
      const bodies = server.exports
        .filter((each) => each.status === 200)
        .flatMap(({ spans }) =>
          spans.map(({ attributes }) => String(attributes['http.response.body'] ?? '').length),
        );
      const whole = bodies.filter((length) => length > 20_000).length;
      const shed = bodies.filter((length) => length < 2_000).length;
      claim(shed > 100, `${shed} records arrived without their body, ${whole} with it`);
      return `${whole} arrived whole, ${shed} without body; ${seen}`;
    },
  },
];

/** The most that came within any second. */
function peakPerSecond(timesMs: readonly number[]): number {
  return timesMs.reduce((most, startMs, index) => {
    const end = timesMs.findIndex((atMs) => atMs > startMs + 1_000);
    return Math.max(most, (end === -1 ? timesMs.length : end) - index);
  }, 0);
}
