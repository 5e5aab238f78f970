import { expect } from 'vitest';

/** Four parts, so that even a piece of it is found; it needs escapes in no notation, so that pieces stay pieces. */
export const SECRET = 'hunter2-Zq9xW4vK-7mPd31Ls';
const PIECES = [SECRET.slice(0, 6), SECRET.slice(6, 12), SECRET.slice(12, 18), SECRET.slice(18)];

/** Fails when a piece of the secret can be read in the text, in any of the encodings that bodies are made of. */
export function expectNoSecret(text: string): void {
  const readings = everyReading(text);
  for (const piece of PIECES) expect(readings).not.toContain(piece);
}

/** Every reading of a text: percent-encoding and JSON escapes undone, as often as they are nested, and base64. */
function everyReading(text: string): string {
  const readings = [text];
  let decoded = text;
  for (let round = 0; round < 4; round += 1) {
    decoded = decoded
      .replace(/%([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
      .replace(/\\u([0-9a-f]{4})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
      .replace(/\\(.)/gs, '$1');
    if (decoded === readings.at(-1)) break;
    readings.push(decoded);
  }
  for (const run of text.match(/[A-Za-z0-9+/_-]{8,}/g) ?? []) {
    readings.push(Buffer.from(run, 'base64').toString('latin1'));
  }
  // Between two readings stands what no piece holds.
  return readings.join('\n');
}

/** Some way of writing the characters of a text that a decoder undoes. */
export function percentEncoded(text: string, which: number): string {
  return [...text]
    .map((char, index) =>
      (which >> (index % 16)) & 1 ? `%${char.charCodeAt(0).toString(16).padStart(2, '0')}` : char,
    )
    .join('');
}

export function jsonEscaped(text: string, which: number): string {
  return [...text]
    .map((char, index) =>
      (which >> (index % 16)) & 1 ? `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}` : char,
    )
    .join('');
}
