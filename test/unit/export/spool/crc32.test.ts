import fc from 'fast-check';
import { expect, it } from 'vitest';
import { crc32, tableCrc32 } from '../../../../lib/export/spool/crc32.js';

it('is the sum that zlib and PNG know', () => {
  expect(tableCrc32(Buffer.from('123456789'))).toBe(0xcbf43926);
  expect(crc32(Buffer.from('123456789'))).toBe(0xcbf43926);
});

it('is the same with and without the help of zlib, from any start, in any pieces', () => {
  fc.assert(
    fc.property(fc.uint8Array(), fc.uint8Array(), fc.nat(2 ** 32 - 1), (first, second, start) => {
      const whole = Buffer.concat([first, second]);

      expect(tableCrc32(whole, start)).toBe(crc32(whole, start));
      expect(tableCrc32(second, tableCrc32(first, start))).toBe(crc32(whole, start));
    }),
  );
});
