import { inspect } from 'node:util';
import { CLIENT_REDACTED } from '../exchange/redacted-exchange.js';

const MIN_CHARS = 5;
const MAX_VALUES = 64;
const MAX_VALUE_CHARS = 4096;
/** Of a redacted JSON subtree, this much is read for its scalars. */
const MAX_SUBTREE_CHARS = 16_384;
/** Long enough, and yet no secrets. */
const WORDS_OF_NO_SECRET: ReadonlySet<string> = new Set(['false', 'undefined']);
const SCALAR = /"((?:[^"\\]|\\.)*)"(\s*:)?|-?\d[\d.eE+-]*/g;

export interface UntaintedText {
  readonly text: string;
  readonly replacements: number;
}

/**
 * The values that rules redacted in one exchange. What was secret in the body is secret in an error message
 * too: the same value is masked wherever it turns up again in messages, stacks and the URL.
 */
export class TaintedValues {
  readonly #values = new Set<string>();
  /** Longest first, so that a value that contains another goes whole. Undefined after an addition. */
  #spellings: readonly string[] | undefined;

  add(value: string): void {
    if (value.length < MIN_CHARS || value.length > MAX_VALUE_CHARS || this.#values.size >= MAX_VALUES) return;
    // A piece of the marker would be found again in every marker that was set.
    if (WORDS_OF_NO_SECRET.has(value) || CLIENT_REDACTED.includes(value)) return;
    this.#values.add(value);
    this.#spellings = undefined;
  }

  /** Adds the strings and numbers, not the member names, in a slice of JSON; the slice may be cut. */
  addJson(json: string): void {
    for (const [scalar, string, colon] of json.slice(0, MAX_SUBTREE_CHARS).matchAll(SCALAR)) {
      if (this.#values.size >= MAX_VALUES) return;
      if (colon === undefined) this.add(string === undefined ? scalar : unescapeJson(scalar));
    }
  }

  /** As {@link addJson}, for a range of the bytes that were scanned. */
  addJsonBytes(bytes: Uint8Array, start: number, end: number): void {
    if (this.#values.size >= MAX_VALUES) return;
    const slice = bytes.subarray(start, Math.min(end, start + MAX_SUBTREE_CHARS));
    this.addJson(Buffer.from(slice.buffer, slice.byteOffset, slice.byteLength).toString('utf8'));
  }

  mask(text: string): UntaintedText {
    if (this.#values.size === 0 || text === '') return { text, replacements: 0 };
    this.#spellings ??= allSpellings(this.#values);
    let masked = text;
    let replacements = 0;
    for (const spelling of this.#spellings) {
      if (!masked.includes(spelling)) continue;
      const pieces = masked.split(spelling);
      replacements += pieces.length - 1;
      masked = pieces.join(CLIENT_REDACTED);
    }
    return { text: masked, replacements };
  }
}

/** As it is, and as JSON, Node's `inspect`, a URL and a form spell it. */
function allSpellings(values: ReadonlySet<string>): readonly string[] {
  const spellings = new Set<string>();
  for (const value of values) {
    const encoded = encodeURIComponent(value.toWellFormed());
    spellings.add(value);
    spellings.add(JSON.stringify(value).slice(1, -1));
    spellings.add(inspect(value).slice(1, -1));
    spellings.add(encoded);
    spellings.add(encoded.replaceAll('%20', '+'));
  }
  return [...spellings].toSorted((left, right) => right.length - left.length);
}

function unescapeJson(quoted: string): string {
  if (!quoted.includes('\\')) return quoted.slice(1, -1);
  try {
    return String(JSON.parse(quoted));
  } catch {
    // Not JSON after all: then its raw spelling is what can turn up elsewhere.
    return quoted.slice(1, -1);
  }
}
