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

function inString(bytes: readonly number[]): Buffer {
  return Buffer.concat([Buffer.from('["ab'), Buffer.from(bytes), Buffer.from('"]')]);
}

describe('a string', () => {
  it.each([
    '\\"',
    '\\\\',
    '\\/',
    '\\b',
    '\\f',
    '\\n',
    '\\r',
    '\\t',
    '\\u0000',
    '\\u09aF',
    '\\uAf90',
    '\\ud800',
    '\\u0022',
  ])('may hold %s, wherever it stands', (escape) => {
    for (let offset = 0; offset < 9; offset += 1) {
      expectAccepted(`["${'x'.repeat(offset)}${escape}","y"]`);
      expectAccepted(`["${'x'.repeat(offset)}${escape}yyyyyyyyy"]`);
      expectAccepted(`{"${'x'.repeat(offset)}${escape}":1}`);
    }
  });

  it.each([
    '\\a',
    '\\v',
    '\\0',
    '\\x41',
    "\\'",
    '\\U0041',
    '\\ ',
    '\\u',
    '\\u1',
    '\\u12',
    '\\u123',
    '\\u123g',
    '\\u12G4',
    '\\u/000',
    '\\u:000',
    '\\u@000',
    '\\u`000',
    '\\u00-1',
    '\\u 123',
  ])('may not hold %s, wherever it stands', (escape) => {
    for (let offset = 0; offset < 9; offset += 1) expectRefused(`["${'x'.repeat(offset)}${escape}"]`);
  });

  it('may hold every character of ASCII but controls, quote and backslash, wherever it stands', () => {
    for (let code = 0; code < 0x80; code += 1) {
      const character = String.fromCharCode(code);
      const expected = code < 0x20 ? expectRefused : expectAccepted;
      if (character === '"' || character === '\\') continue;
      for (let offset = 0; offset < 5; offset += 1) expected(`["${'~'.repeat(offset)}${character} !#[]"]`);
    }
  });

  it.each([
    ['U+0080', [0xc2, 0x80]],
    ['U+07FF', [0xdf, 0xbf]],
    ['U+0800', [0xe0, 0xa0, 0x80]],
    ['U+0FFF', [0xe0, 0xbf, 0xbf]],
    ['U+1000', [0xe1, 0x80, 0x80]],
    ['U+CFFF', [0xec, 0xbf, 0xbf]],
    ['U+D7FF', [0xed, 0x9f, 0xbf]],
    ['U+E000', [0xee, 0x80, 0x80]],
    ['U+FFFF', [0xef, 0xbf, 0xbf]],
    ['U+10000', [0xf0, 0x90, 0x80, 0x80]],
    ['U+3FFFF', [0xf0, 0xbf, 0xbf, 0xbf]],
    ['U+40000', [0xf1, 0x80, 0x80, 0x80]],
    ['U+FFFFF', [0xf3, 0xbf, 0xbf, 0xbf]],
    ['U+100000', [0xf4, 0x80, 0x80, 0x80]],
    ['U+10FFFF', [0xf4, 0x8f, 0xbf, 0xbf]],
  ])('may hold %s', (_, bytes) => {
    expectAccepted(inString(bytes));
    expectAccepted(inString([...bytes, 0x78, 0x79, 0x7a]));
  });

  it.each([
    ['a continuation alone', [0x80]],
    ['the last continuation alone', [0xbf]],
    ['an overlong form of two bytes', [0xc1, 0xbf]],
    ['an overlong form of three bytes', [0xe0, 0x9f, 0xbf]],
    ['an overlong form of four bytes', [0xf0, 0x8f, 0xbf, 0xbf]],
    ['the first surrogate', [0xed, 0xa0, 0x80]],
    ['the last surrogate', [0xed, 0xbf, 0xbf]],
    ['what is above U+10FFFF', [0xf4, 0x90, 0x80, 0x80]],
    ['a lead that is never used', [0xf5, 0x80, 0x80, 0x80]],
    ['the last byte', [0xff]],
    ['one of two bytes', [0xc2]],
    ['one of three bytes', [0xe1]],
    ['two of three bytes', [0xe1, 0x80]],
    ['three of four bytes', [0xf1, 0x80, 0x80]],
    ['a second byte too low', [0xc2, 0x7f]],
    ['a second byte too high', [0xc2, 0xc0]],
    ['a third byte too low', [0xe1, 0x80, 0x7f]],
    ['a third byte too high', [0xe1, 0x80, 0xc0]],
    ['a fourth byte too low', [0xf1, 0x80, 0x80, 0x7f]],
    ['a fourth byte too high', [0xf1, 0x80, 0x80, 0xc0]],
  ])('may not hold %s', (_, bytes) => {
    expectRefused(inString(bytes));
    expectRefused(inString([...bytes, 0x78, 0x79, 0x7a]));
  });
});
