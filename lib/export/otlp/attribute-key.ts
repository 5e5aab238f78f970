import { rememberNames } from '../../memory/remember-names.js';
import { ProtoWriter } from './proto-writer.js';

/** The `key` of `KeyValue` (opentelemetry-proto, common/v1/common.proto). */
const KEY = 1;

/** The key of an attribute, encoded once: it comes again with every record. */
export class AttributeKey {
  /** With its tag and length. */
  readonly encoded: Uint8Array;

  constructor(readonly name: string) {
    const writer = new ProtoWriter(name.length * 3);
    writer.string(KEY, name);
    this.encoded = writer.take();
  }
}

/** The key of an attribute that only the app knows. */
export const attributeKey = rememberNames((name) => new AttributeKey(name));

/** Keys that are known, by their names. */
export function attributeKeys<const Name extends string>(
  ...names: readonly Name[]
): Readonly<Record<Name, AttributeKey>> {
  // It has a property for each of the names, and no other.
  return Object.fromEntries(names.map((name) => [name, new AttributeKey(name)])) as Record<
    Name,
    AttributeKey
  >;
}
