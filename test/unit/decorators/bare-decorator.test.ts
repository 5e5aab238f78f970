import { describe, expect, it } from 'vitest';
import { Sensitive, SkipBodyCapture, SkipCapture } from '../../../lib/index.js';

class Patients {
  record(): void {}
}
const method = [Patients.prototype, 'record', Reflect.getOwnPropertyDescriptor(Patients.prototype, 'record')];

/** As compilers call a decorator that has no parentheses. */
const bare = (decorator: (...args: never[]) => unknown, ...args: unknown[]) =>
  Reflect.apply(decorator, undefined, args);

describe('a decorator without its parentheses', () => {
  it.each<[string, () => unknown, string]>([
    [
      'Sensitive on a property',
      () => bare(Sensitive, Patients.prototype, 'ssn'),
      '@Sensitive on Patients.ssn: write @Sensitive(), with parentheses.',
    ],
    [
      'Sensitive on a field, as the ECMAScript proposal calls it',
      () => bare(Sensitive, undefined, { kind: 'field', name: 'ssn' }),
      '@Sensitive: write @Sensitive(), with parentheses.',
    ],
    [
      'SkipBodyCapture on a method',
      () => bare(SkipBodyCapture, ...method),
      '@SkipBodyCapture on Patients.record: write @SkipBodyCapture(), with parentheses.',
    ],
    [
      'SkipBodyCapture on a class',
      () => bare(SkipBodyCapture, Patients),
      '@SkipBodyCapture on Patients: write @SkipBodyCapture(), with parentheses.',
    ],
    [
      'SkipCapture on a class',
      () => bare(SkipCapture, Patients),
      '@SkipCapture on Patients: write @SkipCapture(), with parentheses.',
    ],
  ])('is refused: %s', (_what, decorate, message) => {
    expect(decorate).toThrow(new TypeError(message));
  });

  it('is not meant where a switch is given', () => {
    expect(
      [SkipCapture(), SkipCapture(false), SkipBodyCapture(), Sensitive()].map((each) => typeof each),
    ).toEqual(Array(4).fill('function'));
  });
});
