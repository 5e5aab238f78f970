import { Buffer } from 'node:buffer';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { damage, expectNoSecret, isJson, planted, ruleSet, ruleSetByName } from './planted.js';
import { redactText } from './redact-text.js';

/** Bytes that open, close or break something. */
const HOSTILE_BYTES = ['"', '\\', '{', '}', '[', ']', ',', '\0', '\xff'].map((each) => each.charCodeAt(0));

describe('a planted secret', () => {
  it('is in no prefix of the body, at any offset', () => {
    for (const [value, paths] of fc.sample(fc.tuple(planted, ruleSet), 10)) {
      const bytes = Buffer.from(JSON.stringify(value));
      for (let end = 0; end < bytes.length; end += 1) {
        expectNoSecret(redactText(bytes.subarray(0, end), paths, { complete: false }).text);
        expectNoSecret(redactText(bytes.subarray(0, end), paths).text);
      }
    }
  });

  it('is not shown by a wrong byte that stops every parser, at any offset', () => {
    for (const [value, paths] of fc.sample(fc.tuple(planted, ruleSetByName), 3)) {
      const { length } = Buffer.from(JSON.stringify(value));
      for (let at = 0; at < length; at += 1) {
        for (const byte of HOSTILE_BYTES) {
          const damaged = damage(value, at, byte);
          if (isJson(damaged)) continue;
          const { text, stopped } = redactText(damaged, paths);
          expectNoSecret(text);
          expect(stopped).toBeDefined();
        }
      }
    }
  });
});
