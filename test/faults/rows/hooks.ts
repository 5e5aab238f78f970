import type { AppSettings } from '../app/app-settings.js';
import { load } from '../load.js';
import type { Behaviour } from '../receivers/behaviour.js';
import type { Row } from '../row.js';
import { claim, until } from '../until.js';

const AWAY: Behaviour = { do: 'answer', status: 503 };

/** What a process may be started with that breaks careless code (H8). */
const FLAGS: Readonly<Record<string, readonly string[]>> = {
  '--frozen-intrinsics': ['--frozen-intrinsics'],
  '--disallow-code-generation-from-strings': ['--disallow-code-generation-from-strings'],
  '--disable-proto=delete': ['--disable-proto=delete'],
  '--disable-proto=throw': ['--disable-proto=throw'],
  'a polluted Object.prototype': [
    '--import',
    'data:text/javascript,Object.prototype.polluted="yes";Object.prototype.body="no";Object.prototype.enabled=true',
  ],
};

interface NeighbourSpan {
  readonly kind: number;
  readonly url: string;
}

/** H2, H7 to H10: our own promises, loggers that misbehave, odd runtimes, other instrumentations. */
export const hooks: readonly Row[] = [
  {
    id: 'H2',
    fault: 'a promise of ours is rejected',
    required:
      'never unhandled: with --unhandled-rejections=strict the app lives through every kind of failure',
    quick: true,
    async run(context) {
      const server = await context.faultServer(undefined, [
        { do: 'reset early' },
        { do: 'write', bytes: 'SSH-2.0-OpenSSH_9.6\r\n' },
        { do: 'reset' },
        AWAY,
      ]);
      const app = await context.app(
        { endpoint: server.url },
        {},
        { execArgv: ['--unhandled-rejections=strict'] },
      );

      await load(app, { count: 100 });
      await until('all failures', () => server.script.length === 0);

      return context.settle(app, () => [server.accepted]);
    },
  },
  ...(['throws', 'calls the app'] as const).map((logger): Row => ({
    id: logger === 'throws' ? 'H7a' : 'H7b',
    fault: `the app's logger ${logger}${logger === 'throws' ? '' : ', which is captured and logged again'}`,
    required: 'caught; no loop',
    quick: logger === 'calls the app',
    async run(context) {
      const server = await context.faultServer(undefined, [AWAY, AWAY]);
      const app = await context.app({ endpoint: server.url, debug: logger === 'throws' }, { logger });

      await load(app, { count: 50 });
      await until('a warning', () => app.warnings.length > 0);
      // What the logger asks is a request like any other.
      const own = (): number => (logger === 'throws' ? 0 : app.logs.length);
      const { status } = await context.drained(app);
      claim(own() <= 3, `${own()} log lines`);
      claim(status?.captured === 50 + own(), `captured ${status?.captured}`);

      return context.settle(app, () => [server.accepted], { unanswered: own() });
    },
  })),
  {
    id: 'H8',
    fault: Object.keys(FLAGS).join(', '),
    required: 'works wherever the app itself does',
    async run(context) {
      const seen: string[] = [];
      for (const [name, execArgv] of Object.entries(FLAGS)) {
        const bare = await context.bareApp({}, { execArgv }).catch(() => undefined);
        if (bare === undefined) {
          seen.push(`${name}: the app itself does not start`);
          continue;
        }
        const server = await context.faultServer();
        const app = await context.app({ endpoint: server.url }, {}, { execArgv });
        await load(app, { count: 20 });
        await context.settle(app, () => [server.accepted], { bare });
        await bare.dispose();
        seen.push(`${name}: 0 lost`);
      }
      return seen.join('; ');
    },
  },
  {
    id: 'H9',
    fault: "OpenTelemetry's instrumentations of http and undici in the same process",
    required: 'both see every request',
    async run(context) {
      const server = await context.faultServer();
      const app = await context.app({ endpoint: server.url }, INSTRUMENTED);

      await load(app, { count: 100 });
      await context.drained(app);
      const spans = (await app.call('spans')) as NeighbourSpan[];
      const served = spans.filter(({ kind }) => kind === 1).length;
      claim(served === 100, `the instrumentation saw ${served} of 100 requests`);

      return `${served} spans of theirs; ${await context.settle(app, () => [server.accepted])}`;
    },
  },
  {
    id: 'H10',
    fault: 'our exports seen by ourselves or by other instrumentations',
    required: '0 records and 0 spans about the exporter, when it fails as well',
    async run(context) {
      const server = await context.faultServer(undefined, [AWAY, { do: 'reset' }]);
      const app = await context.app({ endpoint: server.url }, INSTRUMENTED);

      await load(app, { count: context.isFull ? 6_000 : 300, perSecond: 100 });
      await context.drained(app);
      const spans = (await app.call('spans')) as NeighbourSpan[];
      claim(spans.length >= app.acknowledged.size, `the instrumentation saw ${spans.length} requests only`);
      const about = spans.filter(({ kind, url }) => kind === 2 || url.includes(String(server.port)));
      claim(
        about.length === 0,
        `${about.length} spans of theirs about our exports, such as ${JSON.stringify(about[0])}`,
      );
      const outgoing = server.exports
        .flatMap((each) => each.spans)
        .filter(({ attributes }) => attributes['monoscope.sdk_type'] !== 'JsNest');
      claim(outgoing.length === 0, `${outgoing.length} records of ours about our exports`);

      return `0 in ${server.exports.length} exports; ${await context.settle(app, () => [server.accepted])}`;
    },
  },
];

const INSTRUMENTED: Partial<AppSettings> = { isInstrumented: true };
