/** Most bodies have fewer values than this for each kibibyte. */
const VALUES_PER_KIBIBYTE = 64;

/**
 * Where every value of a body begins and ends, numbered in document order, so that filters and array ends can be looked
 * up while the body is scanned. A value still open when the input stopped has `end` -1. What is past {@link size} in the
 * arrays means nothing.
 */
export class JsonOutline {
  readonly bytes: Uint8Array;
  size = 0;
  /** First byte of the value: tells its type. */
  start: Int32Array;
  end: Int32Array;
  /** The number after the last value inside this one. While the value is open, its container. */
  next: Int32Array;
  childCount: Int32Array;
  /** Number of the member name among all names of the body; -1 for elements and the root. */
  nameId: Int32Array;
  readonly names = new Map<string, number>();
  /** Objects in which a name occurs twice. */
  readonly ambiguous = new Set<number>();
  /** The value opened last and not closed. */
  #open = -1;
  #nameId = -1;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
    const capacity = VALUES_PER_KIBIBYTE * (1 + (bytes.length >> 10));
    this.start = new Int32Array(capacity);
    this.end = new Int32Array(capacity);
    this.next = new Int32Array(capacity);
    this.childCount = new Int32Array(capacity);
    this.nameId = new Int32Array(capacity);
  }

  /** The name of the next value. */
  name(text: string): void {
    const known = this.names.get(text);
    this.#nameId = known ?? this.names.size;
    if (known === undefined) this.names.set(text, this.#nameId);
  }

  /** A value begins, inside the one opened last and not closed. */
  begin(start: number): void {
    const node = this.size;
    if (node === this.start.length) this.#grow();
    const parent = this.#open;
    if (parent >= 0) this.childCount[parent] = (this.childCount[parent] ?? 0) + 1;
    this.start[node] = start;
    this.end[node] = -1;
    this.next[node] = parent;
    this.nameId[node] = this.#nameId;
    this.size = node + 1;
    this.#open = node;
    this.#nameId = -1;
  }

  /** The value opened last is complete. */
  finish(end: number): void {
    const node = this.#open;
    if (node < 0) return;
    this.#open = this.next[node] ?? -1;
    this.end[node] = end;
    this.next[node] = this.size;
  }

  /** The input is over. */
  settle(): void {
    while (this.#open >= 0) {
      const node = this.#open;
      this.#open = this.next[node] ?? -1;
      this.next[node] = this.size;
    }
    // The object in which each name was last seen.
    const seenIn = new Int32Array(this.names.size).fill(-1);
    for (let node = 0; node < this.size; node += 1) {
      if (!this.isObject(node)) continue;
      for (let child = this.firstChild(node); child >= 0; child = this.nextChild(node, child)) {
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

  /** The first value directly inside; -1 when there is none. */
  firstChild(node: number): number {
    return this.nextChild(node, node);
  }

  /** The value directly inside `node` that comes after its child `child`; -1 when there is none. */
  nextChild(node: number, child: number): number {
    const next = child === node ? node + 1 : (this.next[child] ?? this.size);
    return next < (this.next[node] ?? 0) ? next : -1;
  }

  #grow(): void {
    this.start = doubled(this.start);
    this.end = doubled(this.end);
    this.next = doubled(this.next);
    this.childCount = doubled(this.childCount);
    this.nameId = doubled(this.nameId);
  }
}

function doubled(values: Int32Array): Int32Array {
  const larger = new Int32Array(2 * values.length);
  larger.set(values);
  return larger;
}
