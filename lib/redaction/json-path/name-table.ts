import { ownText } from '../../memory/own-text.js';
import { decodeString } from './decode-string.js';
import { NameBytes } from './name-bytes.js';

/** A member name as the automaton sees it. */
export interface MemberName {
  readonly text: string;
  /** Its number among the names that paths mention. */
  readonly id: number | undefined;
  /** The rule by which its value is redacted, whatever the paths say. */
  readonly rule: string | undefined;
  /** Whether it reads as if its value were sensitive, though no rule says so: worth telling where it passes. */
  readonly isSuspicious: boolean;
  /** When the name is remembered. */
  readonly bytes: NameBytes | undefined;
  /** The name that came after this one last time: bodies repeat their shapes. */
  follower: MemberName | undefined;
  /** The one before that, if another: names such as `id` stand in two shapes of most bodies. */
  formerFollower: MemberName | undefined;
}

export type SensitiveName = (memberName: string) => string | undefined;

/** What is asked of a member name when it is first met. */
export interface NameJudges {
  /** A label means that the member's value must be redacted. */
  readonly sensitiveName?: SensitiveName | undefined;
  /** Whether a name that is not sensitive should be told where its value passes. */
  readonly suspiciousName?: ((memberName: string) => boolean) | undefined;
}

/** Slots of the hash table: a power of two. Half of them are used at most. */
const SLOT_COUNT = 2048;

/** Slots tried for one name, so that names made to collide cost no more than names not remembered. */
const MAX_PROBES = 8;

/** Longer names are resolved again each time: remembering them would let a body decide how much memory we hold. */
const MAX_REMEMBERED_BYTES = 64;

/** Member names by their bytes as they stand in the JSON text, so that a known name costs no string. */
export class NameTable {
  readonly #ids: ReadonlyMap<string, number>;
  readonly #judges: NameJudges;
  /** Differs per table: which names collide cannot be worked out from outside. */
  readonly #seed = Math.floor(Math.random() * 0x7fffffff);
  /** Made for the first name: an app with hundreds of routes has thousands of tables, most of them for bodies to come. */
  #slots: (MemberName | undefined)[] | undefined;
  readonly #byText = new Map<string, MemberName>();
  #used = 0;
  /** Stands before the first name of a body. */
  readonly beforeFirst: MemberName = {
    text: '',
    id: undefined,
    rule: undefined,
    isSuspicious: false,
    bytes: undefined,
    follower: undefined,
    formerFollower: undefined,
  };

  constructor(ids: ReadonlyMap<string, number>, judges: NameJudges) {
    this.#ids = ids;
    this.#judges = judges;
  }

  get isFull(): boolean {
    return this.#used >= SLOT_COUNT / 2 || this.#byText.size >= SLOT_COUNT / 2;
  }

  /** Forgets all names, so that one body full of new names does not slow down all bodies after it. */
  clear(): void {
    this.#slots?.fill(undefined);
    this.#byText.clear();
    this.beforeFirst.follower = undefined;
    this.beforeFirst.formerFollower = undefined;
    this.#used = 0;
  }

  /** As {@link find}, for a name that follows `previous`, and not the one it had last time. */
  findAfter(previous: MemberName, bytes: Uint8Array, view: DataView, start: number, end: number): MemberName {
    const former = previous.formerFollower;
    if (former?.bytes?.length === end - start && former.bytes.isAt(bytes, view, start)) return former;
    const name = this.find(bytes, view, start, end);
    if (name.bytes === undefined) return name;
    previous.formerFollower = previous.follower;
    previous.follower = name;
    return name;
  }

  /** The name whose quotes are at `start` and before `end`: a JSON string that was accepted. */
  find(bytes: Uint8Array, view: DataView, start: number, end: number): MemberName {
    const length = end - start;
    if (length > MAX_REMEMBERED_BYTES) return this.resolve(decodeString(bytes, start, end));
    const hash = this.#hash(bytes, start, end);
    const slots = (this.#slots ??= Array<MemberName | undefined>(SLOT_COUNT).fill(undefined));
    for (let probe = 0; probe < MAX_PROBES; probe += 1) {
      const at = (hash + probe) & (SLOT_COUNT - 1);
      const known = slots[at];
      if (known === undefined) return this.#remember(slots, at, bytes, view, start, end);
      if (known.bytes?.length === length && known.bytes.isAt(bytes, view, start)) return known;
    }
    return this.resolve(decodeString(bytes, start, end));
  }

  /** A name of which only the text is known. */
  resolve(text: string): MemberName {
    const known = this.#byText.get(text);
    if (known !== undefined) return known;
    if (text.length > MAX_REMEMBERED_BYTES || this.#byText.size >= SLOT_COUNT / 2)
      return this.#resolve(text, undefined);
    const kept = ownText(text);
    const name = this.#resolve(kept, undefined);
    this.#byText.set(kept, name);
    return name;
  }

  /** As {@link resolve}, for a name that comes after another: bodies repeat their shapes. */
  following(previous: MemberName, text: string): MemberName {
    const { follower } = previous;
    if (follower?.text === text) return follower;
    const name = this.resolve(text);
    if (text.length <= MAX_REMEMBERED_BYTES) previous.follower = name;
    return name;
  }

  #hash(bytes: Uint8Array, start: number, end: number): number {
    let hash = this.#seed ^ (end - start);
    for (let at = start; at < end; at += 1) hash = Math.imul(hash ^ (bytes[at] ?? 0), 0x01000193);
    hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
    return hash ^ (hash >>> 13);
  }

  #remember(
    slots: (MemberName | undefined)[],
    at: number,
    bytes: Uint8Array,
    view: DataView,
    start: number,
    end: number,
  ): MemberName {
    const text = decodeString(bytes, start, end);
    if (this.isFull) return this.resolve(text);
    this.#used += 1;
    const name = this.#resolve(text, new NameBytes(bytes, view, start, end));
    slots[at] = name;
    return name;
  }

  #resolve(text: string, bytes: NameBytes | undefined): MemberName {
    const rule = this.#judges.sensitiveName?.(text);
    // A body may hold any number of names: beyond those that can be remembered they are not worth the time.
    const isTold = rule === undefined && !this.isFull;
    const isSuspicious = isTold && this.#judges.suspiciousName?.(text) === true;
    return {
      text,
      id: this.#ids.get(text),
      rule,
      isSuspicious,
      bytes,
      follower: undefined,
      formerFollower: undefined,
    };
  }
}
