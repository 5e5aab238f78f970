import { addSensitiveMark } from '../sensitive/sensitive-marks.js';
import { placeOf, refuseBare } from './bare-decorator.js';

/** A decorator for a property or an accessor of a class. */
export type SensitiveDecorator = (target: object, property: string | symbol, descriptor?: unknown) => void;

/**
 * Masks a property of a DTO, under every name it has on the wire, in requests and responses of every route:
 * nested, in arrays, in envelopes, in the query, in path parameters and headers. Only a route whose declared
 * types prove that the name is that of another property leaves it readable.
 *
 * @throws TypeError without its parentheses, where it is not on a property or accessor of a class, or where decorators are not
 *   TypeScript's `experimentalDecorators`
 */
export function Sensitive(): SensitiveDecorator;
export function Sensitive(...bare: readonly unknown[]): SensitiveDecorator {
  refuseBare('Sensitive', bare);
  return (target: unknown, property: unknown, descriptor?: unknown): void => {
    if (typeof target !== 'object' || target === null || typeof property !== 'string') {
      throw misplaced(target, property);
    }
    if (typeof descriptor === 'number' || isMethod(descriptor)) throw misplaced(target, property);
    addSensitiveMark(target, property);
  };
}

function isMethod(descriptor: unknown): boolean {
  return (
    typeof descriptor === 'object' &&
    descriptor !== null &&
    typeof Reflect.get(descriptor, 'value') === 'function'
  );
}

function misplaced(target: unknown, property: unknown): TypeError {
  const place =
    typeof property === 'object' ? 'a decorator of the ECMAScript proposal' : placeOf(target, property);
  return new TypeError(
    `@Sensitive(): expected a property or an accessor of a class, got ${place}. ` +
      'Put it on a property of the DTO; TypeScript needs "experimentalDecorators", as for Nest itself.',
  );
}
