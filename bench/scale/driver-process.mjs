import { ask } from '../support/questions.mjs';
import { end, startOnLoadCore } from './child.mjs';

/** What makes requests, in a process of its own. A request that is not answered with 200 is an error. */
export class DriverProcess {
  #child;

  static async start() {
    const driver = new DriverProcess();
    const { child } = await startOnLoadCore('driver/main.mjs');
    driver.#child = child;
    return driver;
  }

  open(port, count) {
    return ask(this.#child, 'open', { port, count });
  }

  close() {
    return ask(this.#child, 'close');
  }

  async wave(requests) {
    return allAnswered(await ask(this.#child, 'wave', { requests }));
  }

  async load(requests, seconds) {
    return allAnswered(await ask(this.#child, 'load', { requests, seconds }));
  }

  end() {
    return end(this.#child);
  }
}

function allAnswered(seen) {
  if (seen.answered !== seen.sent) throw new Error(`${seen.answered} of ${seen.sent} requests were answered`);
  return seen;
}
