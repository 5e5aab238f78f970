import { ask } from '../support/questions.mjs';
import { cpuMicrosOf } from '../support/usage.mjs';
import { end, startMeasured } from './child.mjs';
import { FIVE_PATHS } from './rules.mjs';

const SERVER = 'app/server.mjs';

/** An app in a process of its own. While it is not measured it is stopped: not even its timers run then. */
export class AppProcess {
  #child;

  /** @param sinkPort where its module sends to; undefined: the app is bare */
  static async start({ options, ...settings }, sinkPort) {
    const app = new AppProcess();
    const startedAtMs = performance.now();
    const ofModule = {
      endpoint: `http://127.0.0.1:${sinkPort}`,
      serviceName: 'scale',
      redactRequestBody: FIVE_PATHS,
      redactResponseBody: FIVE_PATHS,
      ...options,
    };
    const given = { ...settings, ...(sinkPort !== undefined && { options: ofModule }) };
    const { child, first } = await startMeasured(SERVER, {
      env: { SCALE_APP: JSON.stringify(given) },
      nodeFlags: ['--expose-gc'],
    });
    app.#child = child;
    app.port = first.port;
    /** From the start of the process; `bootMs` of that is what Nest and the modules take. */
    app.startMs = performance.now() - startedAtMs;
    app.bootMs = first.bootMs;
    return app;
  }

  ask(kind, details) {
    return ask(this.#child, kind, details);
  }

  cpuMicros() {
    return cpuMicrosOf(this.#child);
  }

  pause() {
    this.#child.kill('SIGSTOP');
  }

  resume() {
    this.#child.kill('SIGCONT');
  }

  end() {
    return end(this.#child);
  }
}
