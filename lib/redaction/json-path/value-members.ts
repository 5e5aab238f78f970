import { CLIENT_REDACTED } from '../../exchange/redacted-exchange.js';

/** What stands for a member that only code of the app could give. */
export const COMPUTED: unique symbol = Symbol('computed');

/** Reads a member without running code of the app; a hole is `undefined`. */
export function readMember(source: object, key: string | number): unknown {
  const member = Object.getOwnPropertyDescriptor(source, key);
  if (member === undefined) return undefined;
  return member.get === undefined ? member.value : COMPUTED;
}

/** A copy of an array's elements; what only code could give is redacted. */
export function copyElements(source: object, length: number): unknown[] {
  const copy: unknown[] = [];
  for (let index = 0; index < length; index += 1) copy.push(keep(readMember(source, index)));
  return copy;
}

/** A copy of the members that JSON sees, each as plain data: `__proto__` is a name like any other. */
export function copyMembers(source: object, keys: readonly string[]): Record<string, unknown> {
  const isPlainData =
    Object.getOwnPropertySymbols(source).length === 0 &&
    keys.every((key) => readMember(source, key) !== COMPUTED);
  // Many times faster than member by member, and keeps what makes the copy fast to read.
  if (isPlainData) return { ...source };
  const copy: Record<string, unknown> = {};
  for (const key of keys) {
    const value = keep(readMember(source, key));
    Object.defineProperty(copy, key, { value, writable: true, enumerable: true, configurable: true });
  }
  return copy;
}

function keep(value: unknown): unknown {
  return value === COMPUTED ? CLIENT_REDACTED : value;
}
