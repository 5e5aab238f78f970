import type { Json } from './inspector-api.js';

/** What a value is once it went through JSON. */
export function toJson<T>(value: T): Json<T> {
  // The type says what the text says: dates are texts, and what JSON does not know is not there.
  return JSON.parse(JSON.stringify(value)) as Json<T>;
}
