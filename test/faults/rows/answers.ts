import { load } from '../load.js';
import type { Behaviour } from '../receivers/behaviour.js';
import { type Row, Skipped } from '../row.js';
import { all, claim, until } from '../until.js';

const busy = (retryAfter?: string): Behaviour => ({
  do: 'answer',
  status: 429,
  ...(retryAfter !== undefined && { headers: { 'retry-after': retryAfter } }),
});
const status = (code: number): Behaviour => ({ do: 'answer', status: code });
const inSeconds = (seconds: number): string => new Date(Date.now() + seconds * 1000).toUTCString();

/** A wait that the receiver asked for is 1 s at least; the backoff begins with 1 s, half of it at random. */
const FORMS = [
  { form: 'a date', value: () => inSeconds(8), leastMs: 3_000 },
  { form: 'a past date', value: () => inSeconds(-3600), leastMs: 950 },
  { form: '0', value: () => '0', leastMs: 950 },
  { form: '-1', value: () => '-1', leastMs: 480 },
  { form: 'soon', value: () => 'soon', leastMs: 480 },
  { form: '1e9', value: () => '1e9', leastMs: 480 },
  { form: 'none', value: () => undefined, leastMs: 480 },
] as const;

/** D6 to D8, D11, D12: answers that ask to come again, or not to. */
export const answers: readonly Row[] = [
  {
    id: 'D6',
    fault: '429 with Retry-After: 2',
    required: 'wait as long, hold, then one probe before the full rate',
    quick: true,
    async run(context) {
      const server = await context.faultServer({ do: 'accept', thinkMs: 200 }, [busy('2')]);
      const app = await context.app({ endpoint: server.url, queue: { maxBatchRecords: 20 } });

      await load(app, { count: 1 });
      await until('the first export', () => server.exports[0]?.endedAtMs !== undefined);
      await load(app, { count: 200 });
      await context.twin(app);
      await until('the next two', () => server.exports.length >= 3);
      const [first, probe, next] = server.exports;
      const waitedMs = (probe?.atMs ?? 0) - (first?.endedAtMs ?? 0);
      claim(waitedMs >= 1_950 && waitedMs < 4_000, `came again after ${waitedMs.toFixed(0)} ms`);
      claim((next?.atMs ?? 0) >= (probe?.endedAtMs ?? Infinity), 'the full rate did not wait for the probe');

      const seen = await context.settle(app, () => [server.accepted]);
      return `came again after ${(waitedMs / 1000).toFixed(2)} s, alone; ${seen}`;
    },
  },
  {
    id: 'D7a',
    fault: 'Retry-After: a date, a past date, 0, -1, soon, 1e9, none',
    required: 'parsed, or the backoff instead; never below 1 s where parsed',
    async run(context) {
      const trials = FORMS.map(async ({ form, value, leastMs }) => {
        const server = await context.faultServer();
        const app = await context.app({ endpoint: server.url });
        // Only now: a date is from now on.
        server.script.push(busy(value()));
        // One record, and no other until the answer is known: a second batch might be under way already.
        await load(app, { count: 1, prefix: 'r' });
        await until('a warning', () => app.warnings.length > 0);
        await context.settle(app, () => [server.accepted]);
        const [first, second] = server.exports;
        const gapMs = (second?.atMs ?? 0) - (first?.endedAtMs ?? 0);
        claim(gapMs >= leastMs && gapMs < 10_000, `${form}: came again after ${gapMs.toFixed(0)} ms`);
        return `${form} ${(gapMs / 1000).toFixed(1)} s`;
      });
      return `${(await all(trials)).join(', ')}; 0 lost`;
    },
  },
  {
    id: 'D7b',
    fault: 'Retry-After: 1000000000, or a date in a year',
    required: 'at most 300 s; an end is not waited for',
    quick: true,
    async run(context) {
      const trials = ['1000000000', inSeconds(31_536_000)].map(async (value) => {
        const server = await context.faultServer(busy(value));
        const app = await context.app({ endpoint: server.url, queue: { shutdownTimeoutMs: 300 } });
        await load(app, { count: 5, prefix: 'r' });
        await until('a warning', () => app.warnings.length > 0);
        const told = app.warnings.map(({ message }) => Number(/([\d.]+) s\b/.exec(message)?.[1]));
        claim(
          told.every((seconds) => !(seconds > 300)),
          `waits for ${told.join(', ')} s`,
        );
        await context.twin(app);
        return context.lostAtClose(app, [server.accepted]);
      });
      return (await all(trials)).join('; ');
    },
  },
  {
    id: 'D8a',
    fault: '502, 503, 504',
    required: 'backoff, hold, for ever',
    quick: true,
    async run(context) {
      const server = await context.faultServer(undefined, [status(502), status(503), status(504)]);
      const app = await context.app({ endpoint: server.url });

      await load(app, { count: 100 });
      await context.twin(app);
      await until('the fourth attempt', () => server.exports.length > 3, 30_000);
      const gaps = server.gapsMs.slice(0, 3).map((gapMs) => (gapMs / 1000).toFixed(1));
      claim(
        server.gapsMs.slice(0, 3).every((gapMs) => gapMs >= 450),
        `waits of ${gaps.join(', ')} s`,
      );

      return `waits of ${gaps.join(', ')} s; ${await context.settle(app, () => [server.accepted])}`;
    },
  },
  {
    id: 'D11a',
    fault: '500, then 200',
    required: 'tried again up to 5 times',
    async run(context) {
      const times = context.isFull ? 3 : 1;
      const server = await context.faultServer(
        undefined,
        Array.from({ length: times }, () => status(500)),
      );
      const app = await context.app({ endpoint: server.url });

      await load(app, { count: 100 });

      return context.settle(app, () => [server.accepted]);
    },
  },
  {
    id: 'D11b',
    fault: '500 with strictOtlp: true',
    required: 'dropped at once, and counted',
    quick: true,
    async run(context) {
      const server = await context.faultServer(undefined, [status(500)]);
      const app = await context.app({
        endpoint: server.url,
        strictOtlp: true,
        queue: { flushIntervalMs: 1000 },
      });

      await load(app, { count: 50 });
      await until('the first answer', () => server.exports[0]?.endedAtMs !== undefined);

      const refused = server.exports[0]?.spans.length ?? 0;
      return context.settle(app, () => [server.accepted], { dropped: { rejected: refused } });
    },
  },
  {
    id: 'D11c',
    fault: '500 for ever',
    required: 'after 5 retries dead: dropped and counted, the next ones sent',
    async run(context) {
      if (!context.isFull) throw new Skipped('takes minutes: --full');
      const server = await context.faultServer(status(500));
      const app = await context.app({ endpoint: server.url, queue: { flushIntervalMs: 1000 } });

      await load(app, { count: 50 });
      await until('six attempts', () => server.exports.length >= 6, 900_000);
      server.otherwise = { do: 'accept' };
      const refused = server.exports[0]?.spans.length ?? 0;

      return context.settle(app, () => [server.accepted], { dropped: { rejected: refused } });
    },
  },
  ...[401, 403].map((code): Row => ({
    id: code === 401 ? 'D12a' : 'D12b',
    fault: `${code}, then 200`,
    required: 'sending is suspended, records are held; one warning without the key; a probe after 60 s',
    timeoutSeconds: 150,
    async run(context) {
      const apiKey = 'planted-key-of-the-project';
      const server = await context.faultServer(undefined, [status(code)]);
      const app = await context.app({ endpoint: server.url, apiKey });

      await load(app, { count: 100 });
      await until('a warning', () => app.warnings.length > 0);
      await load(app, { count: 100 });
      const heldMs = performance.now();
      const seen = await context.settle(app, () => [server.accepted], { timeoutMs: 100_000 });
      const probedMs = (server.exports[1]?.atMs ?? 0) - (server.exports[0]?.endedAtMs ?? 0);
      claim(probedMs > 45_000, `came again after ${(probedMs / 1000).toFixed(1)} s`);
      const told = JSON.stringify(app.logs) + app.stderr;
      claim(!told.includes(apiKey), 'the key is in a log line');
      const warnings = app.warnings.filter(({ atMs }) => atMs < heldMs);
      claim(warnings.length === 1, `${warnings.length} warnings: ${JSON.stringify(warnings)}`);

      return `probe after ${(probedMs / 1000).toFixed(0)} s; 1 warning; ${seen}`;
    },
  })),
  {
    id: 'D12c',
    fault: '401 for ever',
    required: 'no request but the probes; held; at shutdown counted',
    quick: true,
    async run(context) {
      const server = await context.faultServer(status(401));
      const app = await context.app({ endpoint: server.url, queue: { shutdownTimeoutMs: 500 } });

      await load(app, { count: 100 });
      await until('the first answer', () => server.exports[0]?.endedAtMs !== undefined);
      await load(app, { count: 100, perSecond: 50 });
      await context.twin(app);
      const held = await app.sample();
      claim(server.exports.length === 1, `${server.exports.length} requests while suspended`);
      claim(held.status?.queued === app.acknowledged.size, `held: ${JSON.stringify(held.status)}`);

      return `${app.acknowledged.size} held, 1 request in 2 s; ${await context.lostAtClose(app, [server.accepted])}`;
    },
  },
];
