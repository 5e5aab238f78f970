import type { WireBody } from '../../exchange/exchange.js';

/** The captured prefix as one array of at most `maxBytes`; a body in one chunk is not copied. */
export function wireBytes({ chunks }: Pick<WireBody, 'chunks'>, maxBytes: number): Uint8Array {
  const parts: Uint8Array[] = [];
  let length = 0;
  for (const chunk of chunks) {
    if (length >= maxBytes) break;
    const bytes = typeof chunk === 'string' ? Buffer.from(chunk, 'utf8') : chunk;
    const part = bytes.subarray(0, maxBytes - length);
    parts.push(part);
    length += part.length;
  }
  const [first] = parts;
  if (first === undefined) return new Uint8Array();
  return parts.length === 1 ? first : Buffer.concat(parts, length);
}
