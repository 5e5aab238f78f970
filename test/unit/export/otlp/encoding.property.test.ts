import { writeFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import type { RedactedExchange } from '../../../../lib/exchange/redacted-exchange.js';
import { ProtoWriter } from '../../../../lib/export/otlp/proto-writer.js';
import { shrinkSpan } from '../../../../lib/export/otlp/shrink-span.js';
import { writeSpan } from '../../../../lib/export/otlp/span.js';
import { RedactionPolicy } from '../../../../lib/redaction/redaction-policy.js';
import { emptyRules } from '../../../../lib/redaction/rules/redaction-rules.js';
import { bodyText } from '../../../support/decode-otlp.js';
import { redactedExchange } from '../../../support/redacted.js';
import { decodedSpan, encodedSpan } from './encoded.js';
import { hostileExchange } from './hostile-exchanges.js';
import { fuzzRecords } from './record-fuzz.js';
import { SeededRandom } from './seeded-random.js';

/** Many more of them: `npm run fuzz:delivery`. */
const {
  FUZZ_CASES = '2000',
  FUZZ_FROM = '0',
  FUZZ_SEED = '20260801',
  FUZZ_ENDPOINT,
  FUZZ_RESULTS,
} = process.env;
const SEED = FUZZ_SEED === 'random' ? Date.now() % 2 ** 31 : Number(FUZZ_SEED);

it('any exchange reads back as it was redacted, field by field', async () => {
  const options = { seed: SEED, from: Number(FUZZ_FROM), cases: Number(FUZZ_CASES) };

  const result = await fuzzRecords({ ...options, ...(FUZZ_ENDPOINT && { endpoint: FUZZ_ENDPOINT }) });

  if (FUZZ_RESULTS !== undefined) writeFileSync(FUZZ_RESULTS, JSON.stringify(result));
  expect(result.failures).toEqual([]);
  expect(result.spans + result.logRecords).toBe(Number(FUZZ_CASES));
});

it('any span that is made smaller stays the same but for its bodies', () => {
  let shrunk = 0;
  for (let number = 0; number < 500; number += 1) {
    const whole = spanBytes(hostileRedacted(new SeededRandom(SEED + number)));

    const smaller = shrinkSpan(whole);

    if (smaller === undefined) continue;
    shrunk += 1;
    const found = decodedSpan(smaller);
    const expected = decodedSpan(whole);
    const changed = BODIES.filter((key) => found.attributes[key] !== expected.attributes[key]);
    const notes = changed.map((key) => bodyText(found.attributes[key]));
    const kept = Object.fromEntries(changed.map((key) => [key, expected.attributes[key]]));
    expect(notes.filter((note) => !/^"\[OMITTED: overload, \d+ bytes\]"$/.test(note))).toEqual([]);
    expect({ ...found, attributes: { ...found.attributes, ...kept } }).toEqual(expected);
    expect(smaller.byteLength).toBeLessThan(whole.byteLength);
  }
  expect(shrunk).toBeGreaterThan(50);
});

it('no bytes make shrinking throw, or grow', () => {
  const random = new SeededRandom(SEED);
  const spans = Array.from({ length: 50 }, () => spanBytes(hostileRedacted(random)));
  for (let number = 0; number < 2_000; number += 1) {
    const bytes = Buffer.from(random.pick(spans));
    for (let changes = random.upTo(4); changes >= 0; changes -= 1)
      bytes[random.upTo(bytes.byteLength)] = random.upTo(256);

    const smaller = shrinkSpan(bytes.subarray(0, random.upTo(bytes.byteLength + 1)));

    expect(smaller?.byteLength ?? 0).toBeLessThan(bytes.byteLength);
  }
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

const BODIES = ['http.request.body', 'http.response.body'];
const redactor = new RedactionPolicy({
  rules: emptyRules,
  defaults: true,
  maxBodyBytes: 65_536,
}).redactorFor();

function hostileRedacted(random: SeededRandom): RedactedExchange {
  return redactor.redact(hostileExchange(random));
}

function spanBytes(exchange: RedactedExchange): Uint8Array {
  const writer = new ProtoWriter();
  writeSpan(writer, exchange);
  return writer.finish();
}
