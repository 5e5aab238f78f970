import { describe, expect, it } from 'vitest';
import type { Selector } from '../../../../lib/redaction/json-path/json-path-ast.js';
import { parseJsonPath } from '../../../../lib/redaction/json-path/parse-json-path.js';
import {
  isInSlice,
  needsLength,
  selectsIndex,
  settlesAt,
} from '../../../../lib/redaction/json-path/selector-rules.js';

function selector(text: string): Selector {
  const [segment] = parseJsonPath(`$[${text}]`).segments;
  const [only] = segment?.selectors ?? [];
  if (only === undefined) throw new Error(`${text} is no selector`);
  return only;
}

function indexesOf(slice: string, length: number): number[] {
  const parsed = selector(slice);
  if (parsed.kind !== 'slice') throw new Error(`${slice} is no slice`);
  return Array.from({ length }, (_, index) => index).filter((index) => isInSlice(parsed, index, length));
}

describe('a slice', () => {
  it.each([
    [':', 3, [0, 1, 2]],
    ['1:', 3, [1, 2]],
    [':2', 3, [0, 1]],
    ['-2:', 4, [2, 3]],
    [':-2', 4, [0, 1]],
    ['1:9', 3, [1, 2]],
    ['5:9', 3, []],
    ['-9:2', 3, [0, 1]],
    ['-9::3', 4, [0, 3]],
    ['1::2', 6, [1, 3, 5]],
    ['2:1', 3, []],
    ['1:1', 3, []],
    ['::0', 3, []],
    ['0::0', 3, []],
    ['::-1', 3, [0, 1, 2]],
    ['::-2', 4, [1, 3]],
    ['1::-1', 3, [0, 1]],
    ['9::-3', 4, [0, 3]],
    ['-1::-3', 4, [0, 3]],
    ['-2::-1', 4, [0, 1, 2]],
    ['-9::-1', 3, []],
    [':1:-1', 4, [2, 3]],
    [':-9:-1', 3, [0, 1, 2]],
    [':-2:-1', 4, [3]],
    [':9:-1', 3, []],
    ['1:2:-1', 3, []],
    ['2:0:-2', 4, [2]],
    ['0::-1', 0, []],
    [':', 0, []],
  ])('[%s] of %i elements takes %j', (slice, length, expected) => {
    expect(indexesOf(slice, length)).toEqual(expected);
  });
});

describe('needing the end of the array', () => {
  it.each(['-1', '-2:', ':-1', '::-1', '1:-1', '-1:2', '5:1:-2', '0::-1'])('is the case for [%s]', (text) => {
    expect(needsLength(selector(text))).toBe(true);
  });

  it.each(['0', '1', ':', '0:', ':0', '1:2', '0:0', '::2', '-1::0', '*', '"a"', '?@.a'])(
    'is not the case for [%s]',
    (text) => {
      expect(needsLength(selector(text))).toBe(false);
    },
  );
});

describe('selecting by index before the end is seen', () => {
  it.each([
    ['*', 7, true],
    ['2', 2, true],
    ['2', 3, false],
    ['-1', 0, false],
    ['1:3', 2, true],
    ['1:3', 3, false],
    ['1:', 9, true],
    ['1:', 0, false],
    ['::2', 4, true],
    ['::2', 5, false],
    // Not by the index alone: the look at the array's end decides.
    ['-2:', 0, false],
    ['::-1', 0, false],
    ['?@.a', 0, false],
    ['"0"', 0, false],
  ])('[%s] takes element %i: %s', (text, index, expected) => {
    expect(selectsIndex(selector(text), index)).toBe(expected);
  });
});

describe('giving all further elements the same answer', () => {
  it.each([
    ['0', 1],
    ['3', 4],
    ['-1', 0],
    ['*', 0],
    ['"a"', 0],
    ['?@.a', 0],
    [':', 0],
    ['4:', 4],
    [':4', 4],
    ['2:4', 4],
    ['9:4', 9],
    [':6:2', 6],
    ['3:9:2', 9],
    ['::2', Infinity],
    ['5::3', Infinity],
    ['::0', 0],
    ['3::0', 0],
    ['3:9:0', 0],
    ['-3:', 0],
    ['1:-1', 0],
    ['::-1', 0],
  ])('begins for [%s] at %d', (text, expected) => {
    expect(settlesAt(selector(text))).toBe(expected);
  });

  it.each(['0', '3', '*', ':', '4:', ':4', '2:4', '9:4', ':6:2', '3:9:2', '3::0'])(
    'is kept by [%s] from there on',
    (text) => {
      const from = settlesAt(selector(text));

      const answers = Array.from({ length: 20 }, (_, further) =>
        selectsIndex(selector(text), from + further),
      );

      expect(new Set(answers).size).toBe(1);
    },
  );
});
