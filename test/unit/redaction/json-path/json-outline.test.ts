import { expect, it } from 'vitest';
import {
  NOTHING,
  UNKNOWN,
  valueOf,
  type FilterValue,
} from '../../../../lib/redaction/json-path/filter-value.js';
import type { JsonOutline } from '../../../../lib/redaction/json-path/json-outline.js';
import { outlineOf } from '../../../../lib/redaction/json-path/redact-json.js';

function outline(text: string, complete = true): JsonOutline {
  const bytes = new TextEncoder().encode(text);
  return outlineOf(bytes, new DataView(bytes.buffer), 0, complete);
}

function childrenOf(outlined: JsonOutline, node: number): number[] {
  const children: number[] = [];
  for (let child = outlined.firstChild(node); child >= 0; child = outlined.nextChild(node, child))
    children.push(child);
  return children;
}

/** A value as text, with the names that the outline gave it. */
function table(outlined: JsonOutline): unknown[] {
  const names = [...outlined.names.keys()];
  return Array.from({ length: outlined.size }, (_, node) => ({
    text: new TextDecoder().decode(outlined.bytes.subarray(outlined.start[node], outlined.end[node])),
    name: names[outlined.nameId[node] ?? NaN],
    children: childrenOf(outlined, node),
    count: outlined.childCount[node],
    next: outlined.next[node],
  }));
}

it('knows every value of a body by its place, its name and its children', () => {
  const outlined = outline('{"a":[1,{"b":"x"}],"c":null,"b":{}}');

  expect(table(outlined)).toEqual([
    { text: '{"a":[1,{"b":"x"}],"c":null,"b":{}}', name: undefined, children: [1, 5, 6], count: 3, next: 7 },
    { text: '[1,{"b":"x"}]', name: 'a', children: [2, 3], count: 2, next: 5 },
    { text: '1', name: undefined, children: [], count: 0, next: 3 },
    { text: '{"b":"x"}', name: undefined, children: [4], count: 1, next: 5 },
    { text: '"x"', name: 'b', children: [], count: 0, next: 5 },
    { text: 'null', name: 'c', children: [], count: 0, next: 6 },
    { text: '{}', name: 'b', children: [], count: 0, next: 7 },
  ]);
  expect([...outlined.names]).toEqual([
    ['a', 0],
    ['b', 1],
    ['c', 2],
  ]);
  expect(outlined.size).toBe(7);
});

it('has room for more values than it expected', () => {
  const elements = Array.from({ length: 1000 }, (_, index) => index % 10);
  const outlined = outline(JSON.stringify({ a: elements }));

  expect(outlined.size).toBe(1002);
  expect(outlined.childCount[1]).toBe(1000);
  expect(childrenOf(outlined, 1)).toEqual(elements.map((_, index) => index + 2));
  expect([...outlined.start.subarray(0, 4)]).toEqual([0, 5, 6, 8]);
  expect([...outlined.end.subarray(0, 4)]).toEqual([2007, 2006, 7, 9]);
  expect(outlined.nameId[1]).toBe(0);
});

it('tells objects, arrays and closed values from others', () => {
  const outlined = outline('[{"a":1},[2');

  expect([0, 1, 2, 3, 4].map((node) => outlined.isObject(node))).toEqual([false, true, false, false, false]);
  expect([0, 1, 2, 3, 4].map((node) => outlined.isArray(node))).toEqual([true, false, false, true, false]);
  expect([0, 1, 2, 3, 4].map((node) => outlined.isClosed(node))).toEqual([false, true, true, false, false]);
});

it('ends what is open where the body was cut', () => {
  const outlined = outline('[[1,2],{"a":[3,', false);

  expect([...outlined.end.subarray(0, outlined.size)]).toEqual([-1, 6, 3, 5, -1, -1, 14]);
  expect([...outlined.next.subarray(0, outlined.size)]).toEqual([7, 4, 3, 4, 7, 7, 7]);
  expect(childrenOf(outlined, 0)).toEqual([1, 4]);
  expect(childrenOf(outlined, 4)).toEqual([5]);
});

it.each([
  ['{"a":1,"a":2}', [0]],
  ['{"a":1,"b":2}', []],
  ['{"a":{"a":1}}', []],
  ['[{"a":1},{"a":2}]', []],
  ['{"b":{"a":1,"x":2,"a":3},"c":{"a":4}}', [1]],
  ['{"a":1,"\\u0061":2}', [0]],
  ['[1,1]', []],
  ['{"a":1,"b":{"c":2},"a":3}', [0]],
])('knows the objects of %s in which a name occurs twice', (text, expected) => {
  expect([...outline(text).ambiguous]).toEqual(expected);
});

it.each<[string, FilterValue]>([
  ['"a\\u0062"', { kind: 'string', value: 'ab' }],
  ['"é"', { kind: 'string', value: 'é' }],
  ['""', { kind: 'string', value: '' }],
  ['-1.50e3', { kind: 'number', text: '-1.50e3' }],
  ['true', { kind: 'constant', value: true }],
  ['false', { kind: 'constant', value: false }],
  ['null', { kind: 'constant', value: null }],
  ['{}', { kind: 'structure', node: 0 }],
  ['[]', { kind: 'structure', node: 0 }],
])('reads %s as filters see it', (text, expected) => {
  expect(valueOf(outline(text), 0, { remaining: 100 })).toEqual(expected);
});

it('says nothing of a value that is not closed', () => {
  expect(valueOf(outline('[1', false), 0, { remaining: 100 })).toBe(UNKNOWN);
  expect(valueOf(outline('[1', false), 1, { remaining: 100 })).toBe(UNKNOWN);
  expect(UNKNOWN).not.toEqual(NOTHING);
});
