import zlib from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { withSmallWindow } from '../../../../lib/redaction/bodies/brotli-window.js';

const { BROTLI_PARAM_LGWIN } = zlib.constants;

function compress(content: Uint8Array, windowBits: number): Buffer {
  return zlib.brotliCompressSync(content, { params: { [BROTLI_PARAM_LGWIN]: windowBits } });
}

describe('withSmallWindow', () => {
  it.each([
    [24, 65_536, 0x03],
    [22, 65_536, 0x03],
    [24, 262_128, 0x03],
    [24, 262_129, 0x05],
    [24, 1 << 20, 0x09],
    [24, 1 << 23, 0x0f],
    [24, 1 << 25, 0x0f],
    [20, 1 << 20, 0x07],
    [18, 1, 0x03],
  ])('makes of a window of %i bits one for %i bytes', (windowBits, maxOutputBytes, code) => {
    const bytes = compress(Buffer.alloc(32 << 20), windowBits);

    const [first = 0] = withSmallWindow(bytes, maxOutputBytes);

    expect(first & 0x0f).toBe(code);
  });

  it.each([10, 16, 17])('leaves a window of %i bits', (windowBits) => {
    const bytes = compress(Buffer.from('some text'), windowBits);

    expect(withSmallWindow(bytes, 1)).toBe(bytes);
  });

  it('leaves nothing as it is', () => {
    const nothing = new Uint8Array();

    expect(withSmallWindow(nothing, 1)).toBe(nothing);
  });

  it('changes nothing in what comes out, up to the limit', () => {
    const piece = fc.tuple(fc.uint8Array({ minLength: 1, maxLength: 40 }), fc.nat(400));
    fc.assert(
      fc.property(
        fc.array(piece, { maxLength: 12 }),
        fc.constantFrom(16, 18, 22, 24),
        (pieces, windowBits) => {
          const content = Buffer.concat(
            pieces.flatMap(([bytes, times]) => Array<Uint8Array>(times).fill(bytes)),
          );
          const compressed = compress(content, windowBits);

          expect(zlib.brotliDecompressSync(withSmallWindow(compressed, content.length)).equals(content)).toBe(
            true,
          );
        },
      ),
      { numRuns: 300 },
    );
  });

  it('finds what stands far back', () => {
    const start = Buffer.from('something to come back to, and long enough for that');
    const content = Buffer.concat([start, Buffer.alloc(200_000, 'x'), start]);

    const bytes = withSmallWindow(compress(content, 24), content.length);

    expect((bytes[0] ?? 0) & 0x0f).toBe(0x03);
    expect(zlib.brotliDecompressSync(bytes).equals(content)).toBe(true);
  });
});
