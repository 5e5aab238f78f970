import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { freePort, isListening } from '../../faults/receivers/ports.js';
import { until } from '../../faults/until.js';

const DEADLINE_MS = 60_000;

/** An app in a process of its own, from its start until it is stopped. */
export class RunningApp {
  #printed = '';
  #notice = (): void => {};

  private constructor(
    private readonly child: ChildProcess,
    readonly url: string,
  ) {
    const take = (text: string): void => {
      this.#printed += text;
      this.#notice();
    };
    child.stdout?.setEncoding('utf8').on('data', take);
    child.stderr?.setEncoding('utf8').on('data', take);
    child.on('close', () => this.#notice());
  }

  static async start(folder: string, env: Readonly<Record<string, string>>): Promise<RunningApp> {
    const port = await freePort();
    const child = spawn(process.execPath, ['dist/main.js'], {
      cwd: folder,
      env: { PATH: process.env['PATH'], NO_COLOR: '1', PORT: String(port), ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: DEADLINE_MS,
      killSignal: 'SIGKILL',
    });
    const app = new RunningApp(child, `http://127.0.0.1:${port}`);
    // Nest says that it started before it listens.
    await until('the app to listen', () => {
      app.#mustRun();
      return isListening(port);
    });
    return app;
  }

  /** Everything that was printed, once this text is in it. */
  async printed(text: string): Promise<string> {
    while (!this.#printed.includes(text)) {
      this.#mustRun();
      await new Promise<void>((resolve) => (this.#notice = resolve));
    }
    return this.#printed;
  }

  async stop(): Promise<void> {
    if (this.#hasEnded) return;
    this.child.kill();
    await once(this.child, 'close');
  }

  get #hasEnded(): boolean {
    return this.child.exitCode !== null || this.child.signalCode !== null;
  }

  #mustRun(): void {
    if (this.#hasEnded) throw new Error(`The app ended too early:\n${this.#printed}`);
  }
}
