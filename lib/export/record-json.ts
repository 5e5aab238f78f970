import type { ErrorReport } from '../exchange/error-report.js';
import type { RedactedRecord } from '../exchange/redacted-exchange.js';

/** A redacted record as JSON text, in UTF-8: it holds plain data and dates only. */
export function recordToJson(record: RedactedRecord): Uint8Array {
  return Buffer.from(JSON.stringify(record));
}

/** The record again, its dates as dates; `undefined` for what `recordToJson` did not make. */
export function recordFromJson(bytes: Uint8Array): RedactedRecord | undefined {
  try {
    // What was written was a redacted record: the brand is the compiler's only.
    const record = JSON.parse(Buffer.from(bytes).toString()) as RedactedRecord;
    if (record.kind === 'error') return { ...record, error: withDate(record.error) };
    return { ...record, startedAt: new Date(record.startedAt), errors: record.errors.map(withDate) };
  } catch {
    return undefined;
  }
}

function withDate(error: ErrorReport): ErrorReport {
  const { cause, when } = error;
  return { ...error, when: new Date(when), ...(cause && { cause: withDate(cause) }) };
}
