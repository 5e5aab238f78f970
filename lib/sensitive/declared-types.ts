import { isClass, isObject, member, resultOf, type Class } from './classes.js';

/** What a declaration says about the objects that a value may hold. */
export interface DeclaredTypes {
  readonly classes: readonly Class[];
  /** Whether that is all it may hold. */
  readonly known: boolean;
}

export const unknownTypes: DeclaredTypes = { classes: [], known: false };

const noClasses: DeclaredTypes = { classes: [], known: true };

/** Values of these hold no objects with names. A text may: of JSON, or HTML. */
const PLAIN: readonly unknown[] = [String, Number, Boolean, BigInt, Date, Buffer];
/** What TypeScript writes for interfaces, unions, arrays, generics and everything asynchronous. */
const ERASED: readonly unknown[] = [Object, Array, Promise, Function, Map, Set];
const PLAIN_NAMES: readonly unknown[] = ['string', 'number', 'integer', 'boolean'];

/** Reads what TypeScript emits, `@Type()` and Swagger accept as a type: classes, names, `() => X`, `[X]`. */
export function typesIn(declared: unknown): DeclaredTypes {
  if (PLAIN.includes(declared) || PLAIN_NAMES.includes(declared)) return noClasses;
  if (ERASED.includes(declared)) return unknownTypes;
  if (Array.isArray(declared)) return declared.length === 1 ? typesIn(declared[0]) : unknownTypes;
  if (typeof declared !== 'function') return unknownTypes;
  return isThunk(declared) ? typesIn(resultOf(declared)) : isClass(declared) ? one(declared) : unknownTypes;
}

/** Reads what Swagger keeps about a property, a parameter or a response. */
export function typesInSchema(schema: object): DeclaredTypes {
  if (member(schema, 'enum') !== undefined) return noClasses;
  const type = member(schema, 'type');
  const items = member(schema, 'items');
  return type === 'array' && isObject(items) ? typesInSchema(items) : typesIn(type);
}

/** What several declarations of the same value say: each may say what another leaves open. */
export function anyOf(declarations: readonly DeclaredTypes[]): DeclaredTypes {
  return {
    classes: [...new Set(declarations.flatMap(({ classes }) => classes))],
    known: declarations.some(({ known }) => known),
  };
}

function one(type: Class): DeclaredTypes {
  return { classes: [type], known: true };
}

/** As Swagger tells them apart; an arrow function has no prototype. */
function isThunk(declared: Function): boolean {
  return !isClass(declared) || declared.name === 'type';
}
