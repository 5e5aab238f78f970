import zlib from 'node:zlib';
import { withSmallWindow } from './brotli-window.js';

export interface DecodedContent {
  readonly bytes: Uint8Array;
  /** Whether bytes are missing at the end: the input was cut, or the output would be over the limit. */
  readonly truncated: boolean;
}

interface DecodeOptions {
  readonly truncated: boolean;
  readonly maxOutputBytes: number;
}

interface InflateOptions {
  readonly maxOutputLength: number;
  readonly finishFlush?: number;
}

type Inflate = (bytes: Uint8Array, options: InflateOptions) => Uint8Array;

interface Decoder {
  readonly inflate: Inflate;
  /** The flush that yields what a cut input holds, instead of an error. */
  readonly prefixFlush: number;
}

/**
 * Undoes a Content-Encoding, never producing more than `maxOutputBytes`; undefined when it is unknown,
 * applied more than once, or not what the bytes are.
 */
export function decodeContent(
  bytes: Uint8Array,
  contentEncoding: string | undefined,
  { truncated, maxOutputBytes }: DecodeOptions,
): DecodedContent | undefined {
  if (contentEncoding === undefined) return { bytes, truncated };
  const encodings = contentEncoding
    .toLowerCase()
    .split(',')
    .map((encoding) => encoding.trim())
    .filter((encoding) => encoding !== '' && encoding !== 'identity');
  const [encoding] = encodings;
  if (encoding === undefined) return { bytes, truncated };
  const decoder = encodings.length === 1 ? decoderOf(encoding) : undefined;
  if (decoder === undefined) return undefined;
  const whole = truncated
    ? undefined
    : attempt(() => decoder.inflate(bytes, { maxOutputLength: maxOutputBytes }));
  if (whole?.bytes !== undefined) return { bytes: whole.bytes, truncated: false };
  const exceeds = whole?.error === TOO_LARGE ? bytes.length : bytes.length + 1;
  const prefix = inflatePrefix(bytes, decoder, { maxOutputBytes, exceeds });
  return prefix && { bytes: prefix, truncated: true };
}

/** Seven halvings are a ratio of a hundred to one; the others come nearer to the limit. */
const MAX_ATTEMPTS = 14;
const GOOD_ENOUGH = 0.75;
/** What inflates to more than this is a bomb, and there is nothing to be seen in it. */
const MAX_RATIO = 128;
const TOO_LARGE = 'ERR_BUFFER_TOO_LARGE';

/**
 * The longest output within the limit that a bounded number of attempts finds. zlib gives nothing at all once
 * the limit is passed, so the input is cut instead; each attempt costs at most the limit.
 */
function inflatePrefix(
  bytes: Uint8Array,
  decoder: Decoder,
  limits: { readonly maxOutputBytes: number; readonly exceeds: number },
): Uint8Array | undefined {
  const { maxOutputBytes } = limits;
  let best: Uint8Array | undefined;
  let fits = 0;
  let { exceeds } = limits;
  let length = exceeds > bytes.length ? bytes.length : Math.floor(exceeds / 2);
  for (let attempts = 0; attempts < MAX_ATTEMPTS && length > fits; attempts += 1) {
    const input = bytes.subarray(0, length);
    const options = { maxOutputLength: maxOutputBytes, finishFlush: decoder.prefixFlush };
    const result = attempt(() => decoder.inflate(input, options));
    if (result.error !== undefined && result.error !== TOO_LARGE) return undefined;
    if (result.bytes === undefined) {
      exceeds = length;
      if (length * MAX_RATIO < maxOutputBytes) return best;
    } else {
      best = result.bytes;
      fits = length;
      if (length === bytes.length || best.length >= maxOutputBytes * GOOD_ENOUGH) return best;
    }
    length = Math.floor((fits + exceeds) / 2);
  }
  return best;
}

function decoderOf(encoding: string): Decoder | undefined {
  const { Z_SYNC_FLUSH, BROTLI_OPERATION_FLUSH } = zlib.constants;
  switch (encoding) {
    case 'gzip':
    case 'x-gzip':
      return { inflate: zlib.gunzipSync, prefixFlush: Z_SYNC_FLUSH };
    case 'deflate':
      return { inflate: inflateEither, prefixFlush: Z_SYNC_FLUSH };
    case 'br':
      return { inflate: inflateBrotli, prefixFlush: BROTLI_OPERATION_FLUSH };
    case 'zstd':
      return zstdDecoder();
    default:
      return undefined;
  }
}

function inflateBrotli(bytes: Uint8Array, options: InflateOptions): Uint8Array {
  return zlib.brotliDecompressSync(withSmallWindow(bytes, options.maxOutputLength), options);
}

/** `deflate` means the zlib format (RFC 9110 section 8.4.1.2), but some senders leave its header out. */
function inflateEither(bytes: Uint8Array, options: InflateOptions): Uint8Array {
  const [first = 0] = bytes;
  return (first & 0x0f) === 8 ? zlib.inflateSync(bytes, options) : zlib.inflateRawSync(bytes, options);
}

/** Node has zstd since 22.15; there is nothing to import before. */
function zstdDecoder(): Decoder | undefined {
  const decompress: unknown = Reflect.get(zlib, 'zstdDecompressSync');
  const flush: unknown = Reflect.get(zlib.constants, 'ZSTD_e_flush');
  if (typeof decompress !== 'function' || typeof flush !== 'number') return undefined;
  const inflate: Inflate = (bytes, options) => {
    const output: unknown = Reflect.apply(decompress, zlib, [bytes, options]);
    if (output instanceof Uint8Array) return output;
    throw new TypeError('zstdDecompressSync returned no bytes');
  };
  return { inflate, prefixFlush: flush };
}

interface Attempt {
  readonly bytes?: Uint8Array;
  /** zlib's error code. */
  readonly error?: string;
}

function attempt(inflate: () => Uint8Array): Attempt {
  try {
    return { bytes: inflate() };
  } catch (error) {
    return { error: error instanceof Error && 'code' in error ? String(error.code) : 'unknown' };
  }
}
