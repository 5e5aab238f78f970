import { Buffer, isUtf8 } from 'node:buffer';
import { asBuffer } from '../../memory/as-buffer.js';

/**
 * Decodes strictly: undefined for anything that is not UTF-8, and for what holds a NUL, which is UTF-16 under a wrong
 * name or no text at all. Of a cut text, an unfinished character at the end is left out. A byte order mark is dropped.
 */
export function decodeUtf8(bytes: Uint8Array, extent: 'complete' | 'cut'): string | undefined {
  const whole = extent === 'cut' ? bytes.subarray(0, endOfLastCharacter(bytes)) : bytes;
  if (!isUtf8(whole) || whole.includes(0)) return undefined;
  const start = whole[0] === 0xef && whole[1] === 0xbb && whole[2] === 0xbf ? 3 : 0;
  return asBuffer(whole).toString('utf8', start);
}

/** The longest beginning of the text that fits, not ending inside a character. */
export function cutToBytes(text: string, maxBytes: number): string {
  // A code unit becomes at most three bytes.
  if (text.length * 3 <= maxBytes || Buffer.byteLength(text) <= maxBytes) return text;
  const bytes = Buffer.from(text, 'utf8');
  let end = maxBytes;
  while (end > 0 && ((bytes[end] ?? 0) & 0xc0) === 0x80) end -= 1;
  return bytes.toString('utf8', 0, end);
}

/** A character has at most three continuation bytes; its first byte says how many it needs. */
function endOfLastCharacter(bytes: Uint8Array): number {
  for (let length = 1; length <= 3 && length <= bytes.length; length += 1) {
    const byte = bytes[bytes.length - length] ?? 0;
    if (byte < 0x80) return bytes.length;
    if (byte >= 0xc0) return length < bytesOfCharacter(byte) ? bytes.length - length : bytes.length;
  }
  return bytes.length;
}

function bytesOfCharacter(firstByte: number): number {
  if (firstByte >= 0xf0) return 4;
  return firstByte >= 0xe0 ? 3 : 2;
}
