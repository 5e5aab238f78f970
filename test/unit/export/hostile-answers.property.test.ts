import assert from 'node:assert/strict';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { SendResult } from '../../../lib/export/destination.js';
import { judgeAnswer } from '../../../lib/export/http-verdict.js';

/** A full success, a partial one with a message, and the beginnings of larger fields. */
const WELL_FORMED = [
  '',
  '0a00',
  '0a0408051200',
  '0a0a0803120668656c6c6f21',
  '0aff7f',
  '08ffffffffffffffff7f',
].map((hex) => Buffer.from(hex, 'hex'));

const mutated = fc
  .tuple(
    fc.constantFrom(...WELL_FORMED),
    fc.array(fc.tuple(fc.nat(40), fc.nat(255)), { maxLength: 4 }),
    fc.nat(40),
  )
  .map(([bytes, changes, cut]) => {
    const changed = Buffer.concat([bytes, Buffer.alloc(4)]);
    for (const [at, value] of changes) changed[at % changed.byteLength] = value;
    return changed.subarray(0, changed.byteLength - (cut % changed.byteLength));
  });
const texts = fc
  .oneof(
    fc.json({ maxDepth: 2 }),
    fc.string({ unit: 'binary', maxLength: 60 }),
    fc.constantFrom(
      'request body too large',
      '{"partialSuccess":{"rejectedSpans":"-1"}}',
      '{"__proto__":{"x":1}}',
    ),
    fc.constant('{"partialSuccess":{"errorMessage":"\\u001b[31m\\r\\nERROR forged"}}'),
  )
  .map((text) => Buffer.from(text));
const answers = fc.record({
  statusCode: fc.oneof(
    fc.constantFrom(200, 400, 401, 404, 413, 429, 500, 503),
    fc.integer({ min: 100, max: 999 }),
  ),
  retryAfter: fc.option(
    fc.oneof(fc.string({ maxLength: 20 }), fc.double().map(String), fc.date().map(String)),
    {
      nil: undefined,
    },
  ),
  body: fc.oneof(fc.uint8Array({ maxLength: 60 }), mutated, texts),
});
const STATUSES = ['delivered', 'retryable', 'suspended', 'too_large', 'invalid', 'rejected'];
const CONTROL = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]/;

it('a receiver that answers anything at all is understood as one of six results, in words that may be logged', () => {
  fc.assert(
    fc.property(answers, fc.boolean(), (answer, strictOtlp) => {
      assert.deepEqual(faultsOf(judgeAnswer(answer, strictOtlp)), []);
    }),
    { numRuns: 100_000 },
  );
  expect(({} as { x?: number }).x).toBe(undefined);
});

function faultsOf(result: SendResult): string[] {
  const faults: string[] = STATUSES.includes(result.status) ? [] : [result.status];
  const words = [result.status === 'delivered' ? (result.note ?? '') : result.reason];
  faults.push(...words.filter((text) => CONTROL.test(text) || text.length > 201));
  const rejected = result.status === 'delivered' ? (result.rejected ?? 0) : 0;
  if (!(rejected >= 0 && rejected < Infinity)) faults.push(`${rejected} rejected`);
  if (result.status === 'retryable' && Number.isNaN(result.retryAfterMs ?? 0)) faults.push('no time');
  return faults;
}
