/** The smallest window whose code has four bits, like those of all larger ones. */
const MIN_WINDOW_BITS = 18;
const MAX_WINDOW_BITS = 24;

/**
 * The stream with a window no larger than its first `maxOutputBytes` bytes need. A decoder fills its window before it
 * gives anything, so that the limit on its output alone lets a body of 40 bytes keep it busy for 16 MiB. Within that
 * many bytes no distance reaches further back, and the output is the same.
 */
export function withSmallWindow(bytes: Uint8Array, maxOutputBytes: number): Uint8Array {
  const [first] = bytes;
  const declared = windowBits(first);
  if (first === undefined || declared === undefined) return bytes;
  let needed = MIN_WINDOW_BITS;
  while (needed < MAX_WINDOW_BITS && 2 ** needed - 16 < maxOutputBytes) needed += 1;
  if (declared <= needed) return bytes;
  const copy = new Uint8Array(bytes);
  copy[0] = (first & 0xf0) | ((needed - 17) << 1) | 1;
  return copy;
}

/** WBITS (RFC 7932 section 9.1); undefined for windows that are small enough. */
function windowBits(firstByte: number | undefined): number | undefined {
  if (firstByte === undefined || (firstByte & 1) === 0) return undefined;
  const code = (firstByte >> 1) & 7;
  return code === 0 ? undefined : 17 + code;
}
