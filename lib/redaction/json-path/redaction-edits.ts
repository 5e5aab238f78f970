import { CLIENT_REDACTED } from '../../exchange/redacted-exchange.js';

const MARKER = new TextEncoder().encode(JSON.stringify(CLIENT_REDACTED));

/** What to replace in a body, in order, and what is left of the allowed output. */
export class RedactionEdits {
  readonly #bytes: Uint8Array;
  readonly #from: number;
  /** Ranges to replace: start, end, start, end, … ascending and apart. */
  readonly #ranges: number[] = [];
  /** The highest offset of the input that may be emitted, were nothing more replaced; each replacement moves it. */
  highestEnd: number;

  constructor(bytes: Uint8Array, from: number, maxOutputBytes: number) {
    this.#bytes = bytes;
    this.#from = from;
    this.highestEnd = from + maxOutputBytes;
  }

  /** Replaces a range by the marker; false, and nothing done, when the output would grow too large. */
  replace(start: number, end: number): boolean {
    const highestEnd = this.highestEnd + (end - start) - MARKER.length;
    if (end > highestEnd) return false;
    this.highestEnd = highestEnd;
    this.#ranges.push(start, end);
    return true;
  }

  /** The input from its beginning to `end` with everything replaced; without copying when nothing was. */
  apply(end: number): Uint8Array {
    if (this.#ranges.length === 0) {
      return this.#from === 0 && end === this.#bytes.length
        ? this.#bytes
        : this.#bytes.subarray(this.#from, end);
    }
    const output = new Uint8Array(this.#outputLength(end));
    let read = this.#from;
    let written = 0;
    for (let at = 0; at < this.#ranges.length; at += 2) {
      const start = this.#ranges[at] ?? end;
      written = append(output, written, this.#bytes, read, start);
      written = append(output, written, MARKER, 0, MARKER.length);
      read = this.#ranges[at + 1] ?? end;
    }
    append(output, written, this.#bytes, read, end);
    return output;
  }

  #outputLength(end: number): number {
    let length = end - this.#from;
    for (let at = 0; at < this.#ranges.length; at += 2) {
      length += MARKER.length - ((this.#ranges[at + 1] ?? 0) - (this.#ranges[at] ?? 0));
    }
    return length;
  }
}

/** Below this, a loop is faster than `set` on a new view. */
const SMALL_COPY_BYTES = 48;

function append(output: Uint8Array, written: number, source: Uint8Array, start: number, end: number): number {
  if (end - start > SMALL_COPY_BYTES) output.set(source.subarray(start, end), written);
  else for (let at = start; at < end; at += 1) output[written + at - start] = source[at] ?? 0;
  return written + end - start;
}
