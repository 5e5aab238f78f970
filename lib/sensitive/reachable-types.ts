import type { Class } from './classes.js';
import { isLegible, propertyNames, typesOfProperty, wireNames } from './dto-properties.js';

/** A class that a declared type leads to. */
export interface ReachedType {
  readonly type: Class;
  /** How the property that holds it may be spelled; absent for a declared type itself. */
  readonly below?: readonly string[];
}

export interface Reach {
  readonly types: readonly ReachedType[];
  /** Whether no other class can be reached. */
  readonly complete: boolean;
}

/** Follows declared types through their properties: each class once for each property that leads to it. */
export function reachFrom(roots: readonly Class[]): Reach {
  const types: ReachedType[] = roots.map((type) => ({ type }));
  const seen = new Set<Class>();
  let complete = true;
  // The list grows while it is gone through.
  for (const { type } of types) {
    if (seen.has(type)) continue;
    seen.add(type);
    complete &&= isLegible(type);
    for (const property of propertyNames(type)) {
      const declared = typesOfProperty(type, property);
      complete &&= declared.known;
      const below = wireNames(type, property);
      types.push(...declared.classes.map((nested) => ({ type: nested, below })));
    }
  }
  return { types, complete };
}
