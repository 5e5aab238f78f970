const INITIAL_BYTES = 16 * 1024;
/** Room is reserved for the longest tag and length. */
const SLACK_BYTES = 16;
/** A buffer that grew beyond this for one large record is not kept. */
const MAX_KEPT_BYTES = 1024 * 1024;

/** Tag and length of such a string take one byte each. */
const MAX_SHORT_CHARS = 64;

/** How many bytes a varint takes (https://protobuf.dev/programming-guides/encoding/#varints). */
export function varintLength(value: number): number {
  let length = 1;
  for (let rest = value; rest >= 0x80; rest = Math.floor(rest / 0x80)) length += 1;
  return length;
}

/** How many bytes a length-delimited field takes, its tag included; the field number is below 16. */
export function lengthDelimitedLength(contentLength: number): number {
  return 1 + varintLength(contentLength) + contentLength;
}

/**
 * Writes protobuf fields into one growing buffer, which is used again for the next message. Strings come
 * out as well-formed UTF-8: a lone surrogate becomes U+FFFD.
 */
export class ProtoWriter {
  #buffer: Buffer;
  #length = 0;

  /** @param expectedBytes where the length is known before: nothing has to grow then */
  constructor(expectedBytes = INITIAL_BYTES - SLACK_BYTES) {
    this.#buffer = Buffer.allocUnsafeSlow(expectedBytes + SLACK_BYTES);
  }

  /** An unsigned integer up to 2^53 - 1. */
  uint(field: number, value: number): void {
    this.#reserve(12);
    this.#tag(field, WIRE_VARINT);
    this.#varint(value);
  }

  /** A safe integer of either sign, as int64: a negative one is its two's complement, ten bytes. */
  int(field: number, value: number): void {
    if (value >= 0) return this.uint(field, value);
    this.#reserve(12);
    this.#tag(field, WIRE_VARINT);
    let rest = BigInt.asUintN(64, BigInt(value));
    for (; rest >= 0x80n; rest >>= 7n) this.#buffer[this.#length++] = Number(rest & 0x7fn) | 0x80;
    this.#buffer[this.#length++] = Number(rest);
  }

  double(field: number, value: number): void {
    this.#reserve(10);
    this.#tag(field, WIRE_FIXED64);
    this.#length = this.#buffer.writeDoubleLE(value, this.#length);
  }

  fixed64(field: number, value: bigint): void {
    this.#reserve(10);
    this.#tag(field, WIRE_FIXED64);
    this.#length = this.#buffer.writeBigUInt64LE(value, this.#length);
  }

  fixed32(field: number, value: number): void {
    this.#reserve(7);
    this.#tag(field, WIRE_FIXED32);
    this.#length = this.#buffer.writeUInt32LE(value, this.#length);
  }

