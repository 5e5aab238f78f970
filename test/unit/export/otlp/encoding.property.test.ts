import fc from 'fast-check';
import { expect, it } from 'vitest';
import { redactedExchange } from '../../../support/redacted.js';
import { bodyText } from '../../../support/decode-otlp.js';
import { encodedSpan } from './encoded.js';

/** Any UTF-16 code unit, halves of surrogate pairs among them. */
const codeUnit = fc.oneof(fc.integer({ min: 0, max: 0xffff }), fc.integer({ min: 0xd7f0, max: 0xe010 }));
const text = fc.string({ unit: codeUnit.map((unit) => String.fromCharCode(unit)), maxLength: 300 });
const name = fc.stringMatching(/^[a-z][a-z0-9-]{0,20}$/);
const values = fc.oneof(text, fc.array(text, { maxLength: 4 }));
const hex = (digits: number) => fc.stringMatching(new RegExp(`^[0-9a-f]{${digits}}$`));

const exchanges = fc.record({
  traceId: hex(32),
  spanId: hex(16),
  startedAt: fc.date({ min: new Date(0), max: new Date('2100-01-01'), noInvalidDate: true }),
  durationMs: fc.double({ min: 0, max: 1e9, noNaN: true }),
  statusCode: fc.integer({ min: 100, max: 599 }),
  headers: fc.dictionary(name, values, { noNullPrototype: true }),
  attributes: fc.dictionary(
    name.map((key) => `custom.${key}`),
    fc.oneof(text, fc.boolean(), fc.maxSafeInteger(), fc.double(), fc.array(text)),
    { noNullPrototype: true },
  ),
  // Never empty, and nothing that reads as JSON by itself.
  body: text.map((rest) => `x${rest}`),
  tags: fc.array(text, { minLength: 1 }),
});

it('any exchange reads back as it was, its text well-formed', () => {
  fc.assert(
    fc.property(exchanges, ({ statusCode, headers, body, ...fields }) => {
      const exchange = redactedExchange({
        ...fields,
        response: {
          statusCode,
          headers,
          body: { contentType: 'text/plain', byteLength: 1, truncated: false, text: body },
        },
      });

      const span = encodedSpan(exchange);

      expect(span.traceId).toBe(fields.traceId);
      expect(span.spanId).toBe(fields.spanId);
      expect(span.startTimeUnixNano).toBe(BigInt(fields.startedAt.getTime()) * 1_000_000n);
      expect(span.endTimeUnixNano - span.startTimeUnixNano).toBe(BigInt(Math.round(fields.durationMs * 1e6)));
      expect(span.attributes['monoscope.tags']).toEqual(fields.tags.map(wellFormed));
      for (const [key, value] of Object.entries(headers)) {
        expect(span.attributes[`http.response.header.${key}`]).toEqual(wellFormed(value));
      }
      for (const [key, value] of Object.entries(fields.attributes)) {
        expect(span.attributes[key]).toEqual(decoded(value));
      }
      expect(JSON.parse(bodyText(span.attributes['http.response.body']))).toBe(body);
    }),
    { numRuns: 500 },
  );
});

it('lone surrogates arrive as replacement characters', () => {
  const tags = ['a\ud800b', '\udc00', '\ud83d\ude00', 'x'.repeat(5000) + '\udfff'];

  const span = encodedSpan(redactedExchange({ tags }));

  expect(span.attributes['monoscope.tags']).toEqual([
    'a\ufffdb',
    '\ufffd',
    '😀',
    `${'x'.repeat(5000)}\ufffd`,
  ]);
});

it('a message of any length has the right length prefix', () => {
  for (const length of [
    0, 1, 100, 126, 127, 128, 129, 16_382, 16_383, 16_384, 2_097_151, 2_097_152, 3_000_000,
  ]) {
    const message = 'm'.repeat(length);
    const error = { type: 'E', message, when: new Date(0) };

    const span = encodedSpan(redactedExchange({ errors: [error], attributes: { after: 'intact' } }));

    expect(span.events[0]?.attributes['exception.message']).toBe(message);
    expect(span.attributes['after']).toBe('intact');
  }
});

function wellFormed(value: string | string[]): string | string[] {
  if (typeof value !== 'string') return value.map((item) => String(wellFormed(item)));
  return value.replace(/\p{Surrogate}/gu, '\ufffd');
}

function decoded(value: string | boolean | number | string[]): unknown {
  if (typeof value === 'string' || Array.isArray(value)) return wellFormed(value);
  if (typeof value === 'number' && !Number.isSafeInteger(value)) return { double: value };
  // An integer has no negative zero.
  return value === 0 ? 0 : value;
}
