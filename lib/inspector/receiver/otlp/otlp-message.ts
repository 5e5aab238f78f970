/** A field of a message: its number in protobuf, its name in JSON (OTLP 1, section "JSON Protobuf Encoding"). */
export interface Field {
  readonly number: number;
  readonly name: string;
}

/** A message of either encoding, read field by field. What is not there reads as nothing, zero or empty. */
export interface OtlpMessage {
  has(field: Field): boolean;
  messages(field: Field): readonly OtlpMessage[];
  text(field: Field): string;
  /** Of a trace or a span: hexadecimal digits in lower case. */
  id(field: Field): string;
  /** A whole number of any width: enums, counts, `int64`. */
  integer(field: Field): bigint;
  double(field: Field): number;
  boolean(field: Field): boolean;
  /** Bytes, in base64. */
  base64(field: Field): string;
}

/** Bytes that are no OTLP request. */
export class MalformedRequest extends Error {}
