const QUOTE = 0x22;

/** Whether the range is a JSON string, closed, whose bytes are ASCII and stand for themselves. */
export function isPlainString(bytes: Uint8Array, start: number, end: number): boolean {
  if (end - start < 2 || bytes[start] !== QUOTE || bytes[end - 1] !== QUOTE) return false;
  for (let at = start + 1; at < end - 1; at += 1) {
    const byte = bytes[at] ?? QUOTE;
    if (byte === QUOTE || byte === 0x5c || byte >= 0x80) return false;
  }
  return true;
}

/** Whether the range holds nothing but a number; one cut by what is no JSON is not one. */
export function isNumber(bytes: Uint8Array, start: number, end: number): boolean {
  for (let at = start; at < end; at += 1) {
    const byte = bytes[at] ?? QUOTE;
    const isDigit = byte >= 0x30 && byte <= 0x39;
    const isSign = byte === 0x2d || byte === 0x2b;
    const isRest = byte === 0x2e || (byte | 0x20) === 0x65;
    if (!isDigit && !isSign && !(isRest && at > start)) return false;
  }
  return start < end;
}
