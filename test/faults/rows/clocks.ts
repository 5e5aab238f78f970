import { load } from '../load.js';
import type { Row } from '../row.js';
import { claim, until } from '../until.js';

/** Preloaded: the wall clock jumps so many milliseconds, to and fro, each 300 ms. */
const JUMPING = (byMs: number): string =>
  `data:text/javascript,${encodeURIComponent(`
    const real = Date.now;
    let offset = 0;
    setInterval(() => { offset = offset === 0 ? ${byMs} : 0; }, 300).unref();
    Date.now = () => real() + offset;
    globalThis.Date = new Proxy(Date, {
      construct: (target, args) => args.length === 0 ? new target(Date.now()) : new target(...args),
    });`)}`;

/** P17, P21, P22: time that jumps, stands still or is taken away. */
export const clocks: readonly Row[] = [
  ...[3_600_000, -3_600_000].map((byMs): Row => ({
    id: byMs > 0 ? 'P17a' : 'P17b',
    fault: `the wall clock jumps ${byMs > 0 ? 'forward' : 'back'} an hour and again, under load and during a backoff`,
    required: 'deadlines and backoff on the monotonic clock; no record ends before it starts',
    quick: byMs < 0,
    async run(context) {
      const server = await context.faultServer(undefined, [
        { do: 'answer', status: 503 },
        { do: 'answer', status: 503 },
      ]);
      const launch = { execArgv: ['--import', JUMPING(byMs)] };
      const app = await context.app({ endpoint: server.url }, {}, launch);

      await load(app, { count: 100, perSecond: 50, kind: { route: 'slow', query: '?ms=50' } });
      const seen = await context.settle(app, () => [server.accepted]);
      const durationsMs = server.exports
        .flatMap(({ spans }) => spans)
        .map(({ startTimeUnixNano: start, endTimeUnixNano: end }) => Number(end - start) / 1e6);
      const [least, most] = [Math.min(...durationsMs), Math.max(...durationsMs)];
      claim(least >= 0 && most < 60_000, `records took ${least.toFixed(1)} to ${most.toFixed(0)} ms`);

      return `records took ${least.toFixed(1)} to ${most.toFixed(0)} ms; ${seen}`;
    },
  })),
  {
    id: 'P21',
    fault: 'the app is halted (SIGSTOP) for longer than a deadline, an export under way',
    required: 'after it goes on, no burst of stale deadlines: the answer that came is read',
    async run(context) {
      const server = await context.faultServer({ do: 'accept', thinkMs: 500 });
      // That connections are closed meanwhile is another row, D19.
      server.server.keepAliveTimeout = 120_000;
      const app = await context.app({ endpoint: server.url });

      await load(app, { count: 50 });
      await until('an export to be under way', () => server.underWay > 0);
      app.kill('SIGSTOP');
      const untilMs = performance.now() + (context.isFull ? 60_000 : 12_000);
      await until('the halt to last', () => performance.now() > untilMs, 61_000);
      app.kill('SIGCONT');
      await load(app, { count: 50 });

      const seen = await context.settle(app, () => [server.accepted]);
      claim(app.warnings.length === 0, `warned: ${app.warnings[0]?.message}`);
      claim(server.accepted.duplicates === 0, `${server.accepted.duplicates} spans were sent again`);
      return `0 warnings, nothing sent again; ${seen}`;
    },
  },
  {
    id: 'P22',
    fault: 'the app holds its event loop for longer than a deadline, an export under way',
    required: 'no false time-out: the answer that came is read first',
    async run(context) {
      const server = await context.faultServer({ do: 'accept', thinkMs: 500 });
      // That connections are closed meanwhile is another row, D19.
      server.server.keepAliveTimeout = 120_000;
      const app = await context.app({ endpoint: server.url });

      await load(app, { count: 50 });
      await until('an export to be under way', () => server.underWay > 0);
      await load(app, { count: 1, kind: { route: 'busy', query: '?ms=12000' } });
      await load(app, { count: 50 });

      const seen = await context.settle(app, () => [server.accepted]);
      claim(app.warnings.length === 0, `warned: ${app.warnings[0]?.message}`);
      claim(server.accepted.duplicates === 0, `${server.accepted.duplicates} spans were sent again`);
      return `0 warnings, nothing sent again; ${seen}`;
    },
  },
  {
    id: 'P19',
    fault: 'the app is closed and nothing else is done',
    required: 'the process ends by itself, as without the module',
    quick: true,
    async run(context) {
      const server = await context.faultServer();
      const app = await context.app({ endpoint: server.url });
      const bare = await context.bareApp();
      await load(app, { count: 20 });
      await context.drained(app);
      const took = async (each: typeof app): Promise<number> => {
        const startedAtMs = performance.now();
        return (await each.close()).atMs - startedAtMs;
      };
      const [oursMs, bareMs] = await Promise.all([took(app), took(bare)]);
      claim(
        oursMs - bareMs < 500,
        `ended after ${oursMs.toFixed(0)} ms, the twin after ${bareMs.toFixed(0)}`,
      );

      return `ended after ${oursMs.toFixed(0)} ms, the twin after ${bareMs.toFixed(0)}`;
    },
  },
];
