import type { AttributeValue } from '../../exchange/attribute-value.js';
import type { AttributeKey } from './attribute-key.js';
import { isAttributeValue, type AttributeSink } from './attribute-sink.js';

/** Attributes as OpenTelemetry's packages have them: its arrays may be written to, so these are copies. */
export type AttributeObject = Record<string, string | number | boolean | string[]>;

/** Collects attributes into an object. */
export class AttributeRecord implements AttributeSink {
  readonly attributes: AttributeObject = {};

  write(key: AttributeKey, value: AttributeValue | undefined): void {
    this.set(key.name, value);
  }

  set(name: string, value: AttributeValue | undefined): void {
    if (!isAttributeValue(value)) return;
    // Defined, not assigned: a header may be named `__proto__`.
    Object.defineProperty(this.attributes, name, {
      value: typeof value === 'object' ? [...value] : value,
      enumerable: true,
      configurable: true,
      writable: true,
    });
  }
}
