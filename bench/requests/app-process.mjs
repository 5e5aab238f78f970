import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { onMeasuredCore } from '../support/pinning.mjs';
import { ask } from '../support/questions.mjs';
import { cpuMicrosOf, rssMbOf } from '../support/usage.mjs';

const FOLDER = fileURLToPath(new URL('.', import.meta.url));
const BOOT_MS = 30_000;
const FLUSH_MS = 15_000;

/** The process of one variant. While others are measured it is stopped: not even its timers run then. */
export class AppProcess {
  #child;

  static async start({ variant, adapter, sink, upstream, node }) {
    const app = new AppProcess();
    const startedAtMs = performance.now();
    const [command, args] = onMeasuredCore(node, [...(variant.nodeFlags ?? []), 'server.mjs']);
    app.#child = spawn(command, args, {
      // Where Node finds what is preloaded.
      cwd: FOLDER,
      env: {
        ...process.env,
        NODE_ENV: 'production',
        BENCH_VARIANT: variant.id,
        BENCH_ADAPTER: adapter,
        BENCH_SINK: sink.url,
        BENCH_UPSTREAM: upstream,
        ...variant.env?.(sink.url),
      },
      stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
    });
    sink.takeOutput(app.#child.stdout);
    app.url = await app.#listening(variant.name);
    app.bootMs = performance.now() - startedAtMs;
    return app;
  }

  cpuMicros() {
    return cpuMicrosOf(this.#child);
  }

  rssMb() {
    return rssMbOf(this.#child);
  }

  /** Has the library send what it holds, where it has a function for that. */
  async flush() {
    const limit = new Promise((resolve) => setTimeout(resolve, FLUSH_MS).unref());
    await Promise.race([ask(this.#child, 'flush'), limit]);
  }

  pause() {
    this.#child.kill('SIGSTOP');
  }

  resume() {
    this.#child.kill('SIGCONT');
  }

  async end() {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    this.resume();
    const ended = once(this.#child, 'exit');
    ask(this.#child, 'stop').catch(() => {});
    await ended;
  }

  #listening(name) {
    return new Promise((resolve, reject) => {
      const tooLong = () => reject(new Error(`${name} does not listen after ${BOOT_MS} ms`));
      const timer = setTimeout(tooLong, BOOT_MS);
      this.#child.once('exit', (code, signal) => {
        clearTimeout(timer);
        reject(new Error(`${name} ended with ${code ?? signal}`));
      });
      this.#child.on('message', ({ listening }) => {
        if (listening === undefined) return;
        clearTimeout(timer);
        resolve(listening);
      });
    });
  }
}
