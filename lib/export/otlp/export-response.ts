/** What an OTLP receiver says beside its status. */
export interface ExportResponse {
  readonly rejected: number;
  readonly errorMessage: string;
}

/**
 * Reads an `ExportTraceServiceResponse` or `ExportLogsServiceResponse`, whose shapes are the same: field 1
 * is the partial success, in it field 1 the rejected count and field 2 the message. `undefined` when the
 * bytes are no protobuf message; an empty body is one, and means full success.
 */
export function decodeExportResponse(bytes: Uint8Array): ExportResponse | undefined {
  let rejected = 0;
  let errorMessage = '';
  const isResponse = readFields(bytes, (field, value) => {
    if (field !== PARTIAL_SUCCESS || typeof value === 'number') return true;
    return readFields(value, (inner, innerValue) => {
      if (inner === REJECTED_COUNT && typeof innerValue === 'number') rejected = nonNegative(innerValue);
      if (inner === ERROR_MESSAGE && typeof innerValue !== 'number')
        errorMessage = Buffer.from(innerValue).toString();
      return true;
    });
  });
  return isResponse ? { rejected, errorMessage } : undefined;
}

/**
 * The same in JSON, which some receivers answer with whatever was asked: an object with nothing but a partial
 * success in it. `undefined` for every other text.
 */
export function decodeJsonExportResponse(bytes: Uint8Array): ExportResponse | undefined {
  const response = parseObject(Buffer.from(bytes).toString());
  if (response === undefined) return undefined;
  const { partialSuccess = {}, ...others } = response;
  if (Object.keys(others).length > 0 || typeof partialSuccess !== 'object' || partialSuccess === null)
    return undefined;
  const fields = new Map<string, unknown>(Object.entries(partialSuccess));
  const rejected = fields.get('rejectedSpans') ?? fields.get('rejectedLogRecords') ?? 0;
  const errorMessage = fields.get('errorMessage');
  return {
    // An int64 is a string in JSON (https://protobuf.dev/programming-guides/json/).
    rejected: nonNegative(Number(rejected)),
    errorMessage: typeof errorMessage === 'string' ? errorMessage : '',
  };
}

function parseObject(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : undefined;
  } catch {
    return undefined;
  }
}

const PARTIAL_SUCCESS = 1;
const REJECTED_COUNT = 1;
const ERROR_MESSAGE = 2;

/** Visits the fields of one message: a varint as a number, anything else as its bytes. False: not a message. */
function readFields(
  bytes: Uint8Array,
  visit: (field: number, value: number | Uint8Array) => boolean,
): boolean {
  let at = 0;
  while (at < bytes.length) {
    const tag = readVarint(bytes, at);
    if (tag === undefined || tag.value < 8) return false;
    at = tag.end;
    const field = Math.floor(tag.value / 8);
    const wireType = tag.value % 8;
    if (wireType === 0) {
      const varint = readVarint(bytes, at);
      if (varint === undefined || !visit(field, varint.value)) return false;
      at = varint.end;
      continue;
    }
    const span = readSpan(bytes, at, wireType);
    if (span === undefined || span.end > bytes.length) return false;
    if (!visit(field, bytes.subarray(span.start, span.end))) return false;
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

/** A negative int64 reads as 2^63 or more: no count. */
function nonNegative(int64: number): number {
  return int64 > 0 && int64 < 2 ** 63 ? int64 : 0;
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
