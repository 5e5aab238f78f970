/** What stands for a member that only code of the app could give. */
const COMPUTED: unique symbol = Symbol('computed');

/** Reads a member without running code of the app. */
export function readMember(source: object, key: string): unknown {
  const member = Object.getOwnPropertyDescriptor(source, key);
  if (member === undefined) return undefined;
  return member.get === undefined ? member.value : COMPUTED;
}

/** The same for an element. For a number, a descriptor takes three times as long as asking for a getter. */
export function readElement(source: readonly unknown[], index: number): unknown {
  return __lookupGetter__.call(source, index) === undefined ? source[index] : COMPUTED;
}

// Its type is missing: it is of annex B of ECMAScript (B.2.2.4), which every engine of the web and Node have.
const { __lookupGetter__ } = Object.prototype as object & {
  __lookupGetter__(this: object, key: number): unknown;
};

/** What JSON leaves out of objects, and writes as null among elements. */
export function hasNoJson(value: unknown): boolean {
  if (typeof value === 'symbol') return value !== COMPUTED;
  return value === undefined || typeof value === 'function';
}

/** A copy of an array's elements; `computed` gives what stands in place of those that only code could give. */
export function copyElements(source: readonly unknown[], computed: () => unknown): unknown[] {
  const copy: unknown[] = [];
  for (let index = 0; index < source.length; index += 1) {
    const element = readElement(source, index);
    copy.push(element === COMPUTED ? computed() : element);
  }
  return copy;
}

/** The same for the members that JSON sees, each as plain data: `__proto__` is a name like any other. */
export function copyMembers(
  source: object,
  keys: readonly string[],
  computed: () => unknown,
): Record<string, unknown> {
  const isPlainData =
    Object.getOwnPropertySymbols(source).length === 0 &&
    keys.every((key) => readMember(source, key) !== COMPUTED);
  // Many times faster than member by member, and keeps what makes the copy fast to read.
  if (isPlainData) return { ...source };
  const copy: Record<string, unknown> = {};
  for (const key of keys) {
    const member = readMember(source, key);
    const value = member === COMPUTED ? computed() : member;
    Object.defineProperty(copy, key, { value, writable: true, enumerable: true, configurable: true });
  }
  return copy;
}
