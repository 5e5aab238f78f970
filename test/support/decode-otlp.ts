import { fileURLToPath } from 'node:url';
import protobuf from 'protobufjs';

/** An independent reader of what the encoder wrote: protobufjs and the public OTLP definitions. */
export function decodeTraces(body: Uint8Array): DecodedSpan[] {
  return list(decode('ExportTraceServiceRequest', body), 'resourceSpans').flatMap((resourceSpans) =>
    list(resourceSpans, 'scopeSpans').flatMap((scopeSpans) =>
      list(scopeSpans, 'spans').map((span) => ({ ...originOf(resourceSpans, scopeSpans), ...spanOf(span) })),
    ),
  );
}

export function decodeLogs(body: Uint8Array): DecodedLogRecord[] {
  return list(decode('ExportLogsServiceRequest', body), 'resourceLogs').flatMap((resourceLogs) =>
    list(resourceLogs, 'scopeLogs').flatMap((scopeLogs) =>
      list(scopeLogs, 'logRecords').map((record) => ({
        ...originOf(resourceLogs, scopeLogs),
        ...logOf(record),
      })),
    ),
  );
}

export function decodeMetrics(body: Uint8Array): DecodedMetric[] {
  return list(decode('ExportMetricsServiceRequest', body), 'resourceMetrics').flatMap((resourceMetrics) =>
    list(resourceMetrics, 'scopeMetrics').flatMap((scopeMetrics) =>
      list(scopeMetrics, 'metrics').map((metric) => ({
        ...originOf(resourceMetrics, scopeMetrics),
        ...metricOf(metric),
      })),
    ),
  );
}

/** The answer of a receiver, encoded; without a count, that of a full success that says so. */
export function encodeExportResponse(rejected = 0, errorMessage = ''): Uint8Array {
  const response = root.lookupType('opentelemetry.proto.collector.ExportServiceResponse');
  const partialSuccess = { rejectedRecords: rejected, errorMessage };
  return response.encode(response.create({ partialSuccess })).finish();
}

/** The JSON text of a body attribute, as the receiver shows it. */
export function bodyText(attribute: unknown): string {
  return Buffer.from(String(attribute), 'base64').toString();
}

export type Attributes = Record<string, unknown>;

export interface Origin {
  resource: Attributes;
  schemaUrl: string;
  scope: { name: string; version: string };
}

export interface DecodedSpan extends Origin {
  traceId: string;
  spanId: string;
  parentSpanId: string;
  name: string;
  kind: string;
  startTimeUnixNano: bigint;
  endTimeUnixNano: bigint;
  attributes: Attributes;
  events: { name: string; timeUnixNano: bigint; attributes: Attributes }[];
  links: { traceId: string; spanId: string; flags: number }[];
  status: { code: string; message: string };
  flags: number;
}

export interface DecodedLogRecord extends Origin {
  timeUnixNano: bigint;
  observedTimeUnixNano: bigint;
  severityNumber: number;
  severityText: string;
  body: unknown;
  attributes: Attributes;
}

export interface DecodedMetric extends Origin {
  name: string;
  unit: string;
  temporality: string;
  isMonotonic: boolean;
  points: { value: number; attributes: Attributes; startTimeUnixNano: bigint; timeUnixNano: bigint }[];
}

const root = new protobuf.Root();
root.resolvePath = (_origin, target) => fileURLToPath(new URL(`./otlp/${target}`, import.meta.url));
root.loadSync('collector.proto');
root.resolveAll();

type Message = Record<string, unknown>;

function decode(type: string, body: Uint8Array): Message {
  const message = root.lookupType(`opentelemetry.proto.collector.${type}`);
  return message.toObject(message.decode(body), {
    enums: String,
    bytes: Buffer,
    defaults: true,
    oneofs: true,
  });
}

