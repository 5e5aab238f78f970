import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { LineSink } from './line-sink.mjs';
import { ask } from '../support/questions.mjs';

const MAIN = fileURLToPath(new URL('sink/main.mjs', import.meta.url));

/** What receives, in a process of its own: a port for each variant, and the service that apps call. */
export class SinkProcess {
  #child = fork(MAIN);

  async open(protocol) {
    if (protocol === undefined) return new NoSink();
    if (protocol === 'log-lines') return new LineSink();
    return new PortSink(this.#child, await ask(this.#child, 'open', { protocol }));
  }

  async upstream() {
    return `http://127.0.0.1:${await ask(this.#child, 'upstream')}`;
  }

  end() {
    this.#child.kill();
  }
}

class PortSink {
  takeOutput = show;
  #child;
  #port;

  constructor(child, port) {
    this.#child = child;
    this.#port = port;
    this.url = `http://127.0.0.1:${port}`;
  }

  count() {
    return ask(this.#child, 'count', { port: this.#port });
  }

  settled(expected, limits) {
    return ask(this.#child, 'settled', { port: this.#port, expected, ...limits });
  }
}

/** Of an app that sends nothing. */
class NoSink {
  url = '';
  takeOutput = show;

  async count() {
    return 0;
  }

  async settled() {
    return 0;
  }
}

/** What an app prints is for whoever looks on, unless it is its records. */
function show(stdout) {
  stdout.on('data', (chunk) => process.stderr.write(chunk));
}
