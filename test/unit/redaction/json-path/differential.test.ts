import fc from 'fast-check';
import { JSONPath } from 'jsonpath-plus';
import { describe, expect, it } from 'vitest';
import { createRedactor } from '../../../../lib/redaction/create-redactor.js';
import { assertProperty } from './assert-property.js';
import { expectedRedaction, jsonValue, jsonValueWith, path, tamePath, tameValue } from './oracle.js';
import { redactText } from './redact-text.js';
import { redactValue } from './redact-value.js';
import { walk } from './walk.js';

const paths = fc.array(path, { minLength: 1, maxLength: 6 });

describe('json-p3, an independent implementation', () => {
  it('selects what the scanner redacts, for any body and any paths', () => {
    assertProperty(
      fc.property(jsonValue, paths, (value, each) => {
        const text = JSON.stringify(value);

        expect(redactText(text, each)).toEqual({ text: JSON.stringify(expectedRedaction(value, each)) });
      }),
    );
  });

  it('selects what the scanner redacts, however names are escaped and whatever space is between', () => {
    assertProperty(
      fc.property(jsonValue, path, (value, each) => {
        const escaped = escapeEverything(JSON.stringify(value, undefined, '\t'));

        const { text } = redactText(escaped, [each]);

        expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(expectedRedaction(value, [each]))));
      }),
    );
  });

  it('selects what the walker redacts, for any value and any paths', () => {
    assertProperty(
      fc.property(jsonValue, paths, (value, each) => {
        const redaction = walk(value, each);

        expect(redaction.withheld).toBeUndefined();
        expect(JSON.stringify(redaction.value)).toBe(JSON.stringify(expectedRedaction(value, each)));
      }),
    );
  });
});

describe('jsonpath-plus, where its dialect is that of the RFC', () => {
  it('selects what the scanner and the walker redact', () => {
    assertProperty(
      fc.property(tameValue, fc.array(tamePath, { minLength: 1, maxLength: 3 }), (value, each) => {
        const locations = each.flatMap((one) => locationsByJsonPathPlus(one, value));
        const expected = JSON.stringify(redactValue(value, locations));

        expect(redactText(JSON.stringify(value), each)).toEqual({ text: expected });
        expect(JSON.stringify(walk(value, each).value)).toBe(expected);
      }),
    );
  });
});

describe('a redactor', () => {
  const redactor = createRedactor({ requestBody: ['$..b[0]', '$.a["*"]', '$[?@.a == 1]'] });
  const names = ['password', 'tokenCount', 'query', 'author', 'a', 'b', '__proto__'];
  const texts = [
    'hunter22',
    'ghp_0123456789abcdef',
    'Bearer abcdef123456',
    '{ user(pin: 1234, name: "bob") { id } }',
    'query { broken("',
    'ordinary text',
    'é😀\ud800',
  ];
  const value = jsonValueWith(fc.constantFrom(...names), fc.constantFrom(...texts, 1, null));

  it('shows the same of a value as of its JSON', () => {
    assertProperty(
      fc.property(value, (each) => {
        const { text } = redactor.redactBody(JSON.stringify(each), 'request', 'application/json');

        expect(JSON.stringify(redactor.redactValue(each, 'request').value)).toBe(text);
      }),
    );
  });
});

/** Every letter of every string as a `\u` escape. */
function escapeEverything(text: string): string {
  return text.replace(/"(?:[^"\\]|\\.)*"/gs, (string) =>
    string.replace(/\\u....|\\.|[a-z]/gs, (part) =>
      part.length > 1 ? part : `\\u${part.charCodeAt(0).toString(16).padStart(4, '0')}`,
    ),
  );
}

function locationsByJsonPathPlus(selector: string, json: object): (string | number)[][] {
  const pointers: unknown = JSONPath({
    path: selector,
    json,
    resultType: 'pointer',
    eval: false,
    wrap: true,
  });
  if (!Array.isArray(pointers)) throw new Error('expected pointers');
  return pointers.map((pointer) =>
    String(pointer)
      .split('/')
      .slice(1)
      .map((step) => (/^\d+$/.test(step) ? Number(step) : step)),
  );
}
