/** Where a record is in its segment, and what must be known of it without reading it. */
export interface Position {
  readonly sequence: number;
  readonly offset: number;
  /** Of its payload. */
  readonly byteLength: number;
  /** On the monotonic clock. */
  readonly expiresAtMs: number;
}

/** Positions, first in, first out; 32 bytes each, since a full spool has a million of them. */
export class PositionList {
  #numbers = new Float64Array(INITIAL_POSITIONS * STRIDE);
  /** Positions before head are gone, those from tail on not there yet. */
  #head = 0;
  #tail = 0;
  #bytes = 0;

  get length(): number {
    return this.#tail - this.#head;
  }

  /** Of all payloads together. */
  get bytes(): number {
    return this.#bytes;
  }

  /** `Infinity` when empty. */
  get oldestSequence(): number {
    return this.length === 0 ? Infinity : this.#number(this.#head, 0);
  }

  push(position: Position): void {
    if (this.#tail * STRIDE === this.#numbers.length) this.#makeRoom();
    this.#write(this.#tail, position);
    this.#tail += 1;
    this.#bytes += position.byteLength;
  }

  peek(): Position | undefined {
    if (this.length === 0) return undefined;
    const head = this.#head;
    return {
      sequence: this.#number(head, 0),
      offset: this.#number(head, 1),
      byteLength: this.#number(head, 2),
      expiresAtMs: this.#number(head, 3),
    };
  }

  shift(): Position | undefined {
    const position = this.peek();
    if (position === undefined) return undefined;
    this.#head += 1;
    this.#bytes -= position.byteLength;
    if (this.#head === this.#tail) this.#head = this.#tail = 0;
    return position;
  }

  /** Puts positions that were shifted off back where they were. */
  putBack(positions: readonly Position[]): void {
    const all = [...positions];
    for (let next = this.shift(); next !== undefined; next = this.shift()) all.push(next);
    for (const position of all.toSorted((a, b) => a.sequence - b.sequence)) this.push(position);
  }

  clear(): void {
    this.#numbers = new Float64Array(INITIAL_POSITIONS * STRIDE);
    this.#head = this.#tail = this.#bytes = 0;
  }

  #number(index: number, member: number): number {
    return this.#numbers[index * STRIDE + member] ?? 0;
  }

  #write(index: number, { sequence, offset, byteLength, expiresAtMs }: Position): void {
    this.#numbers.set([sequence, offset, byteLength, expiresAtMs], index * STRIDE);
  }

  #makeRoom(): void {
    const used = this.#numbers.subarray(this.#head * STRIDE, this.#tail * STRIDE);
    // Where half of it is free in front, moving is enough.
    if (this.#head * 2 < this.#tail) this.#numbers = new Float64Array(this.#numbers.length * 2);
    this.#numbers.set(used);
    this.#tail -= this.#head;
    this.#head = 0;
  }
}

const STRIDE = 4;
const INITIAL_POSITIONS = 32;
