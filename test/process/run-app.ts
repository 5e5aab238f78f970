import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Adapter } from '../support/nest-app.js';

/** How a process ended, and what it printed until then. */
export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface AppProcess {
  readonly adapter: Adapter;
  readonly module: 'with' | 'without';
  readonly scenario: string;
  readonly endpoint: string;
  /** Of Node itself. */
  readonly flags?: readonly string[];
}

/** Longer than any of the apps lives by itself; killed then, which no test takes for a good end. */
const DEADLINE_MS = 20_000;

/** Runs the app until it ends. Once it prints that it is ready it gets the signal, where there is one. */
export async function runApp(
  { adapter, module, scenario, endpoint, flags = [] }: AppProcess,
  signal?: NodeJS.Signals,
): Promise<Ended> {
  const preload = ['--import', file('nest-major.mjs')];
  return runNode([...flags, ...preload, file('app.mjs'), adapter, module, scenario, endpoint], signal);
}

/** Runs a script of this folder until it ends. */
export function runScript(name: string, ...args: string[]): Promise<Ended> {
  return runNode([file(name), ...args]);
}

function runNode(args: readonly string[], signal?: NodeJS.Signals): Promise<Ended> {
  const child = spawn(process.execPath, args, {
    env: { PATH: process.env['PATH'], NEST_MAJOR: process.env['NEST_MAJOR'] },
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: DEADLINE_MS,
    killSignal: 'SIGKILL',
  });
  const printed = { stdout: '', stderr: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    printed.stdout += text;
    if (signal !== undefined && text.includes('ready')) child.kill(signal);
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => (printed.stderr += text));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code, by) => resolve({ code, signal: by, ...printed }));
  });
}

function file(name: string): string {
  return fileURLToPath(new URL(name, import.meta.url));
}
