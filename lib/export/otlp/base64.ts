import { escapeJson, MAX_ESCAPED_BYTES } from './json-escape.js';

/** What one large text made it grow to is not kept. */
const MAX_KEPT_BYTES = 1024 * 1024;
const QUOTE = 0x22;

/** Used again for each text: a body's worth of bytes a record would be garbage that the collector hardly sees. */
class Scratch {
  #bytes = Buffer.allocUnsafeSlow(64 * 1024);

  atLeast(byteLength: number): Buffer {
    if (byteLength > MAX_KEPT_BYTES) return Buffer.allocUnsafeSlow(byteLength);
    if (byteLength > this.#bytes.byteLength) this.#bytes = Buffer.allocUnsafeSlow(MAX_KEPT_BYTES);
    return this.#bytes;
  }
}

const texts = new Scratch();
const strings = new Scratch();

/** Base64 of the UTF-8 of a text (RFC 4648, section 4). */
export function base64Of(text: string): string {
  const bytes = texts.atLeast(mostBytes(text));
  return bytes.toString('base64', 0, bytes.write(text));
}

/**
 * Base64 of the JSON string that holds a text and its end. Joined as texts, an end with one character beyond Latin-1 would
 * make the whole text twice as wide, and slow to copy.
 */
export function base64OfJsonString(text: string, end = ''): string {
  // JSON spells half a character as an escape; UTF-8 has no form for it.
  if (!text.isWellFormed()) return base64Of(JSON.stringify(text + end));
  const bytes = texts.atLeast(mostBytes(text) + mostBytes(end));
  const textBytes = bytes.write(text);
  const byteLength = textBytes + bytes.write(end, textBytes);
  const string = strings.atLeast(byteLength * MAX_ESCAPED_BYTES + 2);
  string[0] = QUOTE;
  const stringEnd = escapeJson(bytes, byteLength, string, 1);
  string[stringEnd] = QUOTE;
  return string.toString('base64', 0, stringEnd + 1);
}

/** A code unit becomes three bytes at most. */
function mostBytes(text: string): number {
  return text.length * 3;
}
