import type { AttributeValue } from '../../exchange/attribute-value.js';
import type { AttributeKey } from './attribute-key.js';

/** Takes attributes one by one. What is listed once can so become protobuf, or an object for others to send. */
export interface AttributeSink {
  /** Takes nothing for `undefined`, nor for what is no attribute value at all, whatever the types say. */
  write(key: AttributeKey, value: AttributeValue | undefined): void;
}

export function isAttributeValue(value: unknown): value is AttributeValue {
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return true;
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}
