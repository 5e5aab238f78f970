import type { SpanLink } from '../../exchange/exchange.js';
import type { RedactedExchange } from '../../exchange/redacted-exchange.js';

/** By this name, and by nothing else, the receiver knows a captured request (wire-contract section 1, fact 1). */
export const SPAN_NAME = 'monoscope.http';

/** An outgoing call that is no child of its incoming exchange is tied to it by a link (wire-contract section 4). */
export function spanLinks(exchange: RedactedExchange): readonly SpanLink[] {
  const { links, parentExchangeId, parentSpanId, traceId } = exchange;
  if (parentExchangeId === undefined || parentSpanId !== undefined) return links;
  if (links.some((link) => link.spanId === parentExchangeId)) return links;
  return [...links, { traceId, spanId: parentExchangeId }];
}

/**
 * Whether what an exchange hangs on, or is linked to, lies in another process: only a `traceparent` from the wire
 * does, never the span of an instrumentation here, nor what an outgoing call is tied to.
 */
export function hasRemoteParent({ kind, localSpanId }: RedactedExchange): boolean {
  return kind === 'incoming' && localSpanId === undefined;
}

/**
 * A server's fault is 5xx, a client's call failed from 400 up or without an answer. An error that cut an
 * exchange short is one as well; an error reported beside an answer that was given is not.
 */
export function isErrorSpan({ kind, outcome, response, errors }: RedactedExchange): boolean {
  if (outcome === 'failed') return true;
  if (outcome === 'aborted' && errors.length > 0) return true;
  if (response === undefined) return kind === 'outgoing';
  return response.statusCode >= (kind === 'incoming' ? 500 : 400);
}
