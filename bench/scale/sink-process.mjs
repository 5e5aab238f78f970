import { ask } from '../support/questions.mjs';
import { end, startOnLoadCore } from './child.mjs';

/** What receives, in a process of its own. */
export class SinkProcess {
  #child;

  static async start() {
    const sink = new SinkProcess();
    const { child, first } = await startOnLoadCore('sink/main.mjs');
    sink.#child = child;
    sink.port = first.port;
    return sink;
  }

  count() {
    return ask(this.#child, 'count');
  }

  end() {
    return end(this.#child);
  }
}
