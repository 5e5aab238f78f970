import type { ErrorReport } from '../../exchange/error-report.js';
import type { SpanLink } from '../../exchange/exchange.js';
import type { RedactedExchange } from '../../exchange/redacted-exchange.js';
import { AttributeWriter } from './attribute-writer.js';
import { exceptionAttributes } from './exception-attributes.js';
import type { ProtoWriter } from './proto-writer.js';
import { writeSpanAttributes } from './span-attributes.js';
import { unixNanos, unixNanosAfter } from './unix-nanos.js';

/** By this name, and by nothing else, the receiver knows a captured request (wire-contract section 1, fact 1). */
export const SPAN_NAME = 'monoscope.http';

/** Writes the content of one `Span` message (opentelemetry-proto, trace/v1/trace.proto). */
export function writeSpan(writer: ProtoWriter, exchange: RedactedExchange): void {
  const { traceId, spanId, parentSpanId, startedAt, durationMs } = exchange;
  writer.id(FIELD.traceId, traceId, 16);
  writer.id(FIELD.spanId, spanId, 8);
  if (parentSpanId !== undefined) writer.id(FIELD.parentSpanId, parentSpanId, 8);
  writer.string(FIELD.name, SPAN_NAME);
  writer.uint(FIELD.kind, exchange.kind === 'incoming' ? KIND_SERVER : KIND_CLIENT);
  writer.fixed64(FIELD.startTime, unixNanos(startedAt));
  writer.fixed64(FIELD.endTime, unixNanosAfter(startedAt, durationMs));
  writeSpanAttributes(new AttributeWriter(writer, FIELD.attributes), exchange);
  for (const error of exchange.errors) writeException(writer, error);
  for (const link of linksOf(exchange)) writeLink(writer, link, linkFlags(exchange));
  if (isError(exchange)) writeErrorStatus(writer);
  writer.fixed32(FIELD.flags, spanFlags(exchange));
}

const FIELD = {
  traceId: 1,
  spanId: 2,
  parentSpanId: 4,
  name: 5,
  kind: 6,
  startTime: 7,
  endTime: 8,
  attributes: 9,
  events: 11,
  links: 13,
  status: 15,
  flags: 16,
} as const;
const EVENT = { time: 1, name: 2, attributes: 3 } as const;
const LINK = { traceId: 1, spanId: 2, flags: 6 } as const;
const STATUS_CODE = 3;
const STATUS_ERROR = 2;
const KIND_SERVER = 2;
const KIND_CLIENT = 3;
/** W3C `sampled`, and whether it is known that the parent or linked span is remote (`SpanFlags`). */
const FLAGS_LOCAL = 0x101;
const FLAGS_REMOTE = 0x301;

function writeException(writer: ProtoWriter, error: ErrorReport): void {
  const { type, message, stacktrace } = exceptionAttributes(error);
  const event = writer.begin(FIELD.events);
  writer.fixed64(EVENT.time, unixNanos(error.when));
  writer.string(EVENT.name, 'exception');
  const attributes = new AttributeWriter(writer, EVENT.attributes);
  attributes.write('exception.type', type);
  attributes.write('exception.message', message);
  attributes.write('exception.stacktrace', stacktrace);
  writer.end(event);
}

/** An outgoing call that is no child of its incoming exchange is tied to it by a link (wire-contract section 4). */
function linksOf(exchange: RedactedExchange): readonly SpanLink[] {
  const { links, parentExchangeId, parentSpanId, traceId } = exchange;
  if (parentExchangeId === undefined || parentSpanId !== undefined) return links;
  if (links.some((link) => link.spanId === parentExchangeId)) return links;
  return [...links, { traceId, spanId: parentExchangeId }];
}

function writeLink(writer: ProtoWriter, { traceId, spanId }: SpanLink, flags: number): void {
  const link = writer.begin(FIELD.links);
  writer.id(LINK.traceId, traceId, 16);
  writer.id(LINK.spanId, spanId, 8);
  writer.fixed32(LINK.flags, flags);
  writer.end(link);
}

/** Only a `traceparent` from the wire is remote: what an incoming exchange hangs on, never an outgoing one. */
function spanFlags({ kind, parentSpanId }: RedactedExchange): number {
  return kind === 'incoming' && parentSpanId !== undefined ? FLAGS_REMOTE : FLAGS_LOCAL;
}

function linkFlags({ kind }: RedactedExchange): number {
  return kind === 'incoming' ? FLAGS_REMOTE : FLAGS_LOCAL;
}

/**
 * A server's fault is 5xx, a client's call failed from 400 up or without an answer. An error that cut an
 * exchange short is one as well; an error reported beside an answer that was given is not.
 */
function isError({ kind, outcome, response, errors }: RedactedExchange): boolean {
  if (outcome === 'failed') return true;
  if (outcome === 'aborted' && errors.length > 0) return true;
  if (response === undefined) return kind === 'outgoing';
  return response.statusCode >= (kind === 'incoming' ? 500 : 400);
}

/** The status message stays empty: the receiver takes one for the error itself (wire-contract section 1, fact 5). */
function writeErrorStatus(writer: ProtoWriter): void {
  const status = writer.begin(FIELD.status);
  writer.uint(STATUS_CODE, STATUS_ERROR);
  writer.end(status);
}