function originOf(resourceRecords: Message, scopeRecords: Message): Origin {
  const scope = member(scopeRecords, 'scope');
  return {
    resource: attributesOf(member(resourceRecords, 'resource')),
    schemaUrl: `${String(resourceRecords['schemaUrl'])}${String(scopeRecords['schemaUrl'])}`,
    scope: { name: String(scope['name']), version: String(scope['version']) },
  };
}

function spanOf(span: Message): Omit<DecodedSpan, keyof Origin> {
  const status = member(span, 'status');
  return {
    traceId: hex(span['traceId']),
    spanId: hex(span['spanId']),
    parentSpanId: hex(span['parentSpanId']),
    name: String(span['name']),
    kind: String(span['kind']),
    startTimeUnixNano: uint64(span['startTimeUnixNano']),
    endTimeUnixNano: uint64(span['endTimeUnixNano']),
    attributes: attributesOf(span),
    events: list(span, 'events').map((event) => ({
      name: String(event['name']),
      timeUnixNano: uint64(event['timeUnixNano']),
      attributes: attributesOf(event),
    })),
    links: list(span, 'links').map((link) => ({
      traceId: hex(link['traceId']),
      spanId: hex(link['spanId']),
      flags: Number(link['flags']),
    })),
    status: { code: String(status['code'] ?? 'STATUS_CODE_UNSET'), message: String(status['message'] ?? '') },
    flags: Number(span['flags']),
  };
}

function logOf(record: Message): Omit<DecodedLogRecord, keyof Origin> {
  return {
    timeUnixNano: uint64(record['timeUnixNano']),
    observedTimeUnixNano: uint64(record['observedTimeUnixNano']),
    severityNumber: Number(record['severityNumber']),
    severityText: String(record['severityText']),
    body: valueOf(member(record, 'body')),
    attributes: attributesOf(record),
  };
}

function metricOf(metric: Message): Omit<DecodedMetric, keyof Origin> {
  const sum = member(metric, 'sum');
  return {
    name: String(metric['name']),
    unit: String(metric['unit']),
    temporality: String(sum['aggregationTemporality']),
    isMonotonic: sum['isMonotonic'] === true,
    points: list(sum, 'dataPoints').map((point) => ({
      value: Number(point['asInt']),
      attributes: attributesOf(point),
      startTimeUnixNano: BigInt(String(point['startTimeUnixNano'])),
      timeUnixNano: BigInt(String(point['timeUnixNano'])),
    })),
  };
}

/** Throws for a repeated key, which OTLP forbids and a record would hide. */
function attributesOf(message: Message): Attributes {
  const attributes: Attributes = Object.create(null);
  for (const attribute of list(message, 'attributes')) {
    const key = String(attribute['key']);
    if (key in attributes) throw new Error(`attribute ${key} is written twice`);
    attributes[key] = valueOf(member(attribute, 'value'));
  }
  return { ...attributes };
}

function valueOf(any: Message): unknown {
  switch (any['value']) {
    case 'stringValue':
      return any['stringValue'];
    case 'boolValue':
      return any['boolValue'];
    case 'intValue':
      return Number(BigInt.asIntN(64, uint64(any['intValue'])));
    case 'doubleValue':
      return { double: any['doubleValue'] };
    case 'arrayValue':
      return list(member(any, 'arrayValue'), 'values').map(valueOf);
    default:
      throw new Error(`no attribute value: ${JSON.stringify(any)}`);
  }
}

/** As protobufjs has it: in two halves, since a number would lose digits. */
function uint64(value: unknown): bigint {
  const { hi, lo } = protobuf.util.LongBits.from(
    // Any other value would throw here.
    value as protobuf.Long,
  );
  return (BigInt(hi) << 32n) | BigInt(lo);
}

function hex(bytes: unknown): string {
  return bytes instanceof Uint8Array ? Buffer.from(bytes).toString('hex') : '';
}

function list(message: Message, field: string): Message[] {
  const values = message[field];
  return Array.isArray(values) ? values : [];
}

function member(message: Message, field: string): Message {
  const value = message[field];
  return typeof value === 'object' && value !== null ? { ...value } : {};
}
