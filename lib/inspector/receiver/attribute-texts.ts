import type { AttributeObject } from '../../export/otlp/attribute-record.js';

/** The first of these attributes that is there, as text: conventions changed their names. */
export function textAt(attributes: AttributeObject, ...keys: readonly string[]): string | undefined {
  for (const key of keys) {
    const value = attributes[key];
    if (value !== undefined && value !== '') return String(value);
  }
  return undefined;
}

export function numberAt(attributes: AttributeObject, ...keys: readonly string[]): number | undefined {
  const text = textAt(attributes, ...keys);
  const value = text === undefined ? Number.NaN : Number(text);
  return Number.isFinite(value) ? value : undefined;
}
