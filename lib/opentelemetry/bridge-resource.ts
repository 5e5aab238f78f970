import type { Attributes } from '@opentelemetry/api';
import type { BridgedResource } from './bridged-span.js';

/** A resource that is known from the start. Exporters group spans by the object, so all spans share one. */
export function bridgeResource(attributes: Attributes): BridgedResource {
  return {
    attributes,
    asyncAttributesPending: false,
    waitForAsyncAttributes: () => Promise.resolve(),
    merge: (other) => bridgeResource({ ...attributes, ...other?.attributes }),
    getRawAttributes: () => Object.entries(attributes),
  };
}
