import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { AppProcess } from '../app/app-process.js';
import type { AppModuleOptions, Sample } from '../app/app-settings.js';
import type { RowContext } from '../context.js';
import { load } from '../load.js';
import type { Row } from '../row.js';
import { all, claim } from '../until.js';

const MIB = 1024 * 1024;

/** P20, P24: what stays behind of many apps, and of a long life. */
export const lifetimes: readonly Row[] = [
  {
    id: 'P20',
    fault: 'the app is created and closed again and again in one process',
    required: 'listeners, handles and heap stay as they are',
    timeoutSeconds: 400,
    async run(context) {
      const server = await context.faultServer();
      const rounds = context.isFull ? 1_000 : 100;
      const ours = await createAndClose(context, rounds, { endpoint: server.url });
      const bare = await createAndClose(context, rounds, undefined);
      const [first, last] = [ours[1], ours.at(-1)];
      claim(first !== undefined && last !== undefined, 'nothing was measured');
      claim(last.listeners === first.listeners, `${first.listeners} listeners became ${last.listeners}`);
      claim(last.resources <= first.resources, `${first.resources} handles became ${last.resources}`);
      const [kib, bareKib] = [kibPerRound(ours, rounds), kibPerRound(bare, rounds)];
      claim(
        kib - bareKib < ALLOWED_KIB_PER_ROUND,
        `the heap grew by ${kib.toFixed(1)} KiB a round, the twin's by ${bareKib.toFixed(1)}`,
      );

      return `${rounds} rounds; listeners and handles the same; heap ${kib.toFixed(1)} KiB a round, the twin's ${bareKib.toFixed(1)}`;
    },
  },
  {
    id: 'P24',
    fault: 'a long life under load, 30 minutes of it with --full',
    required: 'memory stays as it is',
    isAlone: true,
    async run(context) {
      const server = await context.faultServer();
      const launch = { execArgv: ['--expose-gc'] };
      const app = await context.app({ endpoint: server.url }, {}, launch);
      const bare = await context.bareApp({}, launch);
      const seconds = context.isFull ? 1_800 : 45;
      // What it has read, it need not keep.
      const reading = setInterval(() => server.accepted.size > 0 && server.forget(), 1_000);
      context.onEnd(() => clearInterval(reading));
      const under = (each: AppProcess, share: number): Promise<unknown> =>
        load(each, { count: Math.round(200 * seconds * share), perSecond: 200 });

      await all([under(app, 0.3), under(bare, 0.3)]);
      const before = await all([collected(app), collected(bare)]);
      await all([under(app, 0.7), under(bare, 0.7)]);
      await context.drained(app);
      const after = await all([collected(app), collected(bare)]);
      const [grown, bareGrown] = [
        after[0].heapBytes - before[0].heapBytes,
        after[1].heapBytes - before[1].heapBytes,
      ];
      claim(grown < bareGrown + 2 * MIB, `the heap grew by ${mib(grown)}, the twin's by ${mib(bareGrown)}`);

      clearInterval(reading);
      const seen = await context.settle(app, () => [server.accepted]);
      return `${seconds} s; the heap grew by ${mib(grown)}, the twin's by ${mib(bareGrown)}; ${seen}`;
    },
  },
];

interface Step {
  readonly heapBytes: number;
  readonly listeners: number;
  readonly resources: number;
}

/**
 * Without the optimizing compiler: what that makes of code that becomes hot is on the heap as well, grows with every
 * round for long after the first hundreds (in the twin, too), and is no leak. What a round left behind would be here
 * all the same: an app of Nest is some hundred KiB, its records and timers some ten.
 */
const UNOPTIMIZED = '--no-opt';

/** Over the last 60 % of the rounds: what is made lazily is there by then. */
const ALLOWED_KIB_PER_ROUND = 4;

function kibPerRound(steps: readonly Step[], rounds: number): number {
  return ((steps.at(-1)?.heapBytes ?? 0) - (steps[1]?.heapBytes ?? 0)) / (rounds * 0.6) / 1024;
}

async function createAndClose(
  { adapter }: RowContext,
  rounds: number,
  options: AppModuleOptions | undefined,
): Promise<Step[]> {
  const file = fileURLToPath(new URL('../app/create-and-close.js', import.meta.url));
  const settings = { adapter, ...(options && { options }) };
  const env = {
    PATH: process.env['PATH'],
    FAULT_APP: JSON.stringify(settings),
    FAULT_ROUNDS: String(rounds),
  };
  const args = ['--expose-gc', UNOPTIMIZED, file];
  const { stdout } = await promisify(execFile)(process.execPath, args, { env });
  return JSON.parse(stdout.split('\n').find((line) => line.startsWith('[')) ?? '[]') as Step[];
}

async function collected(app: AppProcess): Promise<Sample> {
  return (await app.call('collect garbage')) as Sample;
}

function mib(bytes: number): string {
  return `${(bytes / MIB).toFixed(1)} MiB`;
}
