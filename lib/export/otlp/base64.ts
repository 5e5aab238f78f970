/** Used again for each text: a body's worth of bytes a record would be garbage that the collector hardly sees. */
let scratch = Buffer.allocUnsafeSlow(64 * 1024);
/** What one large text made it grow to is not kept. */
const MAX_KEPT_BYTES = 1024 * 1024;

/**
 * Base64 of the UTF-8 of a text and its end (RFC 4648, section 4). Joined as texts, an end with one character beyond
 * Latin-1 would make the whole text twice as wide, and slow to copy.
 */
export function base64Of(text: string, end = ''): string {
  // A code unit becomes three bytes at most.
  const mostBytes = (text.length + end.length) * 3;
  if (mostBytes > MAX_KEPT_BYTES) return Buffer.from(text + end).toString('base64');
  if (mostBytes > scratch.byteLength) scratch = Buffer.allocUnsafeSlow(MAX_KEPT_BYTES);
  const textBytes = scratch.write(text);
  return scratch.toString('base64', 0, textBytes + scratch.write(end, textBytes));
}
