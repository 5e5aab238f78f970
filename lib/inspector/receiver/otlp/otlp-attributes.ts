import type { AttributeValue } from '../../../exchange/attribute-value.js';
import { AttributeRecord, type AttributeObject } from '../../../export/otlp/attribute-record.js';
import type { Field, OtlpMessage } from './otlp-message.js';

/** The attributes under one field. Of a key that is given twice, the last one holds. */
export function attributesOf(message: OtlpMessage, field: Field): AttributeObject {
  const record = new AttributeRecord();
  for (const attribute of message.messages(field)) {
    const [value] = attribute.messages(KEY_VALUE.value);
    record.set(attribute.text(KEY_VALUE.key), value && attributeValue(value));
  }
  return record.attributes;
}

/** opentelemetry-proto, common/v1/common.proto. */
const KEY_VALUE = { key: { number: 1, name: 'key' }, value: { number: 2, name: 'value' } } as const;
const ANY = {
  string: { number: 1, name: 'stringValue' },
  bool: { number: 2, name: 'boolValue' },
  int: { number: 3, name: 'intValue' },
  double: { number: 4, name: 'doubleValue' },
  array: { number: 5, name: 'arrayValue' },
  keyValues: { number: 6, name: 'kvlistValue' },
  bytes: { number: 7, name: 'bytesValue' },
} as const;
const VALUES = { number: 1, name: 'values' } as const;
/** Arrays in arrays: nobody has more, and a hostile message could. */
const MAX_DEPTH = 8;

/** Arrays of something else than texts become texts, and so do maps, as JSON: here they are only looked at. */
function attributeValue(any: OtlpMessage): AttributeValue | undefined {
  const value = plainValue(any, 0);
  if (Array.isArray(value))
    return value.map((each) => (typeof each === 'string' ? each : JSON.stringify(each)));
  return typeof value === 'object' ? JSON.stringify(value) : value;
}

type PlainValue = string | number | boolean | undefined | PlainValue[] | { [key: string]: PlainValue };

function plainValue(any: OtlpMessage, depth: number): PlainValue {
  if (any.has(ANY.string)) return any.text(ANY.string);
  if (any.has(ANY.bool)) return any.boolean(ANY.bool);
  if (any.has(ANY.int)) return Number(any.integer(ANY.int));
  if (any.has(ANY.double)) return any.double(ANY.double);
  if (any.has(ANY.bytes)) return any.base64(ANY.bytes);
  if (depth >= MAX_DEPTH) return undefined;
  if (any.has(ANY.array)) return valuesIn(any, ANY.array).map((each) => plainValue(each, depth + 1));
  if (any.has(ANY.keyValues)) {
    const entries = valuesIn(any, ANY.keyValues).map((each) => {
      const [value] = each.messages(KEY_VALUE.value);
      return [each.text(KEY_VALUE.key), value && plainValue(value, depth + 1)] as const;
    });
    return Object.fromEntries(entries);
  }
  return undefined;
}

function valuesIn(any: OtlpMessage, field: Field): readonly OtlpMessage[] {
  return any.messages(field).flatMap((list) => list.messages(VALUES));
}
