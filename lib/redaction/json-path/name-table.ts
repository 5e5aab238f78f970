import { decodeString } from './decode-string.js';

/** A member name as the automaton sees it. */
export interface MemberName {
  readonly text: string;
  /** Its number among the names that paths mention. */
  readonly id: number | undefined;
  /** The rule by which its value is redacted, whatever the paths say. */
  readonly rule: string | undefined;
}

export type SensitiveName = (memberName: string) => string | undefined;

/** A name that was seen, with its quotes, as it stands in the JSON text. */
export class KnownName implements MemberName {
  readonly text: string;
  readonly id: number | undefined;
  readonly rule: string | undefined;
  readonly bytes: Uint8Array;
  readonly byteLength: number;
  /** The name that came after this one last time: bodies repeat their shapes. */
  follower: KnownName | undefined;

  constructor({ text, id, rule }: MemberName, bytes: Uint8Array) {
    this.text = text;
    this.id = id;
    this.rule = rule;
    this.bytes = bytes;
    this.byteLength = bytes.length;
  }
}

/** Slots of the hash table: a power of two. Half of them are used at most. */
const SLOT_COUNT = 4096;

/** Slots tried for one name, so that names made to collide cost no more than names not remembered. */
const MAX_PROBES = 8;

/** Longer names are resolved again each time: remembering them would let a body decide how much memory we hold. */
const MAX_REMEMBERED_BYTES = 64;

/** Member names by their bytes as they stand in the JSON text, so that a known name costs no string. */
export class NameTable {
  readonly #ids: ReadonlyMap<string, number>;
  readonly #sensitiveName: SensitiveName | undefined;
  /** Differs per table: which names collide cannot be worked out from outside. */
  readonly #seed = Math.floor(Math.random() * 0x7fffffff);
  readonly #slots = new Array<KnownName | undefined>(SLOT_COUNT).fill(undefined);
  #last: KnownName | undefined;
  #used = 0;

  constructor(ids: ReadonlyMap<string, number>, sensitiveName: SensitiveName | undefined) {
    this.#ids = ids;
    this.#sensitiveName = sensitiveName;
  }

  get isFull(): boolean {
    return this.#used >= SLOT_COUNT / 2;
  }

  /** Forgets all names, so that one body full of new names does not slow down all bodies after it. */
  clear(): void {
    this.#slots.fill(undefined);
    this.#last = undefined;
    this.#used = 0;
  }

  /** The name at `start`, if it is the one that usually follows the last one: no search for its end, no hash. */
  expect(bytes: Uint8Array, start: number): KnownName | undefined {
    const expected = this.#last?.follower;
    if (expected === undefined) return undefined;
    const known = expected.bytes;
    if (start + known.length > bytes.length) return undefined;
    for (let offset = 1; offset < known.length; offset += 1) {
      if (known[offset] !== bytes[start + offset]) return undefined;
    }
    return (this.#last = expected);
  }

  /** The name whose quotes are at `start` and before `end`; the bytes are a valid JSON string. */
  find(bytes: Uint8Array, start: number, end: number): MemberName {
    const length = end - start;
    if (length > MAX_REMEMBERED_BYTES) return this.resolve(decodeString(bytes, start, end));
    let hash = this.#seed ^ length;
    for (let at = start; at < end; at += 1) hash = Math.imul(hash ^ (bytes[at] ?? 0), 0x01000193);
    hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
    hash ^= hash >>> 13;
    for (let probe = 0; probe < MAX_PROBES; probe += 1) {
      const at = (hash + probe) & (SLOT_COUNT - 1);
      const slot = this.#slots[at];
      if (slot === undefined) return this.#remember(at, bytes, start, end);
      if (isSame(slot.bytes, bytes, start, length)) return this.#follow(slot);
    }
    return this.resolve(decodeString(bytes, start, end));
  }

  resolve(text: string): MemberName {
    return { text, id: this.#ids.get(text), rule: this.#sensitiveName?.(text) };
  }

  #remember(at: number, bytes: Uint8Array, start: number, end: number): MemberName {
    const name = this.resolve(decodeString(bytes, start, end));
    if (this.isFull) return name;
    this.#used += 1;
    const known = new KnownName(name, bytes.slice(start, end));
    this.#slots[at] = known;
    return this.#follow(known);
  }

  #follow(known: KnownName): KnownName {
    if (this.#last !== undefined) this.#last.follower = known;
    this.#last = known;
    return known;
  }
}

function isSame(known: Uint8Array, bytes: Uint8Array, start: number, length: number): boolean {
  if (known.length !== length) return false;
  for (let offset = 0; offset < length; offset += 1)
    if (known[offset] !== bytes[start + offset]) return false;
  return true;
}
