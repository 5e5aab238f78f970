import type { RedactedExchange } from '../exchange/redacted-exchange.js';
import { SDK_NAME } from '../export/otlp/resource.js';
import { hasRemoteParent, SPAN_NAME } from '../export/otlp/span-facts.js';
import { SDK_VERSION } from '../version.js';
import type { BridgedResource, BridgedScope, BridgedSpan } from './bridged-span.js';
import { spanContextOf, spanParts } from './span-parts.js';

/** One for all spans: exporters group by it. */
const SCOPE: BridgedScope = Object.freeze({ name: SDK_NAME, version: SDK_VERSION });

/**
 * An exchange as a finished span, with the ids that it went by on the wire.
 *
 * @throws RangeError for a date that is none
 */
export function bridgeSpan(exchange: RedactedExchange, resource: BridgedResource): BridgedSpan {
  const { traceId, spanId, parentSpanId } = exchange;
  const context = spanContextOf({ traceId, spanId }, false);
  return {
    name: SPAN_NAME,
    ...spanParts(exchange),
    spanContext: () => context,
    ...(parentSpanId !== undefined && {
      parentSpanContext: spanContextOf({ traceId, spanId: parentSpanId }, hasRemoteParent(exchange)),
      parentSpanId,
    }),
    ended: true,
    resource,
    instrumentationScope: SCOPE,
    instrumentationLibrary: SCOPE,
    droppedAttributesCount: 0,
    droppedEventsCount: 0,
    droppedLinksCount: 0,
  };
}
