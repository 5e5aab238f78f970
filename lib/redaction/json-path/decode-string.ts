import { asBuffer } from '../../memory/as-buffer.js';

/** The value of a JSON string that the scanner has accepted, quotes at `start` and before `end`. */
export function decodeString(bytes: Uint8Array, start: number, end: number): string {
  for (let at = start; at < end; at += 1) {
    const byte = bytes[at] ?? 0;
    // Lone surrogates survive as escapes, and JSON.parse keeps them: names are compared by code units.
    if (byte === 0x5c || byte >= 0x80)
      return String(JSON.parse(asBuffer(bytes).toString('utf8', start, end)));
  }
  return asciiText(bytes, start + 1, end - 1);
}

/** Bytes that are known to be ASCII. */
export function asciiText(bytes: Uint8Array, start: number, end: number): string {
  return asBuffer(bytes).toString('latin1', start, end);
}
