import type { SpanLink } from '../../../exchange/exchange.js';
import type { AttributeObject } from '../../../export/otlp/attribute-record.js';
import { attributesOf } from './otlp-attributes.js';
import type { Field, OtlpMessage } from './otlp-message.js';

/** Records of one service. */
export interface FromService<Item> {
  readonly service: string;
  readonly items: readonly Item[];
}

export interface OtlpSpan {
  readonly traceId: string;
  readonly spanId: string;
  /** Empty for a root. */
  readonly parentSpanId: string;
  readonly name: string;
  /** 2: server, 3: client (opentelemetry-proto, `SpanKind`). */
  readonly kind: number;
  readonly startNanos: bigint;
  readonly endNanos: bigint;
  readonly attributes: AttributeObject;
  readonly events: readonly OtlpEvent[];
  readonly links: readonly SpanLink[];
}

export interface OtlpEvent {
  readonly nanos: bigint;
  readonly name: string;
  readonly attributes: AttributeObject;
}

/** Of an `ExportTraceServiceRequest`. */
export function spansIn(request: OtlpMessage): readonly FromService<OtlpSpan>[] {
  return recordsIn(request, TRACES, spanOf);
}

/** Of an `ExportLogsServiceRequest`: a log record is an event to us. */
export function logsIn(request: OtlpMessage): readonly FromService<OtlpEvent>[] {
  return recordsIn(request, LOGS, logOf);
}

interface Signal {
  readonly resources: Field;
  readonly scopes: Field;
  readonly records: Field;
}

const TRACES: Signal = {
  resources: { number: 1, name: 'resourceSpans' },
  scopes: { number: 2, name: 'scopeSpans' },
  records: { number: 2, name: 'spans' },
};
const LOGS: Signal = {
  resources: { number: 1, name: 'resourceLogs' },
  scopes: { number: 2, name: 'scopeLogs' },
  records: { number: 2, name: 'logRecords' },
};
const RESOURCE: Field = { number: 1, name: 'resource' };
const RESOURCE_ATTRIBUTES: Field = { number: 1, name: 'attributes' };

function recordsIn<Item>(
  request: OtlpMessage,
  { resources, scopes, records }: Signal,
  read: (record: OtlpMessage) => Item,
): readonly FromService<Item>[] {
  return request.messages(resources).map((ofResource) => ({
    service: serviceOf(ofResource),
    items: ofResource
      .messages(scopes)
      .flatMap((scope) => scope.messages(records))
      .map(read),
  }));
}

/** Of the resource, nothing else is kept: the key of a project may be in it. */
function serviceOf(ofResource: OtlpMessage): string {
  const [resource] = ofResource.messages(RESOURCE);
  const name = resource && attributesOf(resource, RESOURCE_ATTRIBUTES)['service.name'];
  return typeof name === 'string' && name !== '' ? name : 'unknown_service';
}

/** opentelemetry-proto, trace/v1/trace.proto. */
const SPAN = {
  traceId: { number: 1, name: 'traceId' },
  spanId: { number: 2, name: 'spanId' },
  parentSpanId: { number: 4, name: 'parentSpanId' },
  name: { number: 5, name: 'name' },
  kind: { number: 6, name: 'kind' },
  startTime: { number: 7, name: 'startTimeUnixNano' },
  endTime: { number: 8, name: 'endTimeUnixNano' },
  attributes: { number: 9, name: 'attributes' },
  events: { number: 11, name: 'events' },
  links: { number: 13, name: 'links' },
} as const;
const EVENT = {
  time: { number: 1, name: 'timeUnixNano' },
  name: { number: 2, name: 'name' },
  attributes: { number: 3, name: 'attributes' },
} as const;
const LINK = {
  traceId: { number: 1, name: 'traceId' },
  spanId: { number: 2, name: 'spanId' },
} as const;
/** opentelemetry-proto, logs/v1/logs.proto. */
const LOG = {
  time: { number: 1, name: 'timeUnixNano' },
  attributes: { number: 6, name: 'attributes' },
  observedTime: { number: 11, name: 'observedTimeUnixNano' },
} as const;

function spanOf(span: OtlpMessage): OtlpSpan {
  return {
    traceId: span.id(SPAN.traceId),
    spanId: span.id(SPAN.spanId),
    parentSpanId: span.id(SPAN.parentSpanId),
    name: span.text(SPAN.name),
    kind: Number(span.integer(SPAN.kind)),
    startNanos: span.integer(SPAN.startTime),
    endNanos: span.integer(SPAN.endTime),
    attributes: attributesOf(span, SPAN.attributes),
    events: span.messages(SPAN.events).map((event) => ({
      nanos: event.integer(EVENT.time),
      name: event.text(EVENT.name),
      attributes: attributesOf(event, EVENT.attributes),
    })),
    links: span
      .messages(SPAN.links)
      .map((link) => ({ traceId: link.id(LINK.traceId), spanId: link.id(LINK.spanId) })),
  };
}

function logOf(record: OtlpMessage): OtlpEvent {
  const time = record.integer(LOG.time);
  return {
    nanos: time === 0n ? record.integer(LOG.observedTime) : time,
    name: 'log',
    attributes: attributesOf(record, LOG.attributes),
  };
}
