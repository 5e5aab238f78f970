/**
 * Refuses a decorator that was written without its parentheses: it is called with what it stands on, and would do nothing.
 * TypeScript reports that, compilers that only strip types do not.
 *
 * @throws TypeError with the place and the remedy
 */
export function refuseBare(name: string, args: readonly unknown[]): void {
  const [target, property] = args;
  if (args.length === 0 || typeof target === 'boolean') return;
  // The decorators of the ECMAScript proposal are not told the class of a field.
  const place = target === undefined ? '' : ` on ${placeOf(target, property)}`;
  throw new TypeError(`@${name}${place}: write @${name}(), with parentheses.`);
}

/** As `Dto.property`, for a message. */
export function placeOf(target: unknown, property: unknown): string {
  const owner = typeof target === 'function' ? target : Reflect.get(Object(target), 'constructor');
  const name: unknown = Reflect.get(Object(owner), 'name');
  return `${String(name)}${property === undefined ? '' : `.${String(property)}`}`;
}
