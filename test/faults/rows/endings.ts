import { join } from 'node:path';
import type { AppLaunch, AppProcess, Ending } from '../app/app-process.js';
import type { AppSettings } from '../app/app-settings.js';
import type { RowContext } from '../context.js';
import { medianOf } from '../figures.js';
import { load, send } from '../load.js';
import type { Row } from '../row.js';
import { all, claim } from '../until.js';
import { heldInMemory, recover, spooling } from './spool-steps.js';

/** An hour: what leaves does so because the process ends. */
const UNHURRIED = { flushIntervalMs: 3_600_000 };

/** P4 to P8: the process ends, well or badly, and as it would without the module. */
export const endings: readonly Row[] = [
  {
    id: 'P4',
    fault: 'SIGTERM with shutdown hooks, receiver well',
    required: 'everything is delivered, and the process ends as without the module',
    quick: true,
    timeoutSeconds: 300,
    async run(context) {
      const server = await context.faultServer();
      const runs = context.isFull ? 100 : 5;
      const oursMs: number[] = [];
      const bareMs: number[] = [];
      for (let run = 0; run < runs; run += 1) {
        const settings = { hasShutdownHooks: true };
        const app = await context.app({ endpoint: server.url, queue: UNHURRIED }, settings);
        const bare = await context.bareApp(settings);
        await all([load(app, { count: 100 }), load(bare, { count: 100 })]);
        const [ours, theirs] = await all([terminate(app), terminate(bare)]);
        same(ours, theirs);
        const missing = [...app.acknowledged].filter((id) => !server.accepted.has(id));
        claim(missing.length === 0, `${missing.length} of ${app.acknowledged.size} records were lost`);
        oursMs.push(ours.tookMs);
        bareMs.push(theirs.tookMs);
      }
      const [median, bareMedian] = [medianOf(oursMs), medianOf(bareMs)];
      claim(
        median - bareMedian < 500,
        `ended after ${median.toFixed(0)} ms, the twin after ${bareMedian.toFixed(0)}`,
      );
      return `${runs * 100} records in ${runs} runs, 0 lost; ended after ${median.toFixed(0)} ms, the twin after ${bareMedian.toFixed(0)} (medians)`;
    },
  },
  {
    id: 'P5a',
    fault: 'SIGTERM with shutdown hooks, receiver halted',
    required: 'a deadline of 3 s; the rest is counted as shutdown, and said',
    quick: true,
    async run(context) {
      const server = await context.faultServer({ do: 'hang' });
      const app = await context.app({ endpoint: server.url }, { hasShutdownHooks: true });
      await load(app, { count: 100 });
      await context.twin(app);

      const { tookMs, signal } = await terminate(app);
      claim(signal === 'SIGTERM', `ended by ${signal}`);
      claim(tookMs > 2_800 && tookMs < 6_000, `ended after ${(tookMs / 1000).toFixed(1)} s`);
      const told = app.warnings.map(({ message }) => /deadline: (\d+) of/.exec(message)?.[1]).find(Boolean);
      claim(
        Number(told) === app.acknowledged.size,
        `${told} are said to be lost of ${app.acknowledged.size}`,
      );

      return `ended after ${(tookMs / 1000).toFixed(1)} s; ${told} records counted and said`;
    },
  },
  {
    id: 'P5b',
    fault: 'SIGTERM with shutdown hooks, receiver halted, with a spool',
    required: 'a deadline of 3 s; the rest stays on disk for the next process',
    async run(context) {
      const server = await context.faultServer({ do: 'hang' });
      const options = spooling(server.url, context.folder());
      const app = await context.app(options, { hasShutdownHooks: true });
      await load(app, { count: 100 });

      const { tookMs } = await terminate(app);
      claim(tookMs < 6_000, `ended after ${(tookMs / 1000).toFixed(1)} s`);
      server.otherwise = { do: 'accept' };

      const seen = await recover(context, options, app.acknowledged, () => server.accepted);
      return `ended after ${(tookMs / 1000).toFixed(1)} s; ${seen}`;
    },
  },
  {
    id: 'P6a',
    fault: 'SIGTERM without shutdown hooks',
    required: 'ends at once, as without the module',
    async run(context) {
      const server = await context.faultServer();
      const oursMs: number[] = [];
      const bareMs: number[] = [];
      for (let run = 0; run < (context.isFull ? 50 : 3); run += 1) {
        const app = await context.app({ endpoint: server.url });
        const bare = await context.bareApp();
        await load(app, { count: 50 });
        const [ours, theirs] = await all([terminate(app), terminate(bare)]);
        same(ours, theirs);
        oursMs.push(ours.tookMs);
        bareMs.push(theirs.tookMs);
      }
      const [median, bareMedian] = [medianOf(oursMs), medianOf(bareMs)];
      return `by SIGTERM, as the twin; after ${median.toFixed(0)} ms, the twin after ${bareMedian.toFixed(0)} (medians)`;
    },
  },
  {
    id: 'P6b',
    fault: 'SIGTERM without shutdown hooks, with a spool',
    required: 'ends at once; 0 lost',
    quick: true,
    run: (context) => endsAndRecovers(context, {}, (app) => terminate(app)),
  },
  ...(['10', '11', '12'] as const).map((major): Row => ({
    id: `P7-${major}`,
    fault: `another provider's shutdown hook throws, Nest ${major}`,
    required: 'ends as without the module; with a spool 0 lost',

    run: (context) =>
      endsAndRecovers(context, { hasShutdownHooks: true, neighbourHook: 'throws' }, (app) => terminate(app), {
        execArgv: ['--import', join(process.cwd(), 'test/process/nest-major.mjs')],
        env: { NEST_MAJOR: major },
      }),
  })),
  {
    id: 'P7-hang',
    fault: "another provider's shutdown hook hangs; SIGTERM twice, then SIGKILL",
    required: 'lives on as without the module; with a spool 0 lost',
    run: (context) =>
      endsAndRecovers(context, { hasShutdownHooks: true, neighbourHook: 'hangs' }, async (app) => {
        for (let times = 0; times < 2; times += 1) {
          app.kill('SIGTERM');
          // Answered after the signal was handled, or never.
          await app.sample();
        }
        app.kill('SIGKILL');
        return { ...(await app.end()), tookMs: 0 };
      }),
  },
  {
    id: 'P7-exit',
    fault: 'process.exit() in a handler, with a spool',
    required: 'the exit code as without the module; what was answered before is not lost',
    run: (context) => endsAndRecovers(context, {}, (app) => ask(app, 'endings/exit')),
  },
  ...(['uncaught', 'rejection'] as const).map((how): Row => ({
    id: how === 'uncaught' ? 'P8a' : 'P8b',
    fault: how === 'uncaught' ? 'an uncaught exception' : 'an unhandled rejection',
    required: 'exit code and stderr as without the module; with a spool 0 lost',
    run: (context) => endsAndRecovers(context, {}, (app) => ask(app, `endings/${how}`)),
  })),
];

