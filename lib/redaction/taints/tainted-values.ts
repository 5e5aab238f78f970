import { CLIENT_REDACTED } from '../../exchange/redacted-exchange.js';
import { asciiText } from '../json-path/decode-string.js';
import { isNumber, isPlainString } from '../plain-scalars.js';
import { mayHoldAny, type TaintedNeedles } from './tainted-needles.js';
import { spellingsOf, startOf } from './tainted-spellings.js';
import { asBuffer } from '../../memory/as-buffer.js';

const MIN_CHARS = 5;
const MAX_VALUES = 64;
const MAX_VALUE_CHARS = 4096;
/** Of all values together. */
const MAX_CHARS = 32_768;
/** Of a redacted JSON subtree, this much is read for its scalars. */
const MAX_SUBTREE_CHARS = 16_384;
/** Long enough, and yet no secrets. */
const WORDS_OF_NO_SECRET: ReadonlySet<string> = new Set(['false', 'undefined']);
const PLAIN_STRING = /^"[^"\\]*"$/;
const SCALAR = /"((?:[^"\\]|\\.)*)"(\s*:)?|-?\d[\d.eE+-]*/g;
/** A PIN or the like: too short to be looked for everywhere. */
const SHORT_NUMBER = /^\d{3,4}$/;
/** Standing alone: not as part of a number, a version, or a position in a file. */
const LONE_SHORT_NUMBER = /(?<![\w.:-])\d{3,4}(?![\w:-]|\.\d)/g;

export interface UntaintedText {
  readonly text: string;
  readonly replacements: number;
}

/**
 * The values that rules redacted in one exchange. What was secret in the body is secret in an error message
 * too: the same value is masked wherever it turns up again in messages, stacks and the URL.
 */
export class TaintedValues {
  // Made when first needed: in most exchanges nothing is redacted.
  #values: TaintedNeedles | undefined;
  #shortNumbers: Set<string> | undefined;
  #chars = 0;
  /** Longest first, so that a value that contains another goes whole. Undefined after an addition. */
  #spellings: readonly string[] | undefined;

  add(value: string): void {
    if (value.length < MIN_CHARS) {
      if (SHORT_NUMBER.test(value)) this.#addShortNumber(value);
      return;
    }
    const values = (this.#values ??= new Map());
    if (value.length > MAX_VALUE_CHARS || this.#isFull || values.has(value)) return;
    // A piece of the marker would be found again in every marker that was set.
    if (WORDS_OF_NO_SECRET.has(value) || CLIENT_REDACTED.includes(value)) return;
    values.set(value, undefined);
    this.#chars += value.length;
    this.#spellings = undefined;
  }

  /** Whether no text can hold any of them. */
  get isEmpty(): boolean {
    return this.#values === undefined || this.#values.size === 0;
  }

  get #isFull(): boolean {
    return this.#chars >= MAX_CHARS || (this.#values?.size ?? 0) >= MAX_VALUES;
  }

  #addShortNumber(digits: string): void {
    const numbers = (this.#shortNumbers ??= new Set());
    if (numbers.size < MAX_VALUES) numbers.add(digits);
  }

  /** Adds the strings and numbers, not the member names, in a slice of JSON; the slice may be cut. */
  addJson(json: string): void {
    for (const [scalar, string, colon] of json.slice(0, MAX_SUBTREE_CHARS).matchAll(SCALAR)) {
      if (this.#isFull) return;
      if (string === undefined) this.#addNumber(scalar);
      else if (colon === undefined) this.add(unescapeJson(scalar));
    }
  }

  /** As it was sent, and as the app writes what it read. */
  #addNumber(digits: string): void {
    this.add(digits);
    const read = Number(digits);
    if (Number.isFinite(read)) this.add(String(read));
  }

  /** As {@link addJson}, for a range of the bytes that were scanned. */
  addJsonBytes(bytes: Uint8Array, start: number, end: number): void {
    if (this.#isFull) return;
    // Most are one string or number of ASCII, and looking for scalars in it would be a fifth of the whole scan.
    if (isPlainString(bytes, start, end)) return this.add(asciiText(bytes, start + 1, end - 1));
    if (isNumber(bytes, start, end)) return this.#addNumber(asciiText(bytes, start, end));
    const json = asBuffer(bytes).toString('utf8', start, Math.min(end, start + MAX_SUBTREE_CHARS));
    if (PLAIN_STRING.test(json)) this.add(json.slice(1, -1));
    else this.addJson(json);
  }

  /** Masks the values in all their spellings. */
  mask(text: string): UntaintedText {
    const values = this.#values;
    if (values === undefined || !mayHoldAny(text, values)) return { text, replacements: 0 };
    this.#spellings ??= spellingsOf(values.keys());
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

  /** As {@link mask}, for prose, which quotes a value in part, and short numbers too. */
  maskQuotes(text: string): UntaintedText {
    const whole = this.mask(text);
    let { text: masked, replacements } = whole;
    for (const value of this.#values?.keys() ?? []) {
      const start = startOf(value);
      if (start === undefined || !masked.includes(start)) continue;
      const [before = '', ...after] = masked.split(start);
      replacements += after.length;
      masked = [before, ...after.map((rest) => withoutContinuation(rest, value.slice(start.length)))].join(
        CLIENT_REDACTED,
      );
    }
    const numbers = this.#shortNumbers;
    if (numbers === undefined) return { text: masked, replacements };
    masked = masked.replace(LONE_SHORT_NUMBER, (number) => {
      if (!numbers.has(number)) return number;
      replacements += 1;
      return CLIENT_REDACTED;
    });
    return { text: masked, replacements };
  }
}

function withoutContinuation(text: string, continuation: string): string {
  let length = 0;
  while (length < continuation.length && text[length] === continuation[length]) length += 1;
  return text.slice(length);
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
