/** The input ended inside the token. */
export const INCOMPLETE = -1;
/** The token is not JSON. */
export const INVALID = -2;

/** What {@link byteAt} gives past the end. */
export const END = -1;

/** Reading past the end of a typed array would make every read in the optimised code slower, so we never do. */
export function byteAt(bytes: Uint8Array, at: number): number {
  return at < bytes.length ? (bytes[at] ?? END) : END;
}

/** 1 for the bytes a string may hold as they are: ASCII without controls, quote and backslash. */
const PLAIN = Uint8Array.from({ length: 256 }, (_, byte) =>
  byte >= 0x20 && byte < 0x80 && byte !== 0x22 && byte !== 0x5c ? 1 : 0,
);

/** 1 for the letters that may follow a backslash, `u` aside (RFC 8259 section 7). */
const SIMPLE_ESCAPE = Uint8Array.from({ length: 256 }, (_, byte) =>
  '"\\/bfnrt'.includes(String.fromCharCode(byte)) ? 1 : 0,
);

/**
 * Where the string that opens at `start` ends, after its closing quote; a string is valid UTF-8 (RFC 8259 section 8.1).
 * `view` is on the same bytes.
 */
export function scanString(bytes: Uint8Array, view: DataView, start: number): number {
  let at = start + 1;
  for (;;) {
    at = skipPlain(bytes, view, at);
    const byte = byteAt(bytes, at);
    if (byte === 0x22) return at + 1;
    if (byte === END) return INCOMPLETE;
    if (byte < 0x20) return INVALID;
    at = byte === 0x5c ? scanEscape(bytes, at) : scanCharacter(bytes, at, byte);
    if (at < 0) return at;
  }
}

/** The first offset from `start` on that holds no JSON white space (RFC 8259 section 2). */
export function skipBlanks(bytes: Uint8Array, start: number): number {
  let at = start;
  for (
    let byte = byteAt(bytes, at);
    byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09;
    byte = byteAt(bytes, at)
  )
    at += 1;
  return at;
}

/** Where the number, `true`, `false` or `null` at `start` ends. */
export function scanScalar(bytes: Uint8Array, start: number, first: number): number {
  return first === 0x2d || (first >= 0x30 && first <= 0x39)
    ? scanNumber(bytes, start)
    : scanConstant(bytes, start);
}

/** The first byte that is not plain. Four bytes at a time: strings are most of a body, and this is most of the scan. */
function skipPlain(bytes: Uint8Array, view: DataView, start: number): number {
  let at = start;
  for (const lastWord = bytes.length - 4; at <= lastWord; at += 4) {
    const word = view.getInt32(at, true);
    // Sets the high bit of bytes outside ASCII, and by underflow that of controls, quotes and backslashes. Borrowing only
    // spoils bytes after the first one found.
    const found =
      (word | (word - 0x20202020) | ((word ^ 0x22222222) - 0x01010101) | ((word ^ 0x5c5c5c5c) - 0x01010101)) &
      0x80808080;
    if (found !== 0) return at + ((31 - Math.clz32(found & -found)) >> 3);
  }
  while (at < bytes.length && PLAIN[bytes[at] ?? 0] === 1) at += 1;
  return at;
}

/** Where the number that starts at `start` ends (RFC 8259 section 6); at the end of input it may not be whole. */
function scanNumber(bytes: Uint8Array, start: number): number {
  let at = byteAt(bytes, start) === 0x2d ? start + 1 : start;
  const integer = at;
  at = scanDigits(bytes, at);
  if (at > integer + 1 && byteAt(bytes, integer) === 0x30) return INVALID;
  if (at >= 0 && byteAt(bytes, at) === 0x2e) at = scanDigits(bytes, at + 1);
  if (at >= 0 && (byteAt(bytes, at) === 0x65 || byteAt(bytes, at) === 0x45)) {
    at += byteAt(bytes, at + 1) === 0x2b || byteAt(bytes, at + 1) === 0x2d ? 2 : 1;
    at = scanDigits(bytes, at);
  }
  return at < 0 || isDelimiter(byteAt(bytes, at)) ? at : INVALID;
}

/** Where `true`, `false` or `null` at `start` ends. */
function scanConstant(bytes: Uint8Array, start: number): number {
  const word = CONSTANTS.get(byteAt(bytes, start));
  if (word === undefined) return INVALID;
  for (let offset = 0; offset < word.length; offset += 1) {
    const byte = byteAt(bytes, start + offset);
    if (byte !== word[offset]) return byte === END ? INCOMPLETE : INVALID;
  }
  return isDelimiter(byteAt(bytes, start + word.length)) ? start + word.length : INVALID;
}

const CONSTANTS: ReadonlyMap<number, Uint8Array> = new Map(
  ['true', 'false', 'null'].map((word) => [word.charCodeAt(0), new TextEncoder().encode(word)]),
);

function scanDigits(bytes: Uint8Array, start: number): number {
  let at = start;
  for (let byte = byteAt(bytes, at); byte >= 0x30 && byte <= 0x39; byte = byteAt(bytes, at)) at += 1;
  if (at > start) return at;
  return byteAt(bytes, at) === END ? INCOMPLETE : INVALID;
}

/** Whether a number or constant may end before `byte`; refusing here keeps half of a damaged one from being emitted. */
function isDelimiter(byte: number): boolean {
  if (byte === END || byte === 0x2c || byte === 0x7d || byte === 0x5d) return true;
  return byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09;
}

function scanEscape(bytes: Uint8Array, start: number): number {
  const letter = byteAt(bytes, start + 1);
  if (letter === END) return INCOMPLETE;
  if (SIMPLE_ESCAPE[letter] === 1) return start + 2;
  if (letter !== 0x75) return INVALID;
  for (let at = start + 2; at < start + 6; at += 1) {
    const byte = byteAt(bytes, at);
    if (byte === END) return INCOMPLETE;
    if (!isHexadecimal(byte)) return INVALID;
  }
  return start + 6;
}

function isHexadecimal(byte: number): boolean {
  return (byte >= 0x30 && byte <= 0x39) || (byte >= 0x41 && byte <= 0x46) || (byte >= 0x61 && byte <= 0x66);
}

/** One character outside ASCII, by the table of well-formed sequences of RFC 3629 section 4. */
function scanCharacter(bytes: Uint8Array, start: number, lead: number): number {
  const length = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
  if (lead < 0xc2 || lead > 0xf4) return INVALID;
  for (let offset = 1; offset < length; offset += 1) {
    const byte = byteAt(bytes, start + offset);
    if (byte === END) return INCOMPLETE;
    if (byte < 0x80 || byte > 0xbf) return INVALID;
    if (offset === 1 && !isSecondByte(lead, byte)) return INVALID;
  }
  return start + length;
}

/** Refuses overlong forms, surrogates and what lies above U+10FFFF. */
function isSecondByte(lead: number, byte: number): boolean {
  if (lead === 0xe0) return byte >= 0xa0;
  if (lead === 0xed) return byte <= 0x9f;
  if (lead === 0xf0) return byte >= 0x90;
  return lead !== 0xf4 || byte <= 0x8f;
}
