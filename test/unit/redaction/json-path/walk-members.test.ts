import { describe, expect, it } from 'vitest';
import { untouchable, walk } from './walk.js';

const M = '[CLIENT_REDACTED]';

describe('what no rule can reach', () => {
  it('is not even read: a getter stays what it is', () => {
    const value = Object.defineProperty({ near: { a: 1 } }, 'far', { enumerable: true, get: untouchable });
    const list = Object.defineProperty([{ a: 1 }, 2], 1, { enumerable: true, get: untouchable });

    for (const [each, path] of [
      [value, '$.near.b'],
      [list, '$[0].b'],
    ] as const) {
      const { value: redacted, withheld } = walk(each, [path]);

      expect(redacted).toBe(each);
      expect(withheld).toBeUndefined();
    }
  });

  it('is given back alone, with no reason', () => {
    expect(walk(1, [])).toStrictEqual({ value: 1 });
  });

  it.each(['$[-1]', '$[-2]', '$[-2:]', '$[::-1]', '$[0]', '$[1]', '$[0][?@ > 0]'])(
    'is an object for what selects elements: %s',
    (path) => {
      const value = { a: [1], b: [2], c: 3 };

      expect(walk(value, [path]).value).toBe(value);
    },
  );
});

describe('what has no JSON', () => {
  it.each([[undefined], [() => 1], [Symbol('secret')]])(
    'is nothing at all, whatever selects it: %s',
    (value) => {
      expect(walk(value, ['$'], { detectValue: () => 'all' })).toStrictEqual({ value: undefined });
      expect(walk(value, ['$[?@.a]'])).toStrictEqual({ value: undefined });
    },
  );

  it.each([
    ['a function', Object.create(() => 1)],
    ['what inherits from a function', Object.create(Object.create(() => 1))],
  ])('may be inherited from: %s, which is withheld', (_, value: unknown) => {
    expect(walk({ value }, ['$..a'])).toEqual({ value: { value: M }, withheld: 'type' });
  });
});

describe('a copy', () => {
  it('runs no getter behind a symbol, which JSON does not see', () => {
    const value = Object.defineProperty({ a: 1, b: 2 }, Symbol('s'), { enumerable: true, get: untouchable });

    expect(walk(value, ['$.a'])).toStrictEqual({ value: { a: M, b: 2 } });
  });

  it('has members like any other, where one was computed', () => {
    const value = Object.defineProperty({ a: 1, b: 2 }, 'c', { enumerable: true, get: untouchable });

    expect(Object.getOwnPropertyDescriptors(walk(value, ['$.a']).value)).toEqual({
      a: { value: M, writable: true, enumerable: true, configurable: true },
      b: { value: 2, writable: true, enumerable: true, configurable: true },
      c: { value: M, writable: true, enumerable: true, configurable: true },
    });
  });

  it('shows what a function makes of a match', () => {
    const replace = (value: unknown): unknown => [typeof value];

    expect(
      walk({ a: 1, b: { c: 'x' }, d: 'secret-1' }, ['$.a', '$.b'], { replace, detectValue: () => 'all' }),
    ).toEqual({ value: { a: ['number'], b: ['object'], d: ['string'] } });
  });
});

describe('a detector', () => {
  it('is asked about strings of six characters and numbers of nine, and of no fewer', () => {
    const asked: string[] = [];
    const detect = (text: string): undefined => void asked.push(text);

    walk(['12345', '123456', 12_345_678, 123_456_789, 12_345_678n, 123_456_789n], [], {
      detectValue: detect,
      detectNumber: detect,
    });

    expect(asked).toEqual(['123456', '123456789', '123456789']);
  });
});

it('takes a million members in all, and withholds a container that goes beyond', () => {
  const many: unknown[] = [];
  // With the two members around it.
  many.length = 999_998;

  const { value, withheld } = walk({ many, more: [1] }, ['$..a']);

  expect(value).toEqual({ many, more: M });
  expect(withheld).toBe('truncated');
});
