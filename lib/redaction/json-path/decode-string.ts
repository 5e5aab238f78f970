import { Buffer } from 'node:buffer';

/** The value of a JSON string that the scanner has accepted, quotes at `start` and before `end`. */
export function decodeString(bytes: Uint8Array, start: number, end: number): string {
  const raw = Buffer.from(bytes.buffer, bytes.byteOffset + start, end - start);
  for (const byte of raw) {
    // Lone surrogates survive as escapes, and JSON.parse keeps them: names are compared by code units.
    if (byte === 0x5c || byte >= 0x80) return String(JSON.parse(raw.toString('utf8')));
  }
  return raw.toString('latin1', 1, end - start - 1);
}
