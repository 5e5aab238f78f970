import { isObject, member, type Class } from './classes.js';
import { rememberForNow } from './remember-for-now.js';

export interface ValidatedProperty {
  readonly name: string;
  /** Whether the rule was taken over from another class, as `PartialType()` and its like do. */
  readonly copied: boolean;
}

/**
 * What class-validator knows of the properties of this very class: nothing where it is not loaded.
 *
 * @returns undefined where its storage is not of a known shape
 */
export const validatedProperties = rememberForNow((type: Class): ValidatedProperty[] | undefined => {
  const storage: unknown = Reflect.get(globalThis, 'classValidatorMetadataStorage');
  if (storage === undefined) return [];
  const byClass = member(storage, 'validationMetadatas');
  if (!(byClass instanceof Map)) return undefined;
  const rules: unknown = byClass.get(type);
  return Array.isArray(rules) ? rules.flatMap(propertyOf) : [];
});

function propertyOf(rule: unknown): ValidatedProperty[] {
  const name = member(rule, 'propertyName');
  // Decorators make instances of class-validator's own class; @nestjs/mapped-types spreads them into plain objects.
  const copied = isObject(rule) && Reflect.getPrototypeOf(rule) === Object.prototype;
  return typeof name === 'string' ? [{ name, copied }] : [];
}
