import { isClass, prototypeChain } from '../sensitive/classes.js';

/** The methods of a class and of its bases; none for what is no class. */
export function methodsOf(type: unknown): readonly object[] {
  if (!isClass(type)) return [];
  return prototypeChain(type.prototype).flatMap((prototype) =>
    Reflect.ownKeys(prototype).flatMap((key): readonly object[] => {
      const value: unknown = Reflect.getOwnPropertyDescriptor(prototype, key)?.value;
      return typeof value === 'function' && key !== 'constructor' ? [value] : [];
    }),
  );
}
