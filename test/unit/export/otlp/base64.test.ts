import fc from 'fast-check';
import { expect, it } from 'vitest';
import { base64Of, base64OfJsonString } from '../../../../lib/export/otlp/base64.js';

it('encodes the UTF-8 of texts of every length, one after the other', () => {
  const characters = ['a', 'ß', '漢', '😀', '\ud800'];
  const lengths = [0, 1, 2, 3, 21_845, 21_846, 65_536, 349_525, 349_526, 1_000_000, 5];
  for (const character of characters) {
    for (const length of lengths) {
      const text = character.repeat(length);

      expect(Buffer.from(base64Of(text), 'base64').equals(Buffer.from(text))).toBe(true);
    }
  }
});

const anyText = fc.oneof(
  fc.string(),
  fc.string({ unit: 'binary' }),
  fc.string({ unit: fc.constantFrom('"', '\\', '\n', '\u0001', 'a', 'ß') }),
);

it('encodes the JSON string of a text and its end as JSON.stringify writes it', () => {
  fc.assert(
    fc.property(anyText, fc.constantFrom('', '…[truncated, 70000 bytes]', '"\\\n'), (text, end) => {
      expect(Buffer.from(base64OfJsonString(text, end), 'base64').toString()).toBe(
        JSON.stringify(text + end),
      );
    }),
    { numRuns: 2_000 },
  );
});

it('encodes JSON strings of every length and every control character', () => {
  const controls = String.fromCharCode(...Array(0x80).keys());
  for (const text of [
    controls,
    '\u001f'.repeat(300_000),
    '"'.repeat(65_536),
    `${'x'.repeat(200_000)}\ud800`,
  ]) {
    expect(Buffer.from(base64OfJsonString(text), 'base64').toString()).toBe(JSON.stringify(text));
  }
});
