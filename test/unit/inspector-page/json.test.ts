import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bodyNode } from '../../../inspector/src/json/body-node.js';
import { parseJsonText, type JsonNode } from '../../../inspector/src/json/json-node.js';
import { itemPath, memberPath, shortPath } from '../../../inspector/src/json/json-path.js';
import { firstExpanded, jsonRows, parentId } from '../../../inspector/src/json/json-rows.js';

describe('a JSON text', () => {
  it('keeps duplicate names, their order, and the spelling of numbers', () => {
    const node = parseJsonText('{"2":1e400,"1":12345678901234567890,"2":[-0.0,true,null]}');

    expect(node).toEqual({
      kind: 'object',
      members: [
        { name: '2', value: { kind: 'number', text: '1e400' } },
        { name: '1', value: { kind: 'number', text: '12345678901234567890' } },
        {
          name: '2',
          value: {
            kind: 'array',
            items: [
              { kind: 'number', text: '-0.0' },
              { kind: 'literal', text: 'true' },
              { kind: 'literal', text: 'null' },
            ],
          },
        },
      ],
    });
  });

  it('is read as JSON.parse reads it', () => {
    fc.assert(
      fc.property(fc.json(), fc.constantFrom(0, 2), (text, indent) => {
        const value: unknown = JSON.parse(text);

        const node = parseJsonText(JSON.stringify(value, null, indent));

        expect(node && valueOf(node)).toEqual(value);
      }),
    );
  });

  it.each(['', '{', '{"a":1,}', 'plain', '{"a":1} {"a":2}', '[CLIENT_REDACTED]'])('%j is none', (text) => {
    expect(parseJsonText(text)).toBeUndefined();
  });

  it('is not read where it is nested more deeply than anybody looks', () => {
    expect(parseJsonText('['.repeat(501) + ']'.repeat(501))).toMatchObject({ kind: 'array' });
    expect(parseJsonText('['.repeat(5000) + ']'.repeat(5000))).toBeUndefined();
  });
});

describe('a body', () => {
  const string = (value: string): JsonNode => ({ kind: 'string', value });

  it('of JSON lines is an array of them', () => {
    expect(bodyNode('{"a":"b"}\n"c"\n', 'application/x-ndjson')).toEqual({
      kind: 'array',
      items: [{ kind: 'object', members: [{ name: 'a', value: string('b') }] }, string('c')],
    });
  });

  it('that is a form is an object, with repeated names', () => {
    expect(
      bodyNode('a%5Bb%5D=1+2&a%5Bb%5D=%5BCLIENT_REDACTED%5D', 'application/x-www-form-urlencoded'),
    ).toEqual({
      kind: 'object',
      members: [
        { name: 'a[b]', value: string('1 2') },
        { name: 'a[b]', value: string('[CLIENT_REDACTED]') },
      ],
    });
  });

  it.each(['plain text', 'two\nlines', '{"a":1}\nand text'])('%j has no parts', (text) => {
    expect(bodyNode(text, 'text/plain')).toBeUndefined();
  });
});

describe('the lines of the tree', () => {
  const root = nodeOf('{"a":{"b":[1,2]},"c":"d"}');

  it('are those of what is expanded, with their normalized paths', () => {
    const { rows, more } = jsonRows(root, new Set(['', '0', '0.0']), 100);

    expect(
      rows.map(({ id, path, level, name, isExpanded }) => ({ id, path, level, name, isExpanded })),
    ).toEqual([
      { id: '', path: '$', level: 1, name: undefined, isExpanded: true },
      { id: '0', path: "$['a']", level: 2, name: 'a', isExpanded: true },
      { id: '0.0', path: "$['a']['b']", level: 3, name: 'b', isExpanded: true },
      { id: '0.0.0', path: "$['a']['b'][0]", level: 4, name: 0, isExpanded: false },
      { id: '0.0.1', path: "$['a']['b'][1]", level: 4, name: 1, isExpanded: false },
      { id: '1', path: "$['c']", level: 2, name: 'c', isExpanded: false },
    ]);
    expect(more).toBe(false);
  });

  it('say their place among their siblings', () => {
    const { rows } = jsonRows(root, new Set(['']), 100);

    expect(rows.map(({ position, siblings }) => [position, siblings])).toEqual([
      [1, 1],
      [1, 2],
      [2, 2],
    ]);
  });

  it('are no more than asked for', () => {
    const { rows, more } = jsonRows(
      nodeOf(JSON.stringify(Array.from({ length: 1000 }, () => 0))),
      new Set(['']),
      10,
    );

    expect(rows).toHaveLength(10);
    expect(more).toBe(true);
  });

  it('are expanded at first level by level, as far as there is room', () => {
    const wide = nodeOf(JSON.stringify({ many: Array.from({ length: 50 }, () => 0), few: [{ x: 1 }] }));

    expect([...firstExpanded(wide, 20)]).toEqual(['', '1', '1.0']);
    expect([...firstExpanded(wide, 100)]).toEqual(['', '0', '1', '1.0']);
  });

  it('are expanded at the root, whatever its length', () => {
    expect([...firstExpanded(nodeOf(JSON.stringify(Array.from({ length: 50 }, () => 0))), 20)]).toEqual(['']);
    expect([...firstExpanded(nodeOf('7'), 20)]).toEqual([]);
  });

  it('know the line that they are in', () => {
    expect(['0.1.2', '0', ''].map(parentId)).toEqual(['0.1', '', undefined]);
  });
});

describe('a path in a body', () => {
  it('is normalized as in RFC 9535, 2.7', () => {
    expect(itemPath(memberPath('$', 'a'), 3)).toBe("$['a'][3]");
    expect(memberPath('$', 'it\'s\\\n\u000b"')).toBe(String.raw`$['it\'s\\\n\u000b"']`);
  });

  it('is shown as one would write it', () => {
    expect(shortPath("$['card']['number'][0]['first name']['x']")).toBe("$.card.number[0]['first name'].x");
  });
});

function nodeOf(text: string): JsonNode {
  const node = parseJsonText(text);
  if (node === undefined) throw new Error(`expected JSON, got ${text}`);
  return node;
}

function valueOf(node: JsonNode): unknown {
  if (node.kind === 'object')
    return Object.fromEntries(node.members.map(({ name, value }) => [name, valueOf(value)]));
  if (node.kind === 'array') return node.items.map(valueOf);
  return node.kind === 'string' ? node.value : JSON.parse(node.text);
}
