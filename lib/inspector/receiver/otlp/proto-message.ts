import { readFields } from '../../../export/otlp/proto-reader.js';
import { MalformedRequest, type Field, type OtlpMessage } from './otlp-message.js';
import { asBuffer } from '../../../memory/as-buffer.js';

/** A value as it stands in the message: without its tag, and without its length where it has one. */
interface RawValue {
  readonly value: number | Uint8Array;
  /** With the tag. */
  readonly raw: Uint8Array;
}

/** A protobuf message (protobuf.dev, encoding). */
export class ProtoMessage implements OtlpMessage {
  readonly #values = new Map<number, RawValue[]>();

  /** @throws MalformedRequest */
  constructor(bytes: Uint8Array) {
    const isMessage = readFields(bytes, (field, value, start, end) => {
      const values = this.#values.get(field);
      const raw = bytes.subarray(start, end);
      if (values === undefined) this.#values.set(field, [{ value, raw }]);
      else values.push({ value, raw });
      return true;
    });
    if (!isMessage) throw new MalformedRequest('not a protobuf message');
  }

  has({ number }: Field): boolean {
    return this.#values.has(number);
  }

  messages({ number }: Field): readonly ProtoMessage[] {
    return (this.#values.get(number) ?? []).map(({ value }) => {
      if (typeof value === 'number') throw new MalformedRequest('a number in place of a message');
      return new ProtoMessage(value);
    });
  }

  text(field: Field): string {
    return this.#bytes(field).toString('utf8');
  }

  id(field: Field): string {
    return this.#bytes(field).toString('hex');
  }

  integer(field: Field): bigint {
    const last = this.#last(field);
    if (last === undefined) return 0n;
    return typeof last.value === 'number' ? signedVarint(last.raw) : fixed(last.value);
  }

  double(field: Field): number {
    const bytes = this.#bytes(field);
    return bytes.length === 8 ? bytes.readDoubleLE() : 0;
  }

  boolean(field: Field): boolean {
    return this.#last(field)?.value === 1;
  }

  base64(field: Field): string {
    return this.#bytes(field).toString('base64');
  }

  /** Of a field that is given twice, the last one holds. */
  #last({ number }: Field): RawValue | undefined {
    return this.#values.get(number)?.at(-1);
  }

  #bytes(field: Field): Buffer {
    const value = this.#last(field)?.value;
    if (value === undefined || typeof value === 'number') return Buffer.alloc(0);
    return asBuffer(value);
  }
}

/** With all its digits: above 2^53, and so for every negative number, the reader's own number is inexact. */
function signedVarint(raw: Uint8Array): bigint {
  // The tag is a varint too.
  const start = raw.findIndex((byte) => byte < 0x80) + 1;
  let value = 0n;
  for (const [index, byte] of raw.subarray(start).entries())
    value |= BigInt(byte & 0x7f) << BigInt(7 * index);
  return BigInt.asIntN(64, value);
}

function fixed(bytes: Uint8Array): bigint {
  return bytes.reduceRight((value, byte) => (value << 8n) | BigInt(byte), 0n);
}
