import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { ask } from './questions.mjs';

const MAIN = fileURLToPath(new URL('sink/main.mjs', import.meta.url));

/** What receives, in a process of its own: a port for each variant, and the service that apps call. */
export class SinkProcess {
  #child = fork(MAIN);

  async open(protocol) {
    if (protocol === undefined) return new NoSink();
    if (protocol === 'log-lines') return new LineSink();
    const port = await ask(this.#child, 'open', { protocol });
    return {
      url: `http://127.0.0.1:${port}`,
      count: () => ask(this.#child, 'count', { port }),
      settled: (expected, limits) => ask(this.#child, 'settled', { port, expected, ...limits }),
      takeLines: showLines,
    };
  }

  async upstream() {
    return `http://127.0.0.1:${await ask(this.#child, 'upstream')}`;
  }

  end() {
    this.#child.kill();
  }
}

/** What an app prints is for whoever looks on, unless it is its records. */
function showLines(stdout) {
  stdout.on('data', (chunk) => process.stderr.write(chunk));
}

/** Of an app that sends nothing. */
class NoSink {
  url = '';
  count = async () => 0;
  settled = async () => 0;
  takeLines = showLines;
}

/** Of a library whose records are lines on the standard output: one for each request, which has its response. */
class LineSink {
  url = '';
  #lines = 0;
  #rest = '';

  count = async () => this.#lines;

  async settled(expected, { quietMs }) {
    let before;
    while (this.#lines < expected && this.#lines !== before) {
      before = this.#lines;
      await new Promise((resolve) => setTimeout(resolve, quietMs));
    }
    return this.#lines;
  }

  takeLines = (stdout) => {
    stdout.setEncoding('utf8').on('data', (text) => {
      const lines = (this.#rest + text).split('\n');
      this.#rest = lines.pop();
      this.#lines += lines.filter((line) => line.includes('"res":')).length;
    });
  };
}
