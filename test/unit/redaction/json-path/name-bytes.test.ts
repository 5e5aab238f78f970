import { Buffer } from 'node:buffer';
import { describe, expect, it } from 'vitest';
import { NameBytes } from '../../../../lib/redaction/json-path/name-bytes.js';

function stands(known: NameBytes, text: string, start: number): boolean {
  const bytes = Buffer.from(text);
  return known.isAt(bytes, new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength), start);
}

function nameBytes(text: string, start: number, end: number): NameBytes {
  const bytes = Buffer.from(text);
  return new NameBytes(bytes, new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength), start, end);
}

describe.each(['""', '"a"', '"ab"', '"abc"', '"abcd"', '"abcdef"', '"abcdefghijk"'])(
  'the name %s',
  (name) => {
    const known = nameBytes(`{${name}:1}`, 1, 1 + name.length);

    it('is known where it stands, at any offset and up to the last byte', () => {
      expect(known.length).toBe(name.length);
      for (const before of ['', '{', '{ ', '{"x":1,']) {
        expect(stands(known, before + name, before.length)).toBe(true);
        expect(stands(known, `${before}${name}:1}`, before.length)).toBe(true);
      }
    });

    it('is not known when any byte differs', () => {
      for (let at = 0; at < name.length; at += 1) {
        const other = `${name.slice(0, at)}~${name.slice(at + 1)}`;

        expect(stands(known, `{${other}:1}`, 1)).toBe(false);
      }
    });

    it('is not known when the input ends inside it', () => {
      for (let end = 0; end < name.length; end += 1)
        expect(stands(known, `{${name.slice(0, end)}`, 1)).toBe(false);
    });
  },
);