type Ended = Ending & { readonly tookMs: number };

/** The app and its bare twin end in the same way, and the next process on the same spool delivers everything. */
async function endsAndRecovers(
  context: RowContext,
  settings: Partial<AppSettings>,
  end: (app: AppProcess) => Promise<Ended>,
  launch: AppLaunch = {},
): Promise<string> {
  const server = await context.faultServer({ do: 'answer', status: 503 });
  const folder = context.folder();
  const options = spooling(server.url, folder, { queue: { ...UNHURRIED, shutdownTimeoutMs: 300 } });
  const app = await context.app(options, settings, launch);
  const bare = await context.bareApp(settings, launch);
  await all([load(app, { count: 100 }), load(bare, { count: 100 })]);
  const acknowledged = new Set(app.acknowledged);
  // Records are made after the answer, and until then nothing but the process has them.
  const inMemory = await heldInMemory(app);

  const [ours, theirs] = await all([end(app), end(bare)]);
  same(ours, theirs);
  claim(
    comparable(app.stderr) === comparable(bare.stderr),
    `printed ${app.stderr}, and its twin ${bare.stderr}`,
  );
  server.otherwise = { do: 'accept' };

  const next = spooling(server.url, folder);
  const seen = await recover(context, next, acknowledged, () => server.accepted, inMemory);
  return `ended by ${ours.signal ?? `code ${ours.code}`}, as the twin; ${seen}`;
}

async function terminate(app: AppProcess): Promise<Ended> {
  const startedAtMs = performance.now();
  app.kill('SIGTERM');
  const ending = await app.end();
  return { ...ending, tookMs: ending.atMs - startedAtMs };
}

/** A request that ends the app, whether it is answered or not. */
async function ask(app: AppProcess, route: string): Promise<Ended> {
  const startedAtMs = performance.now();
  await send(app.url, { route }, 'last').catch(() => {});
  const ending = await app.end();
  return { ...ending, tookMs: ending.atMs - startedAtMs };
}

function same(ours: Ended, theirs: Ended): void {
  const shown = ({ code, signal }: Ended): string => `${code ?? signal}`;
  claim(shown(ours) === shown(theirs), `ended with ${shown(ours)}, the twin with ${shown(theirs)}`);
}

/** Until Node 24, AsyncLocalStorage is built on async hooks, which show in the stacks of callbacks. */
function comparable(stderr: string): string {
  return stderr
    .split('\n')
    .filter((line) => !line.includes('(node:internal/async_hooks:'))
    .join('\n');
}
