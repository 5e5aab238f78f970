import { readFields } from './proto-reader.js';

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

/** A negative int64 reads as 2^63 or more: no count. */
function nonNegative(int64: number): number {
  return int64 > 0 && int64 < 2 ** 63 ? int64 : 0;
}
