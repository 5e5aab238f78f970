import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { afterEach } from 'vitest';
import type { SpoolOptions, SpoolTiming } from '../../../../../lib/export/spool/spool-options.js';

/** What a child says; one member at a time. */
export interface Said {
  readonly ready?: number;
  readonly accepted?: string;
  readonly delivered?: string;
  readonly offered?: true;
  readonly drained?: true;
  readonly closed?: true;
  readonly exhausted?: true;
  readonly relieved?: true;
  readonly changed?: true;
  readonly recovered?: number;
  readonly handedOver?: number;
  readonly warning?: string;
  readonly status?: ChildBooks;
}

export interface ChildBooks {
  readonly captured: number;
  readonly spooled: number;
  readonly recovered: number;
  readonly handedOver: number;
  readonly delivered: number;
  readonly refused: number;
  readonly lost: Readonly<Record<string, number>>;
}

export interface ChildSetup extends Partial<Omit<SpoolOptions, 'preamble'>> {
  readonly directory: string;
  /** Of the ids of its records. */
  readonly prefix: string;
  readonly timing?: Partial<SpoolTiming>;
}

/** A process of its own with a spool. */
export class SpoolChild {
  readonly said: Said[] = [];
  readonly #process: ChildProcess;
  readonly #ended: Promise<unknown>;
  readonly #waiting = new Set<() => void>();
  #hasEnded = false;

  /** `shell` is put in front, for instance to set a limit. */
  constructor(script: string, setup: ChildSetup, shell?: string) {
    const args = [script, JSON.stringify(setup)];
    const options = { stdio: ['pipe', 'pipe', 'inherit'] as const };
    this.#process =
      shell === undefined
        ? spawn(process.execPath, args, { ...options, stdio: [...options.stdio] })
        : spawn('/bin/sh', ['-c', `${shell}; exec "$0" "$@"`, process.execPath, ...args], {
            stdio: [...options.stdio],
          });
    children.push(this);
    const { stdout } = this.#process;
    if (stdout === null) throw new Error('no standard output');
    const lines = createInterface({ input: stdout });
    lines.on('line', (line) => {
      this.said.push(JSON.parse(line));
      this.#wake();
    });
    lines.once('close', () => {
      this.#hasEnded = true;
      this.#wake();
    });
    // Its output closes a moment before it is gone, and until then its spool is that of a process that lives.
    this.#ended = Promise.all([once(lines, 'close'), once(this.#process, 'exit')]);
  }

  get pid(): number {
    return this.#process.pid ?? 0;
  }

  get accepted(): string[] {
    return this.said.flatMap(({ accepted }) => accepted ?? []);
  }

  /** Of other processes, so far. */
  get recovered(): number {
    return this.said.findLast(({ recovered }) => recovered !== undefined)?.recovered ?? 0;
  }

  get delivered(): string[] {
    return this.said.flatMap(({ delivered }) => delivered ?? []);
  }

  tell(command: string): void {
    this.#process.stdin?.write(`${command}\n`);
  }

  /** Resolves once it is so. */
  async until(isSo: (said: readonly Said[]) => boolean): Promise<void> {
    while (!isSo(this.said)) {
      if (this.#hasEnded) throw new Error(`the child has ended: ${JSON.stringify(this.said.slice(-3))}`);
      await new Promise<void>((resolve) => this.#waiting.add(resolve));
    }
  }

  /** Tells it something, and resolves with the answer that has this member. */
  async ask<Key extends keyof Said>(command: string, member: Key): Promise<NonNullable<Said[Key]>> {
    const from = this.said.length;
    this.tell(command);
    const answerIn = (said: readonly Said[]) =>
      said.slice(from).find((each) => each[member] !== undefined)?.[member];
    await this.until((said) => answerIn(said) !== undefined);
    const answer = answerIn(this.said);
    if (answer === undefined || answer === null) throw new Error('no answer');
    return answer;
  }

  async ready(): Promise<this> {
    await this.until((said) => said.some(({ ready }) => ready !== undefined));
    return this;
  }

  /** Nothing more is told to it: it ends if nothing else keeps it alive. */
  async endInput(): Promise<void> {
    this.#process.stdin?.end();
    await this.#ended;
  }

  signal(signal: NodeJS.Signals): void {
    this.#process.kill(signal);
  }

  async kill(): Promise<void> {
    this.signal('SIGKILL');
    await this.#ended;
  }

  #wake(): void {
    const waiting = [...this.#waiting];
    this.#waiting.clear();
    for (const resume of waiting) resume();
  }
}

const children: SpoolChild[] = [];

afterEach(async () => {
  await Promise.all(children.splice(0).map((child) => child.kill()));
});
