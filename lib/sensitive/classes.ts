export type Class = abstract new (...args: never[]) => unknown;

export function isClass(value: unknown): value is Class {
  return typeof value === 'function' && isObject(member(value, 'prototype'));
}

/** A chain of prototypes (or of constructors) from the most specific link up, without the built-in end of it. */
export function prototypeChain(start: object): object[] {
  const links: object[] = [];
  for (let link: object | null = start; link !== null; link = Reflect.getPrototypeOf(link)) {
    if (link === Object.prototype || link === Function.prototype) break;
    links.push(link);
  }
  return links;
}

/** A class and its bases, from the most specific up. */
export function classChain(type: Class): Class[] {
  return prototypeChain(type).filter(isClass);
}

/** What other packages keep about classes is read as values of unknown shape: other versions keep it otherwise. */
export function member(target: unknown, key: PropertyKey): unknown {
  return isObject(target) || typeof target === 'function' ? Reflect.get(target, key) : undefined;
}

export function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

/** The keys of a map that are texts. */
export function textKeys(map: unknown): string[] {
  return map instanceof Map ? [...map.keys()].filter((key) => typeof key === 'string') : [];
}

/** What a function of the app returns; nothing where it throws: it may be made for arguments that we do not have. */
export function resultOf(call: Function, self?: unknown): unknown {
  try {
    return Reflect.apply(call, self, []);
  } catch {
    return undefined;
  }
}
