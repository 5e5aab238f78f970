import zlib from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plantedBody } from './planted-bodies.js';
import { redactBytes } from './redact-planted.js';
import { expectNoSecret } from './secret.js';

const ROUNDS = Number(process.env['FUZZ_ROUNDS'] ?? 200);

describe('a secret that a rule covers', () => {
  it('is in no body that leaves', () => {
    fc.assert(
      fc.property(plantedBody, ({ bytes, contentType, paths }) => {
        expectNoSecret(JSON.stringify(redactBytes(bytes, contentType, paths)));
      }),
      { numRuns: ROUNDS * 20 },
    );
  });

  it('is in no body that was cut, wherever, and whether or not somebody said so', () => {
    fc.assert(
      fc.property(plantedBody, ({ kind, bytes, contentType, paths }) => {
        for (let end = 1; end < bytes.length; end += 1) {
          const cut = bytes.subarray(0, end);
          expectNoSecret(redactBytes(cut, contentType, paths, { truncated: true }).text ?? '');
          // Of a text that seems to be whole, nobody can say that `https://bob:hunter` was to be a password.
          if (kind !== 'text') expectNoSecret(redactBytes(cut, contentType, paths).text ?? '');
        }
      }),
      { numRuns: ROUNDS / 2 },
    );
  });

  it('is in no body with one wrong byte, unless the byte is one that the rule needs', () => {
    fc.assert(
      fc.property(
        plantedBody,
        fc.nat(),
        fc.nat(255),
        ({ bytes, contentType, paths, from, to }, position, byte) => {
          const at = position % bytes.length;
          fc.pre(at < from || at >= to);
          const damaged = Buffer.from(bytes);
          damaged[at] = byte;

          expectNoSecret(JSON.stringify(redactBytes(damaged, contentType, paths)));
        },
      ),
      { numRuns: ROUNDS * 10 },
    );
  });

  it('is in no body that is cut to size after redaction, and no more leaves than is allowed', () => {
    fc.assert(
      fc.property(
        plantedBody,
        fc.integer({ min: 1, max: 400 }),
        ({ bytes, contentType, paths }, maxBodyBytes) => {
          const { text = '' } = redactBytes(bytes, contentType, paths, { maxBodyBytes });

          expect(Buffer.byteLength(text)).toBeLessThanOrEqual(maxBodyBytes);
          expect(text.isWellFormed()).toBe(true);
          expectNoSecret(text);
        },
      ),
      { numRuns: ROUNDS * 10 },
    );
  });

  it('is in no compressed body, whole or cut', () => {
    const encoding = fc.constantFrom(
      { name: 'gzip', compress: zlib.gzipSync },
      { name: 'deflate', compress: zlib.deflateSync },
      { name: 'deflate', compress: zlib.deflateRawSync },
      { name: 'br', compress: zlib.brotliCompressSync },
    );
    fc.assert(
      fc.property(
        plantedBody,
        encoding,
        fc.nat(),
        ({ bytes, contentType, paths }, { name, compress }, end) => {
          const compressed = compress(bytes);
          const cut = compressed.subarray(0, 1 + (end % compressed.length));
          const options = { contentEncoding: name };

          expect(redactBytes(compressed, contentType, paths, options).omitted).not.toBe('encoding');
          expectNoSecret(JSON.stringify(redactBytes(compressed, contentType, paths, options)));
          expectNoSecret(
            JSON.stringify(redactBytes(cut, contentType, paths, { ...options, truncated: true })),
          );
          expectNoSecret(JSON.stringify(redactBytes(cut, contentType, paths, options)));
          expectNoSecret(JSON.stringify(redactBytes(compressed, contentType, paths)));
        },
      ),
      { numRuns: ROUNDS * 10 },
    );
  });
});

describe('a redacted body', () => {
  it('comes out the same when it is redacted again', () => {
    fc.assert(
      fc.property(plantedBody, ({ kind, bytes, contentType, paths }) => {
        // A description of parts is no multipart body; in a form or a text, the marker reads like an array.
        fc.pre(kind !== 'multipart' && kind !== 'form' && kind !== 'text');
        const once = redactBytes(bytes, contentType, paths);
        fc.pre(once.text !== undefined && once.omitted === undefined);

        const twice = redactBytes(Buffer.from(once.text ?? ''), contentType, paths);

        expect(twice.text).toBe(once.text);
      }),
      { numRuns: ROUNDS * 10 },
    );
  });
});
