import { expect, it } from 'vitest';
import type { CapturedBody } from '../../../../lib/exchange/redacted-exchange.js';
import { bodyAttribute } from '../../../../lib/export/otlp/body-attribute.js';
import { bodyText } from '../../../support/decode-otlp.js';

const json = 'application/json';

it.each<[string, CapturedBody, string]>([
  ['JSON as it is', { contentType: json, byteLength: 9, truncated: false, text: '{"a": 1e3}' }, '{"a": 1e3}'],
  [
    'JSON of a +json type as it is',
    { contentType: 'application/vnd.api+json', byteLength: 1, truncated: false, text: '1' },
    '1',
  ],
  ['JSON of no declared type as it is', { byteLength: 3, truncated: false, text: ' [1]' }, ' [1]'],
  [
    'JSON that describes a form as it is',
    { contentType: 'multipart/form-data', byteLength: 99, truncated: false, text: '{"a":"b"}' },
    '{"a":"b"}',
  ],
  ['text that only begins like JSON as a string', { byteLength: 2, truncated: false, text: '{a}' }, '"{a}"'],
  [
    'other text as a string',
    { contentType: 'text/plain', byteLength: 5, truncated: false, text: 'a"b\n' },
    '"a\\"b\\n"',
  ],
  [
    'a number in plain text as a string',
    { contentType: 'text/plain', byteLength: 2, truncated: false, text: '42' },
    '"42"',
  ],
  [
    'a prefix as a string with a marker',
    { contentType: json, byteLength: 120034, truncated: true, text: '{"a":[1,' },
    '"{\\"a\\":[1,…[truncated, 120034 bytes]"',
  ],
  [
    'a proven prefix as a string with the reason',
    { contentType: json, byteLength: 50, truncated: false, omitted: 'unparseable', text: '{"a":' },
    '"{\\"a\\":…[OMITTED: unparseable, 50 bytes]"',
  ],
  [
    'an omitted body by its reason',
    { contentType: 'image/png', byteLength: 5120, truncated: false, omitted: 'type' },
    '"[OMITTED: type, 5120 bytes]"',
  ],
  [
    'a body whose prefix is empty by its size',
    { contentType: json, byteLength: 70, truncated: true },
    '"[OMITTED: truncated, 70 bytes]"',
  ],
])('sends %s', (_, body, text) => {
  const attribute = bodyAttribute(body);

  expect(bodyText(attribute)).toBe(text);
  expect(() => JSON.parse(bodyText(attribute))).not.toThrow();
  expect(attribute).toMatch(/^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/);
});

it.each<[string, CapturedBody | undefined]>([
  ['no body', undefined],
  ['an empty body', { contentType: json, byteLength: 0, truncated: false, text: '' }],
  [
    'a body that was not to be captured',
    { contentType: json, byteLength: 7, truncated: false, omitted: 'disabled' },
  ],
])('sends nothing for %s', (_, body) => {
  expect(bodyAttribute(body)).toBeUndefined();
});
