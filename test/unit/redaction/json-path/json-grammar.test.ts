import { Buffer } from 'node:buffer';
import { describe, expect, it } from 'vitest';
import { redactText } from './redact-text.js';

const PATHS = ['$.nowhere'];

function expectAccepted(body: string | Uint8Array): void {
  expect(redactText(body, PATHS)).toEqual({ text: Buffer.from(body).toString() });
}

function expectRefused(body: string | Uint8Array): void {
  expect(redactText(body, PATHS).stopped).toBe('unparseable');
}

describe('a number', () => {
  it.each([
    '0',
    '-0',
    '9',
    '10',
    '1234567890',
    '0.0',
    '0.5',
    '-1.25',
    '1e5',
    '1E5',
    '1e+5',
    '1e-5',
    '0e0',
    '0.1e09',
    '-12.50E-007',
  ])('may be %s', (text) => {
    expectAccepted(text);
    expectAccepted(`[${text},${text} ]`);
    expectAccepted(`{"a":${text}\n}`);
  });

  it.each([
    '00',
    '01',
    '-01',
    '-',
    '--1',
    '+1',
    '.5',
    '1.',
    '1.e1',
    '-.5',
    '1e',
    '1e+',
    '1e-',
    '1e+-1',
    '1e1.5',
    '1e1e1',
    '1.2.3',
    '1-1',
    '0x1',
    '1a',
    '1"',
    '1[',
    '1_000',
    '1/',
    '1:',
    'NaN',
    'Infinity',
    '-Infinity',
  ])('may not be %s', (text) => {
    expectRefused(`[${text}]`);
    expectRefused(`{"a":${text}}`);
  });
});

describe('a constant', () => {
  it.each(['true', 'false', 'null'])('may be %s', (text) => {
    expectAccepted(text);
    expectAccepted(`[${text},${text}\t]`);
    expectAccepted(`{"a":${text}}`);
  });

  it.each([
    't',
    'tru',
    'truE',
    'truee',
    'fals',
    'falsy',
    'nul',
    'nulL',
    'null0',
    'TRUE',
    'undefined',
    'true"',
    'x',
  ])('may not be %s', (text) => {
    expectRefused(`[${text}]`);
    expectRefused(text);
  });
});

describe('white space', () => {
  const places = (blank: string): string =>
    `${blank}{${blank}"a"${blank}:${blank}[${blank}1${blank},${blank}"b"${blank}]${blank},${blank}"c"${blank}:${blank}{${blank}}${blank},"d":[${blank}]}${blank}`;

  it.each([' ', '\t', '\n', '\r', ' \t\r\n '])('may stand between all tokens: %j', (blank) => {
    expectAccepted(places(blank));
  });

  it.each(['\v', '\f', '\u00a0', '\u2028', '\ufeff', '\0x', '/**/'])('is not %j', (character) => {
    expectRefused(` [1,${character}2]`);
    expectRefused(` [1${character}]`);
    expectRefused(` {"a"${character}:1}`);
    expectRefused(` {"a":1}${character}`);
  });
});

describe('a structure', () => {
  it.each(['[]', '{}', '[[],{}]', '{"":{"":[]}}', '[{"a":[{}]},[[]]]', '{"a":1,"b":[2,3],"c":{"d":4}}'])(
    'may be %s',
    (text) => {
      expectAccepted(text);
    },
  );

  it.each([
    '[',
    '{',
    ']',
    '}',
    ',',
    ':',
    '[1',
    '[1,',
    '[1,]',
    '[,1]',
    '[,]',
    '[1,,2]',
    '[1 2]',
    '[1:2]',
    '[}',
    '[1}',
    '["a":1]',
    '{]',
    '{"a"',
    '{"a"}',
    '{"a":',
    '{"a":}',
    '{"a":1',
    '{"a":1,',
    '{"a":1,}',
    '{,"a":1}',
    '{"a" 1}',
    '{"a",1}',
    '{"a":1 "b":2}',
    '{"a":1:2}',
    '{"a":1]',
    '{"a"::1}',
    '{1:2}',
    '{null:1}',
    '{[]:1}',
    '{a:1}',
    '{"a":1,,"b":2}',
    '[] []',
    '[]]',
    '{}}',
    '{}{}',
    '1 2',
    '"a" "b"',
    '[1],',
    'null,',
  ])('may not be %s', (text) => {
    expectRefused(text);
  });
});
