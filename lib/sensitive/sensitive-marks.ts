/** A property that carries `@Sensitive()`, and the prototype of the class that declares it. */
export type SensitiveMark = readonly [prototype: object, property: string];

const marks = sharedMarks();

/** All marks of the process: what is marked in any class counts wherever its name turns up. */
export function sensitiveMarks(): readonly SensitiveMark[] {
  return marks;
}

export function addSensitiveMark(prototype: object, property: string): void {
  marks.push([prototype, property]);
}

/** One list per process, even when both builds of the package are loaded: either must see the marks of both. */
function sharedMarks(): SensitiveMark[] {
  const key = Symbol.for('apitoolkit-nestjs.sensitive-marks');
  const existing: unknown = Reflect.get(globalThis, key);
  // The list of another copy of this package: its type cannot be checked further.
  if (Array.isArray(existing)) return existing as SensitiveMark[];
  const created: SensitiveMark[] = [];
  Reflect.set(globalThis, key, created);
  return created;
}
