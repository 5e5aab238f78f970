/**
 * Where every value of a body begins and ends, numbered in document order, so that filters and array ends can be looked
 * up while the body is scanned. A value still open when the input stopped has `end` -1.
 */
export class JsonOutline {
  readonly bytes: Uint8Array;
  /** First byte of the value: tells its type. */
  readonly start: number[] = [];
  readonly end: number[] = [];
  /** The number after the last value inside this one. */
  readonly next: number[] = [];
  readonly childCount: number[] = [];
  /** Number of the member name among all names of the body; -1 for elements and the root. */
  readonly nameId: number[] = [];
  readonly names = new Map<string, number>();
  /** Objects in which a name occurs twice. */
  readonly ambiguous = new Set<number>();
  readonly #open: number[] = [];
  #nameId = -1;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
  }

  get size(): number {
    return this.start.length;
  }

  /** The name of the next value. */
  name(text: string): void {
    const known = this.names.get(text);
    this.#nameId = known ?? this.names.size;
    if (known === undefined) this.names.set(text, this.#nameId);
  }

  /** A value begins, inside the one opened last and not closed. */
  begin(start: number): void {
    const parent = this.#open.at(-1);
    if (parent !== undefined) this.childCount[parent] = (this.childCount[parent] ?? 0) + 1;
    this.#open.push(this.size);
    this.start.push(start);
    this.end.push(-1);
    this.next.push(0);
    this.childCount.push(0);
    this.nameId.push(this.#nameId);
    this.#nameId = -1;
  }

  /** The value opened last is complete. */
  finish(end: number): void {
    const node = this.#open.pop();
    if (node === undefined) return;
    this.end[node] = end;
    this.next[node] = this.size;
  }

  /** The input is over. */
  settle(): void {
    for (const node of this.#open) this.next[node] = this.size;
    const seenIn = new Int32Array(this.names.size).fill(-1);
    for (let node = 0; node < this.size; node += 1) {
      if (!this.isObject(node)) continue;
      for (const child of this.children(node)) {
        const nameId = this.nameId[child] ?? -1;
        if (seenIn[nameId] === node) this.ambiguous.add(node);
        seenIn[nameId] = node;
      }
    }
  }

  isObject(node: number): boolean {
    return this.bytes[this.start[node] ?? -1] === 0x7b;
  }

  isArray(node: number): boolean {
    return this.bytes[this.start[node] ?? -1] === 0x5b;
  }

  isClosed(node: number): boolean {
    return (this.end[node] ?? -1) >= 0;
  }

  /** The values directly inside, in order. */
  *children(node: number): Generator<number> {
    const end = this.next[node] ?? 0;
    for (let child = node + 1; child < end; child = this.next[child] ?? end) yield child;
  }
}
