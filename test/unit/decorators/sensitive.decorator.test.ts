import { describe, expect, it } from 'vitest';
import { Sensitive } from '../../../lib/decorators/sensitive.decorator.js';

class Dto {
  static fixed = 1;
  field = 1;
  method(): void {}
}

const decorate = (...args: unknown[]) => Reflect.apply(Sensitive(), undefined, args);
const remedy =
  'Put it on a property of the DTO; TypeScript needs "experimentalDecorators", as for Nest itself.';

describe('@Sensitive()', () => {
  it.each<[string, unknown[], string]>([
    [
      'a method',
      [Dto.prototype, 'method', Reflect.getOwnPropertyDescriptor(Dto.prototype, 'method')],
      'Dto.method',
    ],
    ['a class', [Dto], 'Dto'],
    ['a static property', [Dto, 'fixed'], 'Dto.fixed'],
    ['a parameter of a method', [Dto.prototype, 'method', 0], 'Dto.method'],
    ['a parameter of a constructor', [Dto, undefined, 0], 'Dto'],
    ['a symbol', [Dto.prototype, Symbol('hidden')], 'Dto.Symbol(hidden)'],
    [
      'a property under decorators of the ECMAScript proposal',
      [undefined, { kind: 'field', name: 'field' }],
      'a decorator of the ECMAScript proposal',
    ],
  ])('refuses %s with the remedy', (_what, args, got) => {
    expect(() => decorate(...args)).toThrow(
      new TypeError(`@Sensitive(): expected a property or an accessor of a class, got ${got}. ${remedy}`),
    );
  });
});
