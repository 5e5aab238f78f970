/**
 * Decodes strictly: undefined for anything that is not UTF-8. Of a cut text, an unfinished character at the
 * end is left out. A byte order mark is dropped.
 */
export function decodeUtf8(bytes: Uint8Array, extent: 'complete' | 'cut'): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: extent === 'cut' });
  } catch {
    // Not UTF-8: the caller says so, and withholds it.
    return undefined;
  }
}

/** The longest beginning of the text that fits, not ending inside a character. */
export function cutToBytes(text: string, maxBytes: number): string {
  // A code unit becomes at most three bytes.
  if (text.length * 3 <= maxBytes) return text;
  const bytes = Buffer.from(text, 'utf8');
  if (bytes.length <= maxBytes) return text;
  let end = maxBytes;
  while (end > 0 && ((bytes[end] ?? 0) & 0xc0) === 0x80) end -= 1;
  return bytes.toString('utf8', 0, end);
}
