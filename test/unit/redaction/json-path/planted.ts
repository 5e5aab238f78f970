import { Buffer } from 'node:buffer';
import fc from 'fast-check';
import { expect } from 'vitest';
import { jsonValue, name, path } from './oracle.js';

/** Searched for in parts, so that even a piece of it is found. */
const SECRET = 'hunter2-Zq9xW4vK-7mPd31Ls';
const PIECES = [SECRET.slice(0, 6), SECRET.slice(6, 12), SECRET.slice(12, 18), SECRET.slice(18)];

/** Values in which the secret stands where one of the paths reaches, whatever stands around it. */
export const planted = fc
  .tuple(
    jsonValue,
    jsonValue,
    fc.array(fc.oneof(name, fc.nat(3)), { maxLength: 3 }),
    fc.constantFrom(SECRET, [1, { x: SECRET }], { y: [SECRET] }),
  )
  .map(([before, after, steps, secret]) => {
    const inner = { before, password: secret, after };
    const value = steps.reduce<unknown>(
      (child, step) => (typeof step === 'number' ? [before, child, after] : { before, [step]: child, after }),
      inner,
    );
    return { list: [{ kind: 'open' }, { kind: 'closed', of: value }], value };
  });

/** Paths that select it by its name, wherever it is: also where a wrong byte moves it to. */
const BY_NAME = [['$..password'], ['$..password', '$.list[-1].of', '$.a..b'], ['$..[-1]', '$..password']];

/** Paths that select it by its place. */
const BY_PLACE = [
  ['$..[?@.kind == "closed"].of', '$.value'],
  ['$.value', '$.list[1:]'],
];

const otherPaths = fc.array(path, { maxLength: 2 });

/** Paths of which one selects it, and others. */
export const ruleSet = fc
  .tuple(fc.constantFrom(...BY_NAME, ...BY_PLACE), otherPaths)
  .map(([known, others]) => [...known, ...others]);

/** Paths of which one selects it by its name, and others. */
export const ruleSetByName = fc
  .tuple(fc.constantFrom(...BY_NAME), otherPaths)
  .map(([known, others]) => [...known, ...others]);

export function expectNoSecret(text: string): void {
  // One expectation and not four: it is asked millions of times.
  expect(text).toSatisfy((all: string) => !PIECES.some((piece) => all.includes(piece)));
}

/** The bytes of the value's JSON, one of them replaced. */
export function damage(value: unknown, at: number, byte: number): Uint8Array {
  const damaged = Buffer.from(JSON.stringify(value));
  damaged[at % damaged.length] = byte;
  return damaged;
}

export function isJson(bytes: Uint8Array): boolean {
  try {
    JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
    return true;
  } catch {
    return false;
  }
}
