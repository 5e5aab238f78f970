import { readFields } from './proto-reader.js';
import { lengthDelimitedLength, ProtoWriter } from './proto-writer.js';
import { asBuffer } from '../../memory/as-buffer.js';

/**
 * The same encoded `Span` with a note in place of each body: for one that is too large by itself. All else
 * stays, byte for byte. `undefined` where no body is larger than its note, and where the bytes are no span.
 */
export function shrinkSpan(span: Uint8Array): Uint8Array | undefined {
  const writer = new ProtoWriter();
  /** What lies before this is written already. */
  let writtenUpTo = 0;
  const isSpan = readFields(span, (field, value, start, end) => {
    if (field !== ATTRIBUTES || typeof value === 'number') return true;
    const attribute = readStringAttribute(value);
    if (attribute === undefined) return false;
    const note = noteInsteadOf(attribute);
    if (note === undefined) return true;
    writer.raw(span.subarray(writtenUpTo, start));
    writeStringAttribute(writer, attribute.key, note);
    writtenUpTo = end;
    return true;
  });
  if (!isSpan || writtenUpTo === 0) return undefined;
  writer.raw(span.subarray(writtenUpTo));
  return writer.finish();
}

/** opentelemetry-proto, trace/v1/trace.proto and common/v1/common.proto. */
const ATTRIBUTES = 9;
const KEY = 1;
const VALUE = 2;
const STRING_VALUE = 1;

const BODY_KEYS: ReadonlySet<string> = new Set(['http.request.body', 'http.response.body']);
/** Longer keys are not even decoded. */
const MAX_KEY_BYTES = 'http.response.body'.length;

interface StringAttribute {
  /** Empty where it is certainly not that of a body. */
  readonly key: string;
  /** `undefined` where the value is no string. */
  readonly value: Uint8Array | undefined;
}

/** `undefined`: not an attribute. */
function readStringAttribute(bytes: Uint8Array): StringAttribute | undefined {
  let key = '';
  let value: Uint8Array | undefined;
  const isAttribute = readFields(bytes, (field, content) => {
    if (typeof content === 'number') return true;
    if (field === KEY && content.byteLength <= MAX_KEY_BYTES) key = Buffer.from(content).toString();
    if (field !== VALUE) return true;
    return readFields(content, (member, text) => {
      if (member === STRING_VALUE && typeof text !== 'number') value = text;
      return true;
    });
  });
  return isAttribute ? { key, value } : undefined;
}

/** As `withoutBodies` would have had it; `undefined` where there is no body, or a shorter one. */
function noteInsteadOf({ key, value }: StringAttribute): string | undefined {
  if (value === undefined || !BODY_KEYS.has(key)) return undefined;
  const json = JSON.stringify(`[OMITTED: overload, ${bodyLength(value)} bytes]`);
  const note = Buffer.from(json).toString('base64');
  return note.length < value.byteLength ? note : undefined;
}

/** Four digits of base64 are three bytes: where a mark of `bodyAttribute` may stand, at the end. */
const TAIL_DIGITS = 88;
const LENGTH_MARK = /\[(?:truncated|OMITTED: [a-z-]+), (\d{1,15}) bytes\]"$/;

/** Of the body on the wire where it says so itself; otherwise of what was captured and is left out now. */
function bodyLength(base64: Uint8Array): number {
  const digits = asBuffer(base64);
  const tail = Buffer.from(digits.subarray(-TAIL_DIGITS).toString('latin1'), 'base64').toString();
  const marked = LENGTH_MARK.exec(tail)?.[1];
  return marked === undefined ? Buffer.byteLength(digits.toString('latin1'), 'base64') : Number(marked);
}

function writeStringAttribute(writer: ProtoWriter, key: string, value: string): void {
  const anyLength = lengthDelimitedLength(value.length);
  writer.header(ATTRIBUTES, lengthDelimitedLength(key.length) + lengthDelimitedLength(anyLength));
  writer.string(KEY, key);
  writer.header(VALUE, anyLength);
  writer.string(STRING_VALUE, value);
}
