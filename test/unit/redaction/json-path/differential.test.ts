import fc from 'fast-check';
import { expect, it } from 'vitest';
import { expectedRedaction, jsonValue, path } from './oracle.js';
import { redactText } from './redact-text.js';

const ROUNDS = Number(process.env['FUZZ_ROUNDS'] ?? 1500);

it('redacts what an independent implementation selects, for any body and any paths', () => {
  fc.assert(
    fc.property(jsonValue, fc.array(path, { minLength: 1, maxLength: 6 }), (value, paths) => {
      const text = JSON.stringify(value);

      expect(redactText(text, paths)).toEqual({ text: JSON.stringify(expectedRedaction(value, paths)) });
    }),
    { numRuns: ROUNDS },
  );
});

it('selects by names as decoded, however they are escaped, and keeps white space', () => {
  fc.assert(
    fc.property(jsonValue, path, (value, each) => {
      const escaped = escapeEverything(JSON.stringify(value, undefined, '\t'));

      const { text } = redactText(escaped, [each]);

      expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(expectedRedaction(value, [each]))));
    }),
    { numRuns: ROUNDS },
  );
});

/** Every letter of every string as a `\u` escape. */
function escapeEverything(text: string): string {
  return text.replace(/"(?:[^"\\]|\\.)*"/gs, (string) =>
    string.replace(/\\u....|\\.|[a-z]/gs, (part) =>
      part.length > 1 ? part : `\\u${part.charCodeAt(0).toString(16).padStart(4, '0')}`,
    ),
  );
}
