import { inspect } from 'node:util';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anError, aRequest, json, redact } from '../an-exchange.js';

const ROUNDS = Number(process.env['FUZZ_ROUNDS'] ?? 200);

const secret = fc.string({
  unit: fc.constantFrom('h', 'Q', '7', '-', '_', '"', "'", '\\', ' ', 'é', '%', '+', '/', '\n', '😀'),
  minLength: 8,
  maxLength: 24,
});
/** Prose without a character that a secret has. */
const prose = fc.string({ unit: fc.constantFrom('was', 'in', ':', ',', '(', ')', 'x'), maxLength: 6 });

/** How a message, a URL or a log line may write a value. */
const spelling = fc.constantFrom<(value: string) => string>(
  (value) => value,
  (value) => JSON.stringify({ value }),
  (value) => inspect({ value }, { breakLength: Number.POSITIVE_INFINITY }),
  (value) => `/a?b=${encodeURIComponent(value)}`,
  (value) => value.toUpperCase(),
  (value) => Buffer.from(value).toString('base64'),
);

describe('a value that a rule redacted in the body', () => {
  it('is in no error message, cause or URL of the request, whoever spells it', () => {
    fc.assert(
      fc.property(secret, prose, prose, spelling, (value, before, after, spell) => {
        const text = spell(value);
        const message = `${before}${text}${after}`;
        const request = aRequest({
          ...json({ password: value }),
          target: `/a?b=${encodeURIComponent(value)}`,
        });

        const { errors, request: redacted } = redact({
          request,
          errors: [anError(message, { cause: anError(message) })],
        });

        const everything = JSON.stringify([
          errors.map(({ message: shown }) => shown),
          redacted.url,
          redacted.query,
        ]);
        expect(everything).not.toContain(value);
        expect(everything).not.toContain(JSON.stringify(value).slice(1, -1));
        expect(errors[0]?.message).not.toContain(text);
        expect(errors[0]?.cause?.message).not.toContain(text);
        expect(redacted.url).not.toContain(encodeURIComponent(value));
      }),
      { numRuns: ROUNDS * 10 },
    );
  });
});
