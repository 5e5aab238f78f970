import type { ErrorReport } from '../../exchange/error-report.js';
import type { SpanLink } from '../../exchange/exchange.js';
import type { RedactedExchange } from '../../exchange/redacted-exchange.js';
import { AttributeWriter } from './attribute-writer.js';
import { writeExceptionAttributes } from './exception-attributes.js';
import type { ProtoWriter } from './proto-writer.js';
import { writeSpanAttributes } from './span-attributes.js';
import { hasRemoteParent, isErrorSpan, SPAN_NAME, spanLinks } from './span-facts.js';
import { unixNanos, unixNanosAfter } from './unix-nanos.js';

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
  const remote = hasRemoteParent(exchange);
  for (const link of spanLinks(exchange)) writeLink(writer, link, remote ? FLAGS_REMOTE : FLAGS_LOCAL);
  if (isErrorSpan(exchange)) writeErrorStatus(writer);
  writer.fixed32(FIELD.flags, remote && parentSpanId !== undefined ? FLAGS_REMOTE : FLAGS_LOCAL);
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
  const event = writer.begin(FIELD.events);
  writer.fixed64(EVENT.time, unixNanos(error.when));
  writer.string(EVENT.name, 'exception');
  writeExceptionAttributes(new AttributeWriter(writer, EVENT.attributes), error);
  writer.end(event);
}

function writeLink(writer: ProtoWriter, { traceId, spanId }: SpanLink, flags: number): void {
  const link = writer.begin(FIELD.links);
  writer.id(LINK.traceId, traceId, 16);
  writer.id(LINK.spanId, spanId, 8);
  writer.fixed32(LINK.flags, flags);
  writer.end(link);
}

/** The status message stays empty: the receiver takes one for the error itself (wire-contract section 1, fact 5). */
function writeErrorStatus(writer: ProtoWriter): void {
  const status = writer.begin(FIELD.status);
  writer.uint(STATUS_CODE, STATUS_ERROR);
  writer.end(status);
}
