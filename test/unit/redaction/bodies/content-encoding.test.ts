import zlib from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { decodeContent } from '../../../../lib/redaction/bodies/content-encoding.js';

const TEXT = JSON.stringify(
  Array.from({ length: 2000 }, (_, id) => ({ id, tag: id.toString(36).repeat(3) })),
);
const CONTENT = Buffer.from(TEXT);
const CAP = 1 << 20;

const ENCODINGS = [
  ['gzip', zlib.gzipSync],
  ['x-gzip', zlib.gzipSync],
  ['GZIP', zlib.gzipSync],
  ['identity, gzip', zlib.gzipSync],
  ['deflate', zlib.deflateSync],
  ['deflate', zlib.deflateRawSync],
  ['br', zlib.brotliCompressSync],
] as const;

describe('decodeContent', () => {
  it.each(ENCODINGS)('undoes %s', (encoding, compress) => {
    const decoded = decodeContent(compress(CONTENT), encoding, { truncated: false, maxOutputBytes: CAP });

    expect(decoded?.truncated).toBe(false);
    expect(Buffer.from(decoded?.bytes ?? []).toString()).toBe(TEXT);
  });

  it.each(ENCODINGS)('gives the prefix of a cut %s body', (encoding, compress) => {
    const compressed = compress(CONTENT);

    const decoded = decodeContent(compressed.subarray(0, compressed.length >> 1), encoding, {
      truncated: true,
      maxOutputBytes: CAP,
    });

    expect(decoded?.truncated).toBe(true);
    expect(decoded?.bytes.length).toBeGreaterThan(1000);
    expect(TEXT.startsWith(Buffer.from(decoded?.bytes ?? []).toString())).toBe(true);
  });

  it.each(ENCODINGS)('gives most of what the limit allows of a larger %s body', (encoding, compress) => {
    const decoded = decodeContent(compress(CONTENT), encoding, { truncated: false, maxOutputBytes: 20_000 });

    expect(decoded?.truncated).toBe(true);
    expect(decoded?.bytes.length).toBeGreaterThan(8000);
    expect(decoded?.bytes.length).toBeLessThanOrEqual(20_000);
    expect(TEXT.startsWith(Buffer.from(decoded?.bytes ?? []).toString())).toBe(true);
  });

  it.each(ENCODINGS)('never goes over the limit for a %s bomb', (encoding, compress) => {
    const bomb = compress(Buffer.alloc(50 << 20));

    const decoded = decodeContent(bomb, encoding, { truncated: false, maxOutputBytes: 65_536 });

    expect(decoded?.bytes.length ?? 0).toBeLessThanOrEqual(65_536);
  });

  it.each(['gzip', 'br'])('gives nothing of a %s body of which even a little is too much', (encoding) => {
    const compress = encoding === 'br' ? zlib.brotliCompressSync : zlib.gzipSync;
    const bomb = compress(Buffer.alloc(32 << 20));

    expect(decodeContent(bomb, encoding, { truncated: false, maxOutputBytes: 65_536 })).toBeUndefined();
  });

  it('says that a body is cut which nobody said was cut', () => {
    const decoded = decodeContent(zlib.gzipSync(CONTENT).subarray(0, 5000), 'gzip', {
      truncated: false,
      maxOutputBytes: CAP,
    });

    expect(decoded?.truncated).toBe(true);
  });

  it.each(['gzip, br', 'gzip, gzip', 'compress', 'aes128gcm', 'x'])('refuses %s', (encoding) => {
    expect(decodeContent(CONTENT, encoding, { truncated: false, maxOutputBytes: CAP })).toBeUndefined();
  });

  it.each(['gzip', 'deflate', 'br'])('refuses %s that is not what it says', (encoding) => {
    const noise = Buffer.concat([Buffer.from('{"a":1}'), Buffer.alloc(200, 'no encoding at all ')]);

    expect(decodeContent(noise, encoding, { truncated: false, maxOutputBytes: CAP })).toBeUndefined();
  });

  it.each([undefined, '', 'identity'])('leaves the bytes alone for %j', (encoding) => {
    expect(decodeContent(CONTENT, encoding, { truncated: true, maxOutputBytes: 1 })).toEqual({
      bytes: CONTENT,
      truncated: true,
    });
  });
});
