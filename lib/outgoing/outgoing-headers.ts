import { nullRecord } from '../exchange/null-record.js';
import type { HeaderMap } from '../exchange/exchange.js';

/** Header fields as an HTTP client holds them: names in lower case, what was switched off left out. */
export function headerMap(fields: object | null | undefined): HeaderMap {
  // No prototype: a header may be called `__proto__`.
  const headers: Record<string, string | string[]> = nullRecord();
  for (const [name, value] of Object.entries(fields ?? {})) {
    // What axios does not send: null, undefined and false.
    if (value === null || value === undefined || value === false) continue;
    headers[name.toLowerCase()] = Array.isArray(value) ? value.map(String) : String(value);
  }
  return headers;
}

/** The declared length of a body, where it is one. */
export function contentLengthOf(headers: HeaderMap): number | undefined {
  const declared = headers['content-length'];
  return typeof declared === 'string' && /^\d{1,15}$/.test(declared) ? Number(declared) : undefined;
}
