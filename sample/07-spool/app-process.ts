import type { PipelineStatus } from 'apitoolkit-nestjs';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const APP = fileURLToPath(new URL('app.js', import.meta.url));
const DEADLINE_MS = 10_000;
const POLL_INTERVAL_MS = 20;

/** The app, run by another process than this one. */
export class AppProcess {
  private constructor(
    private readonly child: ChildProcess,
    private readonly url: string,
  ) {}

  static async start(directory: string, collectorUrl: string): Promise<AppProcess> {
    const child = spawn(process.execPath, [APP, directory, collectorUrl], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    for await (const line of createInterface({ input: child.stdout })) return new AppProcess(child, line);
    throw new Error('The app did not start.');
  }

  async write(text: string): Promise<void> {
    await fetch(`${this.url}/journal`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ text }),
    });
  }

  /** The counts, once they are so, or as they are at the deadline. */
  async statusWhen(isSo: (status: PipelineStatus) => boolean): Promise<PipelineStatus> {
    const deadlineMs = performance.now() + DEADLINE_MS;
    for (;;) {
      const response = await fetch(`${this.url}/journal/status`);
      // What the app's own route returns.
      const status = (await response.json()) as PipelineStatus;
      if (isSo(status) || performance.now() > deadlineMs) return status;
      await new Promise((resolve) => setTimeout(resolve, POLL_INTERVAL_MS));
    }
  }

  async end(signal: 'SIGKILL' | 'SIGTERM'): Promise<void> {
    const closed = once(this.child, 'close');
    this.child.kill(signal);
    await closed;
  }
}
