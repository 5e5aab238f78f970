import { Arrivals } from './sink/arrivals.mjs';

/** Of a library whose records are lines on the standard output: one for each request, which has its response. */
export class LineSink {
  url = '';
  #lines = 0;
  #rest = '';
  #arrivals = new Arrivals();

  takeOutput(stdout) {
    stdout.setEncoding('utf8').on('data', (text) => {
      const lines = (this.#rest + text).split('\n');
      this.#rest = lines.pop();
      this.#lines += lines.filter((line) => line.includes('"res":')).length;
      this.#arrivals.arrived();
    });
  }

  async count() {
    return this.#lines;
  }

  settled(expected, limits) {
    return this.#arrivals.settled(() => this.#lines, { expected, ...limits });
  }
}