  string(field: number, value: string): void {
    if (value.length <= MAX_SHORT_CHARS && this.#shortAscii(field, value)) return;
    const byteLength = Buffer.byteLength(value);
    this.#reserve(11 + byteLength);
    this.#tag(field, WIRE_LENGTH_DELIMITED);
    this.#varint(byteLength);
    this.#length += this.#buffer.write(value, this.#length, byteLength, 'utf8');
  }

  /**
   * A message that begins with fields that were encoded before and holds, within a message, a short text of ASCII:
   * `field { start…, outer { inner: text } }`. Most attributes are of that kind.
   *
   * @returns false where the text is another; then nothing is written
   */
  shortTextWithin(field: number, start: Uint8Array, outer: number, inner: number, text: string): boolean {
    const textLength = text.length;
    if (textLength > MAX_SHORT_CHARS) return false;
    const contentLength = start.length + textLength + 4;
    this.#reserve(contentLength + 12);
    const before = this.#length;
    this.#tag(field, WIRE_LENGTH_DELIMITED);
    this.#varint(contentLength);
    const buffer = this.#buffer;
    let at = this.#length;
    buffer.set(start, at);
    at += start.length;
    buffer[at++] = outer * 8 + WIRE_LENGTH_DELIMITED;
    buffer[at++] = textLength + 2;
    buffer[at++] = inner * 8 + WIRE_LENGTH_DELIMITED;
    buffer[at++] = textLength;
    const end = this.#writeAscii(text, at);
    this.#length = end ?? before;
    return end !== undefined;
  }

  bytes(field: number, value: Uint8Array): void {
    this.#reserve(11 + value.byteLength);
    this.#tag(field, WIRE_LENGTH_DELIMITED);
    this.#varint(value.byteLength);
    this.#buffer.set(value, this.#length);
    this.#length += value.byteLength;
  }

  /** An id given as hexadecimal digits. Throws when it is not `byteLength` bytes: a receiver drops such a record. */
  id(field: number, hex: string, byteLength: number): void {
    this.#reserve(11 + byteLength);
    this.#tag(field, WIRE_LENGTH_DELIMITED);
    this.#varint(byteLength);
    const written = hex.length === byteLength * 2 ? this.#buffer.write(hex, this.#length, 'hex') : 0;
    if (written !== byteLength)
      throw new RangeError(`expected an id of ${byteLength * 2} hexadecimal digits`);
    this.#length += byteLength;
  }

  /** Fields that were encoded before. */
  raw(fields: Uint8Array): void {
    this.#reserve(fields.byteLength);
    this.#buffer.set(fields, this.#length);
    this.#length += fields.byteLength;
  }

  /** The tag and the length of a message whose content the caller writes next, exactly that long. */
  header(field: number, contentLength: number): void {
    this.#reserve(11 + contentLength);
    this.#tag(field, WIRE_LENGTH_DELIMITED);
    this.#varint(contentLength);
  }

  /** Starts a message of unknown length: `end` with the returned mark closes it. */
  begin(field: number): number {
    this.#reserve(12);
    this.#tag(field, WIRE_LENGTH_DELIMITED);
    // One byte for the length: enough for most; `end` makes room for more.
    this.#length += 1;
    return this.#length;
  }

  end(mark: number): void {
    const contentLength = this.#length - mark;
    const more = varintLength(contentLength) - 1;
    if (more > 0) {
      this.#reserve(more);
      this.#buffer.copyWithin(mark + more, mark, this.#length);
    }
    this.#length = mark - 1;
    this.#varint(contentLength);
    this.#length += contentLength;
  }

  /** A copy of what was written; the writer is empty again. */
  finish(): Uint8Array {
    const message = Buffer.from(this.#buffer.subarray(0, this.#length));
    this.reset();
    return message;
  }

  /** What was written, not copied: it is the writer's own buffer, good until the writer is used again. */
  take(): Uint8Array {
    return this.#buffer.subarray(0, this.#length);
  }

  reset(): void {
    this.#length = 0;
    if (this.#buffer.length > MAX_KEPT_BYTES) this.#buffer = Buffer.allocUnsafeSlow(INITIAL_BYTES);
  }

  /** Most strings are short and ASCII: written here, they cost a third of a call into native code. */
  #shortAscii(field: number, value: string): boolean {
    this.#reserve(12 + value.length);
    const buffer = this.#buffer;
    const start = this.#length;
    const end = this.#writeAscii(value, start + 2);
    if (end === undefined) return false;
    buffer[start] = field * 8 + WIRE_LENGTH_DELIMITED;
    buffer[start + 1] = value.length;
    this.#length = end;
    return true;
  }

  /** @returns where the text ends, for which there is room; undefined where it is not ASCII */
  #writeAscii(text: string, start: number): number | undefined {
    const buffer = this.#buffer;
    for (let index = 0; index < text.length; index += 1) {
      const code = text.charCodeAt(index);
      if (code >= 0x80) return undefined;
      buffer[start + index] = code;
    }
    return start + text.length;
  }

  #tag(field: number, wireType: number): void {
    this.#varint(field * 8 + wireType);
  }

  #varint(value: number): void {
    let rest = value;
    for (; rest >= 0x80; rest = Math.floor(rest / 0x80)) this.#buffer[this.#length++] = (rest % 0x80) | 0x80;
    this.#buffer[this.#length++] = rest;
  }

  #reserve(byteLength: number): void {
    const needed = this.#length + byteLength;
    if (needed <= this.#buffer.length) return;
    const grown = Buffer.allocUnsafeSlow(Math.max(needed, this.#buffer.length * 2));
    this.#buffer.copy(grown, 0, 0, this.#length);
    this.#buffer = grown;
  }
}

const WIRE_VARINT = 0;
const WIRE_FIXED64 = 1;
const WIRE_LENGTH_DELIMITED = 2;
const WIRE_FIXED32 = 5;
