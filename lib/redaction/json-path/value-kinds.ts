import { types } from 'node:util';

/** How an object is written as JSON: by its members or elements, as the text it is, or not by us. */
export type ValueKind = 'members' | 'date' | 'opaque';

/**
 * Tells which objects `JSON.stringify` writes member by member, so that what was looked at is what is written. It runs no
 * code of the app: no `toJSON`, no getter, no Proxy trap.
 */
export class ValueKinds {
  /** What prototypes were found to be, for one walk: between walks the app may change them. */
  readonly #ordinary = new Map<object, boolean>();
  readonly #plainObjects = this.#isOrdinary(Object.prototype);
  readonly #plainArrays = this.#isOrdinary(Array.prototype);

  kindOf(value: object): ValueKind {
    if (types.isProxy(value)) return 'opaque';
    if (hasOwnToJson(value)) return 'opaque';
    const prototype: unknown = Object.getPrototypeOf(value);
    const isPlain =
      (prototype === Object.prototype && this.#plainObjects) ||
      (prototype === Array.prototype && this.#plainArrays);
    if (isPlain) return 'members';
    if (types.isDate(value)) return 'date';
    if (types.isBoxedPrimitive(value) || types.isNativeError(value) || types.isRegExp(value)) return 'opaque';
    return this.#isKnownOrdinary(prototype) ? 'members' : 'opaque';
  }

  #isKnownOrdinary(prototype: unknown): boolean {
    if (typeof prototype !== 'object' || prototype === null) return prototype === null;
    const known = this.#ordinary.get(prototype);
    if (known !== undefined) return known;
    const isOrdinary = this.#isOrdinary(prototype);
    this.#ordinary.set(prototype, isOrdinary);
    return isOrdinary;
  }

  /** Whether nothing that objects inherit from it changes how they are written. */
  #isOrdinary(prototype: object): boolean {
    let at: unknown = prototype;
    while (typeof at === 'object' && at !== null) {
      if (types.isProxy(at) || Object.hasOwn(at, 'toJSON')) return false;
      // A tag marks what keeps its content elsewhere than in members: maps, sets, buffers, URLs, streams.
      if (Object.hasOwn(at, Symbol.toStringTag)) return false;
      at = Object.getPrototypeOf(at);
    }
    return at === null;
  }
}

/** What `JSON.stringify` would make of a date, whatever the app made of its methods. */
export function dateText(date: object): string | null {
  return types.isDate(date) && !Number.isNaN(getTime.call(date)) ? toIsoString.call(date) : null;
}

const { getTime, toISOString: toIsoString } = Date.prototype;

/** A member called so is only data unless it can be called. */
function hasOwnToJson(value: object): boolean {
  if (!Object.hasOwn(value, 'toJSON')) return false;
  const member = Object.getOwnPropertyDescriptor(value, 'toJSON');
  return typeof member?.value === 'function' || member?.get !== undefined;
}
