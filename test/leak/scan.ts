import { brotliDecompressSync, gunzipSync, inflateSync } from 'node:zlib';
import { canariesIn } from './canary.js';

/**
 * The canaries in what left the process, however they were wrapped: text in UTF-8, Latin-1 or UTF-16, compressed,
 * percent-encoded, escaped as JSON or as XML, or base64 of any of these, over and over.
 */
export function scan(leaving: Iterable<Uint8Array | string>): Set<number> {
  const found = new Set<number>();
  const seen = new Set<string>();
  const pieces = [...leaving].flatMap(textsIn);
  for (let piece = pieces.pop(); piece !== undefined; piece = pieces.pop()) {
    if (seen.has(piece)) continue;
    seen.add(piece);
    for (const id of canariesIn(piece)) found.add(id);
    pieces.push(...percentDecoded(piece), ...unescaped(piece));
    for (const run of base64Runs(piece)) {
      if (seen.has(run + BASE64)) continue;
      seen.add(run + BASE64);
      pieces.push(...base64Decoded(run));
    }
  }
  return found;
}

/** Every stretch of text that the bytes may hold, as the `strings` command finds them. */
function textsIn(content: Uint8Array | string): string[] {
  if (typeof content === 'string') return content.split(NO_TEXT).filter(isLongEnough);
  const bytes = Buffer.from(content.buffer, content.byteOffset, content.byteLength);
  const latin1 = bytes.toString('latin1');
  const texts = [latin1, bytes.toString('utf8')];
  // UTF-16 of Latin letters, whichever end comes first, is those letters among NULs.
  if (latin1.includes('\0')) texts.push(latin1.replaceAll('\0', ''));
  return [...texts.flatMap(textsIn), ...inflated(bytes).flatMap(textsIn)];
}

const NO_TEXT = /[\x00-\x1f\x7f\u{FFFD}]+/u;
const MIN_TEXT_LENGTH = 5;

function isLongEnough(text: string): boolean {
  return text.length >= MIN_TEXT_LENGTH;
}

function inflated(bytes: Buffer): Buffer[] {
  return inflatersFor(bytes).flatMap((inflate) => {
    try {
      return [inflate(bytes, { maxOutputLength: MAX_INFLATED_BYTES })];
    } catch {
      // It only looked compressed.
      return [];
    }
  });
}

/** By the magic of RFC 1952 and RFC 1950. Brotli has none: what is long enough and no text is tried. */
function inflatersFor(bytes: Buffer): (typeof gunzipSync)[] {
  const [first = 0, second = 0] = bytes;
  if (first === 0x1f && second === 0x8b) return [gunzipSync];
  if (first === 0x78 && (first * 256 + second) % 31 === 0) return [inflateSync];
  const mayBeBrotli = bytes.length >= MIN_BROTLI_BYTES && bytes.length <= MAX_BROTLI_BYTES && isBinary(bytes);
  return mayBeBrotli ? [brotliDecompressSync] : [];
}

/** No brotli form of a canary with a name is shorter, and no body that is captured longer. */
const MIN_BROTLI_BYTES = 32;
const MAX_BROTLI_BYTES = 16_384;
const MAX_INFLATED_BYTES = 8 * 1024 * 1024;

function isBinary(bytes: Buffer): boolean {
  return bytes.some((byte) => byte < 0x09);
}

function percentDecoded(text: string): string[] {
  if (!/%[0-9a-f]{2}/i.test(text)) return [];
  const latin1 = text
    .replace(/[^\x00-\xff]/g, '?')
    .replace(/%([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return textsIn(Buffer.from(latin1, 'latin1'));
}

/** JSON's `\u0063` and `\"`, JavaScript's `\x63`, XML's `&#99;` and `&#x63;`. */
function unescaped(text: string): string[] {
  if (!/\\|&#/.test(text)) return [];
  const character = (digits: string, radix: number): string =>
    String.fromCharCode(Number.parseInt(digits, radix) % 0x10000);
  const less = text
    .replace(
      /\\(?:u([0-9a-f]{4})|x([0-9a-f]{2})|(["'\\/]))/gi,
      (_, wide?: string, narrow?: string, itself = '') =>
        itself === '' ? character(wide ?? narrow ?? '0', 16) : itself,
    )
    .replace(/&#x([0-9a-f]{1,5});/gi, (_, digits: string) => character(digits, 16))
    .replace(/&#(\d{1,6});/g, (_, digits: string) => character(digits, 10));
  return textsIn(less);
}

function base64Runs(text: string): readonly string[] {
  return text.match(/[A-Za-z0-9+/_-]{8,}/g) ?? [];
}

/** At each of the four alignments: a length byte in front of a run may itself look like base64. */
function base64Decoded(run: string): string[] {
  return [0, 1, 2, 3].flatMap((offset) => textsIn(Buffer.from(run.slice(offset), 'base64')));
}

/** Tells a run that was decoded from a text that was read: no text holds a NUL. */
const BASE64 = '\0';
