import type { Class } from './classes.js';
import { describeDto } from './dto-description.js';

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
    const { properties, isLegible } = describeDto(type);
    complete &&= isLegible && properties.every((property) => property.types.known);
    for (const property of properties) {
      types.push(...property.types.classes.map((nested) => ({ type: nested, below: property.wireNames })));
    }
  }
  return { types, complete };
}
