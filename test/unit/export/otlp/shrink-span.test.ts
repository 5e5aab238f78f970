import { expect, it } from 'vitest';
import type { CapturedBody, RedactedExchange } from '../../../../lib/exchange/redacted-exchange.js';
import { ProtoWriter } from '../../../../lib/export/otlp/proto-writer.js';
import { shrinkSpan } from '../../../../lib/export/otlp/shrink-span.js';
import { writeSpan } from '../../../../lib/export/otlp/span.js';
import { bodyText } from '../../../support/decode-otlp.js';
import { redactedExchange } from '../../../support/redacted.js';
import { decodedSpan } from './encoded.js';

function spanOf(exchange: RedactedExchange): Uint8Array {
  const writer = new ProtoWriter();
  writeSpan(writer, exchange);
  return writer.finish();
}

function jsonBody(bytes: number, changes: Partial<CapturedBody> = {}): CapturedBody {
  const text = JSON.stringify('x'.repeat(bytes - 2));
  return { contentType: 'application/json', byteLength: bytes, truncated: false, text, ...changes };
}

function exchangeWith(request: CapturedBody | undefined, response: CapturedBody | undefined) {
  const { request: plain, ...rest } = redactedExchange();
  return redactedExchange({
    ...rest,
    parentSpanId: '00f067aa0ba902b7',
    links: [{ traceId: '4bf92f3577b34da6a3ce929d0e0e4736', spanId: '00f067aa0ba902b8' }],
    tags: ['a', 'b'],
    attributes: { 'http.response.body.note': 'x'.repeat(500), ratio: 0.5, trial: true },
    errors: [{ type: 'TypeError', message: 'boom', when: new Date(0) }],
    request: { ...plain, headers: { accept: ['a', 'b'] }, ...(request && { body: request }) },
    response: { statusCode: 500, headers: {}, ...(response && { body: response }) },
  });
}

it('takes both bodies away, says how large they were, and leaves all else as it was', () => {
  const whole = spanOf(exchangeWith(jsonBody(4_000), jsonBody(100)));

  const smaller = shrinkSpan(whole) ?? whole;

  const expected = decodedSpan(whole);
  const { attributes, ...rest } = decodedSpan(smaller);
  expect(bodyText(attributes['http.request.body'])).toBe('"[OMITTED: overload, 4000 bytes]"');
  expect(bodyText(attributes['http.response.body'])).toBe('"[OMITTED: overload, 100 bytes]"');
  expect({ ...rest, attributes }).toEqual({
    ...expected,
    attributes: {
      ...expected.attributes,
      'http.request.body': attributes['http.request.body'],
      'http.response.body': attributes['http.response.body'],
    },
  });
});

it.each<[string, Partial<CapturedBody>]>([
  ['cut off at the cap', { truncated: true }],
  ['omitted after a prefix', { truncated: true, omitted: 'unparseable' }],
  ['text that is no JSON', { contentType: 'text/plain', truncated: true }],
])('says how large the body was on the wire: %s', (_, changes) => {
  const whole = spanOf(exchangeWith(undefined, jsonBody(5_000, { byteLength: 7_654_321, ...changes })));

  const { attributes } = decodedSpan(shrinkSpan(whole) ?? whole);

  expect(bodyText(attributes['http.response.body'])).toBe('"[OMITTED: overload, 7654321 bytes]"');
});

it('leaves a body that is shorter than the note, beside one that is not', () => {
  const short = jsonBody(12);
  const whole = spanOf(exchangeWith(short, jsonBody(1_000)));

  const { attributes } = decodedSpan(shrinkSpan(whole) ?? whole);

  expect(bodyText(attributes['http.request.body'])).toBe(short.text);
  expect(bodyText(attributes['http.response.body'])).toBe('"[OMITTED: overload, 1000 bytes]"');
});

it.each<[string, RedactedExchange]>([
  ['no bodies', exchangeWith(undefined, undefined)],
  ['short bodies', exchangeWith(jsonBody(12), jsonBody(8))],
  [
    'bodies that were left out before',
    exchangeWith(undefined, { ...jsonBody(9), omitted: 'type', text: '' }),
  ],
])('has nothing to take away from an exchange with %s', (_, exchange) => {
  expect(shrinkSpan(spanOf(exchange))).toBeUndefined();
});

it('has nothing more to take away the second time', () => {
  const once = shrinkSpan(spanOf(exchangeWith(jsonBody(4_000), jsonBody(4_000))));

  expect(once).toBeDefined();
  expect(shrinkSpan(once ?? new Uint8Array())).toBeUndefined();
});

it.each<[string, number[]]>([
  ['nothing at all', []],
  ['a tag without a field number', [0x02, 0x00]],
  ['a length beyond the end', [0x4a, 0x7f, 0x0a]],
  ['a length of more than ten bytes', [0x4a, ...Array<number>(10).fill(0xff), 0x01]],
  ['a group', [0x4b, 0x4c]],
  ['an attribute that is no message', [0x4a, 0x02, 0x0a, 0x05]],
  ['a value that is no message', [0x4a, 0x04, 0x12, 0x02, 0x0a, 0x05]],
])('gives nothing for %s', (_, bytes) => {
  expect(shrinkSpan(Uint8Array.from(bytes))).toBeUndefined();
});

it('gives nothing for a span that is cut within a body, wherever', () => {
  const whole = spanOf(exchangeWith(jsonBody(400), undefined));
  const start = Buffer.from(whole).indexOf('http.request.body');

  for (let end = start; end < start + 400; end += 1)
    expect(shrinkSpan(whole.subarray(0, end))).toBeUndefined();
});
