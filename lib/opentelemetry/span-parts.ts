import {
  SpanKind,
  SpanStatusCode,
  TraceFlags,
  type HrTime,
  type SpanContext,
  type SpanStatus,
} from '@opentelemetry/api';
import type { SpanLink } from '../exchange/exchange.js';
import type { RedactedExchange } from '../exchange/redacted-exchange.js';
import { AttributeRecord, type AttributeObject } from '../export/otlp/attribute-record.js';
import { writeExceptionAttributes } from '../export/otlp/exception-attributes.js';
import { writeSpanAttributes } from '../export/otlp/span-attributes.js';
import { hasRemoteParent, isErrorSpan, spanLinks } from '../export/otlp/span-facts.js';
import { unixNanos, unixNanosAfter } from '../export/otlp/unix-nanos.js';
import type { BridgedEvent, BridgedLink } from './bridged-span.js';
import { hrTime } from './hr-time.js';

/** What both bridges make of an exchange: the span of the wire format, in the terms of `@opentelemetry/api`. */
export interface SpanParts {
  readonly kind: SpanKind;
  readonly startTime: HrTime;
  readonly endTime: HrTime;
  readonly duration: HrTime;
  readonly attributes: AttributeObject;
  readonly events: BridgedEvent[];
  readonly links: BridgedLink[];
  readonly status: SpanStatus;
}

/** @throws RangeError for a date that is none, which a `beforeSend` may have put there */
export function spanParts(exchange: RedactedExchange): SpanParts {
  const startNanos = unixNanos(exchange.startedAt);
  const endNanos = unixNanosAfter(exchange.startedAt, exchange.durationMs);
  const record = new AttributeRecord();
  writeSpanAttributes(record, exchange);
  return {
    kind: kindOf(exchange),
    startTime: hrTime(startNanos),
    endTime: hrTime(endNanos),
    duration: hrTime(endNanos - startNanos),
    attributes: record.attributes,
    events: eventsOf(exchange),
    links: linksOf(exchange),
    // The receiver takes a message for the error itself.
    status: { code: isErrorSpan(exchange) ? SpanStatusCode.ERROR : SpanStatusCode.UNSET },
  };
}

/** Sampled: what was captured has passed our own sampling. */
export function spanContextOf({ traceId, spanId }: SpanLink, isRemote: boolean): SpanContext {
  return { traceId, spanId, traceFlags: TraceFlags.SAMPLED, isRemote };
}

/** The instrumentation of the app made the server span: a second one would count the request twice. */
function kindOf({ kind, localSpanId }: RedactedExchange): SpanKind {
  if (kind === 'outgoing') return SpanKind.CLIENT;
  return localSpanId === undefined ? SpanKind.SERVER : SpanKind.INTERNAL;
}

function eventsOf({ errors }: RedactedExchange): BridgedEvent[] {
  return errors.map((error) => {
    const record = new AttributeRecord();
    writeExceptionAttributes(record, error);
    const time = hrTime(unixNanos(error.when));
    return { name: 'exception', time, attributes: record.attributes, droppedAttributesCount: 0 };
  });
}

function linksOf(exchange: RedactedExchange): BridgedLink[] {
  const isRemote = hasRemoteParent(exchange);
  return spanLinks(exchange).map((link) => ({
    context: spanContextOf(link, isRemote),
    attributes: {},
    droppedAttributesCount: 0,
  }));
}
