import { Buffer } from 'node:buffer';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assertProperty } from './assert-property.js';
import { damage, expectNoSecret, isJson, planted, ruleSet, ruleSetByName } from './planted.js';
import { redactText } from './redact-text.js';
import { walk } from './walk.js';

describe('a planted secret', () => {
  it('is in no prefix, wherever the body is cut', () => {
    assertProperty(
      fc.property(planted, ruleSet, fc.nat(), (value, paths, at) => {
        const bytes = Buffer.from(JSON.stringify(value));
        const cut = bytes.subarray(0, at % bytes.length);

        expectNoSecret(redactText(cut, paths, { complete: false }).text);
        expectNoSecret(redactText(cut, paths).text);
        expectNoSecret(redactText(bytes, paths).text);
      }),
    );
  });

  it('is not in what is left of a damaged body that no parser would read', () => {
    assertProperty(
      fc.property(planted, ruleSetByName, fc.nat(), fc.nat(255), (value, paths, at, byte) => {
        const damaged = damage(value, at, byte);
        fc.pre(!isJson(damaged));

        const { text, stopped } = redactText(damaged, paths);

        expectNoSecret(text);
        expect(stopped).toBeDefined();
      }),
    );
  });

  it('is not in an output cut to size', () => {
    assertProperty(
      fc.property(planted, ruleSet, fc.nat(400), (value, paths, maxOutputBytes) => {
        const { text } = redactText(JSON.stringify(value), paths, { maxOutputBytes });

        expect(Buffer.byteLength(text)).toBeLessThanOrEqual(maxOutputBytes);
        expectNoSecret(text);
      }),
    );
  });

  it('is not in what is shown of a value', () => {
    assertProperty(
      fc.property(planted, ruleSet, (value, paths) => {
        expectNoSecret(JSON.stringify(walk(value, paths).value));
      }),
    );
  });
});

describe('a body that was damaged in one byte', () => {
  it('is read to its end exactly when JSON.parse accepts it', () => {
    assertProperty(
      fc.property(planted, fc.nat(), fc.nat(255), (value, at, byte) => {
        const damaged = damage(value, at, byte);
        // What the platform would call valid UTF-8 in another encoding is refused before it is read.
        fc.pre(damaged[0] !== 0 && damaged[1] !== 0);

        expect(redactText(damaged, ['$.nowhere']).stopped === undefined).toBe(isJson(damaged));
      }),
    );
  });
});
