/** Told of one field: a varint as a number, anything else as its bytes. False: this is not the message looked for. */
export type FieldVisitor = (
  field: number,
  value: number | Uint8Array,
  /** Where the field begins, with its tag, and where the next one does. */
  start: number,
  end: number,
) => boolean;

/**
 * Visits the fields of one protobuf message, in order. False when the bytes are no message, or a visitor said
 * so; what was visited before counts for nothing then. Never throws, and never reads beyond the bytes.
 */
export function readFields(bytes: Uint8Array, visit: FieldVisitor): boolean {
  let at = 0;
  while (at < bytes.length) {
    const start = at;
    const tag = readVarint(bytes, at);
    if (tag === undefined || tag.value < 8) return false;
    at = tag.end;
    const field = Math.floor(tag.value / 8);
    const wireType = tag.value % 8;
    if (wireType === 0) {
      const varint = readVarint(bytes, at);
      if (varint === undefined || !visit(field, varint.value, start, varint.end)) return false;
      at = varint.end;
      continue;
    }
    const span = readSpan(bytes, at, wireType);
    if (span === undefined || span.end > bytes.length) return false;
    if (!visit(field, bytes.subarray(span.start, span.end), start, span.end)) return false;
    at = span.end;
  }
  return true;
}

/** Where the bytes of a value lie that is not a varint. Groups (3, 4) are obsolete and not read. */
function readSpan(
  bytes: Uint8Array,
  at: number,
  wireType: number,
): { start: number; end: number } | undefined {
  if (wireType === 1) return { start: at, end: at + 8 };
  if (wireType === 5) return { start: at, end: at + 4 };
  if (wireType !== 2) return undefined;
  const length = readVarint(bytes, at);
  return length === undefined ? undefined : { start: length.end, end: length.end + length.value };
}

/** Above 2^53 inexact, which no length and no sane count reaches. At most 10 bytes, as the format has it. */
function readVarint(bytes: Uint8Array, at: number): { value: number; end: number } | undefined {
  let value = 0;
  for (let index = 0; index < 10; index += 1) {
    const byte = bytes[at + index];
    if (byte === undefined) return undefined;
    value += (byte & 0x7f) * 2 ** (7 * index);
    if (byte < 0x80) return { value, end: at + index + 1 };
  }
  return undefined;
}
