import { expect, it } from 'vitest';
import { base64Of } from '../../../../lib/export/otlp/base64.js';

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
