import { Buffer } from 'node:buffer';
import { JSON_MARKER_BYTES as MARKER } from '../json-marker.js';

/** What to replace in a body, in order, and what is left of the allowed output. */
export class RedactionEdits {
  readonly #bytes: Uint8Array;
  readonly #from: number;
  /** Ranges to replace: start, end, start, end, … ascending and apart. */
  readonly #ranges: number[] = [];
  /** What the marker adds where it is longer than what it replaces. */
  #growth = 0;
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
    this.#growth += Math.max(0, MARKER.length - (end - start));
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
    const input = this.#bytes.subarray(this.#from, end);
    // Input and marker lie behind free space in one array, and are moved to its front piece by piece: moving costs a third
    // of copying from array to array. The space makes up for all growth, so nothing is overwritten before it was moved.
    const space = this.#growth;
    const marker = space + input.length;
    const work = workspace(marker + MARKER.length);
    work.set(input, space);
    work.set(MARKER, marker);
    const shift = space - this.#from;
    let read = space;
    let written = 0;
    for (let at = 0; at < this.#ranges.length; at += 2) {
      const start = shift + (this.#ranges[at] ?? 0);
      work.copyWithin(written, read, start);
      written += start - read;
      work.copyWithin(written, marker, marker + MARKER.length);
      written += MARKER.length;
      read = shift + (this.#ranges[at + 1] ?? 0);
    }
    work.copyWithin(written, read, marker);
    const output = Buffer.allocUnsafeSlow(written + marker - read);
    output.set(work.subarray(0, output.length));
    work.fill(0, 0, marker);
    return output;
  }
}

/** Bodies up to this size are put together in one array for all: fresh memory costs more than all that is done with it. */
const SHARED_BYTES = 262_144;

let shared: Uint8Array | undefined;

/** At least `length` bytes of any content; what is left in them must be wiped, since it was not redacted. */
function workspace(length: number): Uint8Array {
  if (length > SHARED_BYTES) return new Uint8Array(length);
  return (shared ??= new Uint8Array(SHARED_BYTES));
}
