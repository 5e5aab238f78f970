import { expect, it } from 'vitest';
import { PackedCopies } from '../../../../lib/export/otlp/packed-copies.js';

it('keeps each copy as it was, whatever its length, and whatever becomes of what it was copied from', () => {
  const copies = new PackedCopies();
  const source = Buffer.alloc(600_000);
  const lengths = [
    0, 1, 1_300, 32_767, 32_768, 32_769, 300_000, 5, 32_768, 32_768, 32_768, 32_768, 600_000, 7,
  ];

  const made = lengths.map((length, index) => copies.add(source.fill(index).subarray(0, length)));

  source.fill(0xff);
  expect(made.map((bytes) => bytes.byteLength)).toEqual(lengths);
  for (const [index, bytes] of made.entries()) expect(bytes.every((byte) => byte === index)).toBe(true);
});

it('lets copies of 1.3 KB hold little more memory than they are long, whoever else copies meanwhile', () => {
  const copies = new PackedCopies();
  const others: Buffer[] = [];
  const made = Array.from({ length: 5_000 }, () => {
    others.push(Buffer.from('x'.repeat(3_000)));
    return copies.add(Buffer.alloc(1_300));
  });

  const held = new Set(made.map(({ buffer }) => buffer));

  const heldBytes = [...held].reduce((sum, { byteLength }) => sum + byteLength, 0);
  expect(heldBytes).toBeLessThan(1.1 * 5_000 * 1_300);
  expect([...held].some((memory) => others.some(({ buffer }) => buffer === memory))).toBe(false);
});
