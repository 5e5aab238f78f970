import { isDeepStrictEqual } from 'node:util';
import { shown } from '../report/shown.js';

/** What of the expected is not so, a line for each; members that are not spoken of may be anything. */
export function differences(expected: unknown, actual: unknown, path: string): readonly string[] {
  const test = testOf(expected);
  if (test === undefined ? isDeepStrictEqual(expected, actual) : test(actual)) return [];
  if (test === undefined && isRecord(expected) && isRecord(actual)) {
    return Object.keys(expected).flatMap((name) =>
      differences(expected[name], Object.hasOwn(actual, name) ? actual[name] : undefined, `${path}.${name}`),
    );
  }
  if (Array.isArray(expected) && Array.isArray(actual) && expected.length === actual.length) {
    return expected.flatMap((item: unknown, index) => differences(item, actual[index], `${path}[${index}]`));
  }
  return [`${path}: expected ${shown(expected)}, got ${shown(actual)}`];
}

/** How a value is tested that is not compared: a RegExp, or `expect.any(String)` and the like of Jest and of Vitest. */
function testOf(expected: unknown): ((actual: unknown) => boolean) | undefined {
  // A copy: one with the flag g would remember where it was.
  if (expected instanceof RegExp)
    return (actual) => typeof actual === 'string' && new RegExp(expected).test(actual);
  if (typeof expected !== 'object' || expected === null) return undefined;
  const match: unknown = Reflect.get(expected, 'asymmetricMatch');
  if (typeof match !== 'function') return undefined;
  return (actual) => Reflect.apply(match, expected, [actual]) === true;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
