import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { within } from '../until.js';
import type { AppCommand, AppMessage, AppSettings, Sample } from './app-settings.js';

const DEADLINE_MS = 30_000;

/** How the process is started, beside what the app is told. */
export interface AppLaunch {
  readonly execArgv?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

export interface Ending {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly atMs: number;
}

export interface LogLine {
  readonly level: string;
  readonly message: string;
  readonly atMs: number;
}

/** An app in a process of its own, and all that it said of itself. */
export class AppProcess {
  readonly samples: Sample[] = [];
  readonly logs: LogLine[] = [];
  /** What it printed beside samples and log lines. */
  stderr = '';
  /** Ids of the requests that it answered: each must become one record. */
  readonly acknowledged = new Set<string>();
  readonly settings: AppSettings;
  readonly child: ChildProcess;
  readonly ended: Promise<Ending>;
  url = '';
  secondUrl = '';
  bootMs = 0;
  /** The last sample, printed in the `'exit'` event; absent when the process was killed. */
  exitSample: Sample | undefined;
  #calls = 0;
  readonly #answers = new Map<number, (value: unknown) => void>();
  #ready: (() => void) | undefined;
  #rest = '';

  private constructor(settings: AppSettings, child: ChildProcess) {
    this.settings = settings;
    this.child = child;
    this.ended = once(child, 'close').then(([code, signal]) => ({ code, signal, atMs: performance.now() }));
    // A call to a process that is gone fails by that process's end.
    child.on('error', () => {});
    child.on('message', (message) => this.#take(message as AppMessage));
    child.stdout?.setEncoding('utf8').on('data', (text: string) => this.#read(text));
    child.stderr?.setEncoding('utf8').on('data', (text: string) => (this.stderr += text));
  }

  static async start(settings: AppSettings, launch: AppLaunch = {}): Promise<AppProcess> {
    const app = new AppProcess(settings, spawnApp(settings, launch));
    const ready = new Promise<void>((resolve) => (app.#ready = resolve));
    const failed = app.ended.then(({ code, signal }) => {
      throw new Error(`the app ended with ${code ?? signal} before it listened: ${app.lastError}`);
    });
    failed.catch(() => {});
    await within('the app to listen', DEADLINE_MS, Promise.race([ready, failed]));
    return app;
  }

  get isAlive(): boolean {
    return this.child.exitCode === null && this.child.signalCode === null;
  }

  get warnings(): LogLine[] {
    return this.logs.filter(({ level }) => level === 'warn' || level === 'error');
  }

  /** The line of what it printed that says what went wrong, as far as one does. */
  get lastError(): string {
    return this.stderr.split('\n').find((line) => /^\w*Error\b/.test(line)) ?? this.stderr.slice(0, 300);
  }

  /** Asks the app, and waits until it has done so. */
  async call(command: AppCommand, timeoutMs = DEADLINE_MS): Promise<unknown> {
    const call = (this.#calls += 1);
    const answer = new Promise<unknown>((resolve) => this.#answers.set(call, resolve));
    this.child.send({ call, command });
    const ended = this.ended.then(({ code, signal }) => {
      throw new Error(`the app ended with ${code ?? signal} instead: ${this.lastError}`);
    });
    ended.catch(() => {});
    return within(`the app's answer to '${command}'`, timeoutMs, Promise.race([answer, ended]));
  }

  async sample(): Promise<Sample> {
    return (await this.call('sample')) as Sample;
  }

  kill(signal: NodeJS.Signals): void {
    this.child.kill(signal);
  }

  /** The end by itself, or by a signal that was sent before. */
  async end(timeoutMs = DEADLINE_MS): Promise<Ending> {
    return within('the app to end', timeoutMs, this.ended);
  }

  /** `app.close()`, then the end by itself. */
  async close(): Promise<Ending> {
    this.child.send({ call: 0, command: 'close' });
    return this.end();
  }

  async dispose(): Promise<void> {
    if (!this.isAlive) return;
    this.kill('SIGKILL');
    await this.ended;
  }

  #take(message: AppMessage): void {
    if (message.kind === 'ready') {
      this.url = message.url;
      this.secondUrl = message.secondUrl;
      this.bootMs = message.bootMs;
      this.#ready?.();
    } else if (message.kind === 'sample') {
      this.samples.push(message.sample);
    } else {
      this.#answers.get(message.call)?.(message.value);
      this.#answers.delete(message.call);
    }
  }

  #read(text: string): void {
    const lines = (this.#rest + text).split('\n');
    this.#rest = lines.pop() ?? '';
    for (const line of lines) {
      if (line.startsWith('@exit ')) this.exitSample = JSON.parse(line.slice(6)) as Sample;
      else if (line.startsWith('@log '))
        this.logs.push({ ...JSON.parse(line.slice(5)), atMs: performance.now() });
    }
  }
}

function spawnApp(settings: AppSettings, { execArgv = [], env = {} }: AppLaunch): ChildProcess {
  const preload = settings.isInstrumented === true ? ['--import', fileOf('instrument.js')] : [];
  return spawn(process.execPath, [...preload, ...execArgv, fileOf('main.js')], {
    env: { PATH: process.env['PATH'], ...env, FAULT_APP: JSON.stringify(settings) },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
}

function fileOf(name: string): string {
  return fileURLToPath(new URL(name, import.meta.url));
}
