/** Used again for each text: a body's worth of bytes a record would be garbage that the collector hardly sees. */
let scratch = Buffer.allocUnsafeSlow(64 * 1024);
/** What one large text made it grow to is not kept. */
const MAX_KEPT_BYTES = 1024 * 1024;

/** Base64 of the text's UTF-8 (RFC 4648, section 4). */
export function base64Of(text: string): string {
  // A code unit becomes three bytes at most.
  const mostBytes = text.length * 3;
  if (mostBytes > MAX_KEPT_BYTES) return Buffer.from(text).toString('base64');
  if (mostBytes > scratch.byteLength) scratch = Buffer.allocUnsafeSlow(MAX_KEPT_BYTES);
  return scratch.toString('base64', 0, scratch.write(text));
}
