/** What stands for a member that only code of the app could give. */
const COMPUTED: unique symbol = Symbol('computed');

/** Reads a member without running code of the app; a hole is `undefined`. */
export function readMember(source: object, key: string | number): unknown {
  const member = Object.getOwnPropertyDescriptor(source, key);
  if (member === undefined) return undefined;
  return member.get === undefined ? member.value : COMPUTED;
}

/** What JSON leaves out of objects, and writes as null among elements. */
export function hasNoJson(value: unknown): boolean {
  if (typeof value === 'symbol') return value !== COMPUTED;
  return value === undefined || typeof value === 'function';
}

/** A copy of an array's elements; `computed` gives what stands in place of those that only code could give. */
export function copyElements(source: object, length: number, computed: () => unknown): unknown[] {
  const copy: unknown[] = [];
  for (let index = 0; index < length; index += 1) {
    const element = readMember(source, index);
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
