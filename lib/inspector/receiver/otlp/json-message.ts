import { MalformedRequest, type Field, type OtlpMessage } from './otlp-message.js';

/** A message as JSON, read leniently: numbers may be texts, ids and texts are taken as they are. */
export class JsonMessage implements OtlpMessage {
  readonly #members: Readonly<Record<string, unknown>>;

  private constructor(members: object) {
    // Only own members are asked for, by the names of fields.
    this.#members = { ...members };
  }

  /** @throws MalformedRequest */
  static parse(text: string): JsonMessage {
    try {
      return JsonMessage.of(JSON.parse(text));
    } catch {
      throw new MalformedRequest('not JSON');
    }
  }

  /** @throws MalformedRequest */
  static of(value: unknown): JsonMessage {
    if (typeof value !== 'object' || value === null || Array.isArray(value))
      throw new MalformedRequest('something else in place of a JSON object');
    return new JsonMessage(value);
  }

  has(field: Field): boolean {
    return this.#value(field) !== undefined;
  }

  messages(field: Field): readonly JsonMessage[] {
    const value = this.#value(field);
    if (value === undefined) return [];
    return Array.isArray(value) ? value.map((each) => JsonMessage.of(each)) : [JsonMessage.of(value)];
  }

  text(field: Field): string {
    const value = this.#value(field);
    return typeof value === 'string' ? value : '';
  }

  id(field: Field): string {
    return this.text(field).toLowerCase();
  }

  integer(field: Field): bigint {
    const text = String(this.#value(field) ?? 0);
    return /^-?\d{1,20}$/.test(text) ? BigInt(text) : 0n;
  }

  double(field: Field): number {
    return Number(this.#value(field) ?? 0);
  }

  boolean(field: Field): boolean {
    return this.#value(field) === true;
  }

  base64(field: Field): string {
    return this.text(field);
  }

  /** JSON's null means the same as nothing (protobuf, JSON mapping). */
  #value({ name }: Field): unknown {
    return this.#members[name] ?? undefined;
  }
}
