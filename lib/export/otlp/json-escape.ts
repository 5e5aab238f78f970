/** The most bytes that one byte of a text becomes: a control character without a letter, `\u001f`. */
export const MAX_ESCAPED_BYTES = 6;

const BACKSLASH = 0x5c;
const HEXADECIMAL = Buffer.from('0123456789abcdef');
/** By byte: 0 for one that stands for itself, the letter of its escape, or `u` (RFC 8259 section 7). */
const ESCAPES = Uint8Array.from({ length: 256 }, (_, byte) =>
  byte >= 0x80 ? 0 : (/^"\\(.)/.exec(JSON.stringify(String.fromCharCode(byte)))?.[1]?.charCodeAt(0) ?? 0),
);
const WITHOUT_LETTER = 'u'.charCodeAt(0);

/**
 * Writes UTF-8 as it stands between the quotes of a JSON string; `JSON.stringify` takes twice as long for a text full of
 * quotes.
 *
 * @param target from `start` on, it has room for {@link MAX_ESCAPED_BYTES} times `length`
 * @returns where what was written ends
 */
export function escapeJson(utf8: Uint8Array, length: number, target: Uint8Array, start: number): number {
  let end = start;
  for (let at = 0; at < length; at += 1) {
    const byte = utf8[at] ?? 0;
    const escape = ESCAPES[byte] ?? 0;
    if (escape === 0) {
      target[end++] = byte;
      continue;
    }
    target[end++] = BACKSLASH;
    target[end++] = escape;
    if (escape !== WITHOUT_LETTER) continue;
    target[end++] = HEXADECIMAL[0] ?? 0;
    target[end++] = HEXADECIMAL[0] ?? 0;
    target[end++] = HEXADECIMAL[byte >> 4] ?? 0;
    target[end++] = HEXADECIMAL[byte & 0x0f] ?? 0;
  }
  return end;
}
