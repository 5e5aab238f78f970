import type { ExportSignal } from '../destination.js';
import type { Waiting } from '../record-store.js';
import { Segment, type Place } from './segment.js';
import { entryBytes, SegmentFile } from './segment-file.js';

/** The segments of this process: one that is written to, and those that are only read until all in them is settled. */
export class SegmentSet {
  readonly #segmentBytes: number;
  readonly #held = new Set<Segment>();
  #active: Segment | undefined;

  constructor(segmentBytes: number) {
    this.#segmentBytes = segmentBytes;
  }

  [Symbol.iterator](): IterableIterator<Segment> {
    return [...this.#held].values();
  }

  /** The one that is written to. */
  get active(): Segment | undefined {
    return this.#active;
  }

  /** Of all files. */
  get bytes(): number {
    let bytes = 0;
    for (const { file } of this.#held) bytes += file.byteLength;
    return bytes;
  }

  get oldestSequence(): number {
    let oldest = Infinity;
    for (const segment of this.#held) oldest = Math.min(oldest, segment.oldestSequence);
    return oldest;
  }

  waiting(signal: ExportSignal): Waiting {
    let [records, bytes, oldestSequence] = [0, 0, Infinity];
    for (const segment of this.#held) {
      const list = segment.waiting(signal);
      records += list.length;
      bytes += list.bytes + list.length * FRAMING_BYTES;
      oldestSequence = Math.min(oldestSequence, list.oldestSequence);
    }
    return { records, bytes, oldestSequence };
  }

  /** No record is held. */
  get isEmpty(): boolean {
    return [...this.#held].every(({ isSettled }) => isSettled);
  }

  has(segment: Segment): boolean {
    return this.#held.has(segment);
  }

  holdsPath(path: string): boolean {
    return [...this.#held].some(({ file }) => file.path === path);
  }

  add(segment: Segment): void {
    this.#held.add(segment);
  }

  /** One with room for so much more; a new one where the last is full. Throws when none can be made. */
  forAppend(payloadBytes: number, preamble: Uint8Array, newPath: () => string): Segment {
    const active = this.#active;
    const isFull =
      active !== undefined && active.file.byteLength + entryBytes(payloadBytes) > this.#segmentBytes;
    if (active !== undefined && (!isFull || active.isSettled)) return active;
    void this.retire();
    const segment = new Segment(SegmentFile.create(newPath(), preamble));
    this.#held.add(segment);
    this.#active = segment;
    return segment;
  }

  /** The segment that was written to is only read from now on. */
  async retire(): Promise<void> {
    const segment = this.#active;
    if (segment === undefined) return;
    this.#active = undefined;
    if (segment.isSettled) this.#remove(segment);
    else await segment.file.seal();
  }

  /** The oldest waiting records of a signal, within the limits but one at least. */
  takeOldest(signal: ExportSignal, maxBytes: number, maxRecords: number): Place[] {
    const places: Place[] = [];
    let bytes = 0;
    while (places.length < maxRecords || places.length === 0) {
      const list = this.#withOldest(signal);
      bytes += (list?.waiting(signal).peek()?.byteLength ?? 0) + FRAMING_BYTES;
      if (places.length > 0 && bytes > maxBytes) return places;
      const place = list?.takeOldest(signal);
      if (place === undefined) return places;
      places.push(place);
    }
    return places;
  }

  /** Their fate is known. `mayWrite`: the files are to say so at once. */
  settle(places: readonly Place[], mayWrite: boolean): void {
    for (const [segment, offsets] of bySegment(places)) {
      segment.settle(offsets.map(({ offset }) => offset));
      if (mayWrite) this.#tidy(segment);
    }
  }

  /** Does for all what `settle` could not. */
  tidy(): void {
    for (const segment of this.#held) if (segment.isUnnoted) this.#tidy(segment);
  }

  /** What is left is only on disk from now on. */
  async close(): Promise<void> {
    await this.retire();
    this.tidy();
    await Promise.all([...this.#held].map(({ file }) => file.close()));
  }

  /** Nothing of the file can be read any more, or it is another's. */
  drop(segment: Segment): void {
    this.#held.delete(segment);
    if (this.#active === segment) this.#active = undefined;
    void segment.file.close();
  }

  #withOldest(signal: ExportSignal): Segment | undefined {
    let found: Segment | undefined;
    let oldest = Infinity;
    for (const segment of this.#held) {
      const { oldestSequence } = segment.waiting(signal);
      if (oldestSequence >= oldest) continue;
      oldest = oldestSequence;
      found = segment;
    }
    return found;
  }

  #tidy(segment: Segment): void {
    if (!this.#held.has(segment)) return;
    if (!segment.isSettled) return segment.note();
    if (segment !== this.#active) return this.#remove(segment);
    try {
      segment.reuse();
    } catch {
      this.#active = undefined;
      this.#remove(segment);
    }
  }

  #remove(segment: Segment): void {
    this.#held.delete(segment);
    // Its former owner wrote on without knowing: the file is adopted once more, for what was added.
    if (segment.hasGrown) segment.note();
    else segment.file.remove();
  }
}

/** What the request adds to each record, at most: a tag and a length. */
const FRAMING_BYTES = 6;

/** Places by the segment they are in. */
export function bySegment(places: readonly Place[]): Map<Segment, Place[]> {
  const groups = new Map<Segment, Place[]>();
  for (const place of places) {
    const group = groups.get(place.segment);
    if (group === undefined) groups.set(place.segment, [place]);
    else group.push(place);
  }
  return groups;
}
