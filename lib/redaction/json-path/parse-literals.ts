import type { PathReader } from './path-reader.js';

/** A quoted string, RFC 9535 section 2.3.1.1, with the cursor on its opening quote. */
export function parseString(reader: PathReader): string {
  const start = reader.position;
  const quote = reader.peek();
  reader.position += 1;
  let value = '';
  for (;;) {
    if (reader.atEnd) reader.fail('this string is never closed', start);
    if (reader.take(quote)) return value;
    value += reader.peek() === '\\' ? parseEscape(reader, quote) : parseCharacter(reader);
  }
}

/** An index, slice bound or step: an integer in the I-JSON range (section 2.1), without leading zeros. */
export function parseInteger(reader: PathReader): number | undefined {
  const start = reader.position;
  const digits = reader.takeMatch(/-?\d+/y);
  if (digits === '') return undefined;
  if (!/^(?:0|-?[1-9]\d*)$/.test(digits))
    reader.fail(`${digits} is not an integer: no leading zeros, no -0`, start);
  const value = Number(digits);
  if (!Number.isSafeInteger(value)) reader.fail('integers are limited to ±(2^53 - 1)', start);
  return value;
}

/** A number in a filter (section 2.3.5.1), as written: comparing doubles alone would blur large ids. */
export function parseNumber(reader: PathReader): string {
  const start = reader.position;
  const text = reader.takeMatch(/-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y);
  if (text === '') reader.fail('expected a number such as 1, -2.5 or 1e3', start);
  return text;
}

const SIMPLE_ESCAPES: ReadonlyMap<string, string> = new Map([
  ['b', '\b'],
  ['f', '\f'],
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
  ['/', '/'],
  ['\\', '\\'],
]);

function parseEscape(reader: PathReader, quote: string): string {
  const start = reader.position;
  const escaped = reader.peek(1);
  if (escaped === 'u') return parseUnicodeEscape(reader);
  const character = escaped === quote ? quote : SIMPLE_ESCAPES.get(escaped);
  if (character === undefined) reader.fail(`"\\${escaped}" is not an escape sequence of this string`, start);
  reader.position += 2;
  return character;
}

function parseUnicodeEscape(reader: PathReader): string {
  const start = reader.position;
  const escape = reader.takeMatch(
    /\\u(?:[0-9A-CEFa-cef][0-9A-Fa-f]{3}|[Dd][0-7][0-9A-Fa-f]{2}|[Dd][89ABab][0-9A-Fa-f]{2}\\u[Dd][C-Fc-f][0-9A-Fa-f]{2})/y,
  );
  if (escape === '') reader.fail('"\\u" wants four hexadecimal digits, and surrogates only in pairs', start);
  return escape
    .split('\\u')
    .slice(1)
    .map((digits) => String.fromCharCode(Number.parseInt(digits, 16)))
    .join('');
}

function parseCharacter(reader: PathReader): string {
  const start = reader.position;
  const character = reader.takeMatch(/[^\u0000-\u001f\ud800-\udfff]/uy);
  if (character === '')
    reader.fail('control characters and lone surrogates must be escaped or removed', start);
  return character;
}
