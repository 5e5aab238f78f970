const UTF8: ReadonlySet<string> = new Set(['utf-8', 'utf8', 'us-ascii', 'ascii']);
/** What the web calls latin1 is windows-1252 (WHATWG Encoding, section 4.2). */
const LATIN1: ReadonlySet<string> = new Set(['iso-8859-1', 'iso8859-1', 'latin1', 'windows-1252', 'cp1252']);

/** The bytes as UTF-8; undefined for a charset that cannot be scanned. */
export function toUtf8(bytes: Uint8Array, charset: string | undefined): Uint8Array | undefined {
  if (charset === undefined || charset === '' || UTF8.has(charset)) return bytes;
  return LATIN1.has(charset) ? Buffer.from(new TextDecoder('windows-1252').decode(bytes), 'utf8') : undefined;
}
