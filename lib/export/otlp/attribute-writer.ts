import type { AttributeValue } from '../../exchange/attribute-value.js';
import type { AttributeKey } from './attribute-key.js';
import { isAttributeValue, type AttributeSink } from './attribute-sink.js';
import { lengthDelimitedLength, type ProtoWriter } from './proto-writer.js';

const VALUE = 2;
/** The members of `AnyValue` (opentelemetry-proto, common/v1/common.proto). */
const STRING_VALUE = 1;
const BOOL_VALUE = 2;
const INT_VALUE = 3;
const DOUBLE_VALUE = 4;
const ARRAY_VALUE = 5;
const ARRAY_VALUES = 1;

/** Moving this much costs less than computing its length first. */
const MAX_MOVED_CHARS = 1_024;

/** Writes `KeyValue` messages under one field number of the enclosing message. */
export class AttributeWriter implements AttributeSink {
  readonly #writer: ProtoWriter;
  readonly #field: number;

  constructor(writer: ProtoWriter, field: number) {
    this.#writer = writer;
    this.#field = field;
  }

  write(key: AttributeKey, value: AttributeValue | undefined): void {
    if (value === undefined) return;
    const writer = this.#writer;
    if (typeof value === 'string') {
      const isShort = writer.shortTextWithin(this.#field, key.encoded, VALUE, STRING_VALUE, value);
      if (isShort) return;
      if (value.length > MAX_MOVED_CHARS) return this.#longString(key, value);
    }
    if (!isAttributeValue(value)) return;
    const attribute = writer.begin(this.#field);
    writer.raw(key.encoded);
    const any = writer.begin(VALUE);
    if (typeof value === 'string') writer.string(STRING_VALUE, value);
    else if (typeof value === 'boolean') writer.uint(BOOL_VALUE, value ? 1 : 0);
    else if (typeof value === 'number') writeNumber(writer, value);
    else writeStrings(writer, value);
    writer.end(any);
    writer.end(attribute);
  }

  /** A body perhaps: its lengths are computed first, so that nothing has to be moved to make room for them. */
  #longString(key: AttributeKey, value: string): void {
    const writer = this.#writer;
    const anyLength = lengthDelimitedLength(Buffer.byteLength(value));
    writer.header(this.#field, key.encoded.byteLength + lengthDelimitedLength(anyLength));
    writer.raw(key.encoded);
    writer.header(VALUE, anyLength);
    writer.string(STRING_VALUE, value);
  }
}

function writeNumber(writer: ProtoWriter, value: number): void {
  if (Number.isSafeInteger(value)) writer.int(INT_VALUE, value);
  else writer.double(DOUBLE_VALUE, value);
}

function writeStrings(writer: ProtoWriter, values: readonly string[]): void {
  const array = writer.begin(ARRAY_VALUE);
  for (const value of values) {
    const item = writer.begin(ARRAY_VALUES);
    writer.string(STRING_VALUE, value);
    writer.end(item);
  }
  writer.end(array);
}
