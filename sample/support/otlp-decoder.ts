import { fileURLToPath } from 'node:url';
import protobuf from 'protobufjs';

/** A span as a Collector would see it: one request that the app answered, or one that it made. */
export interface ReceivedSpan {
  readonly kind: 'incoming' | 'outgoing';
  readonly spanId: string;
  readonly durationMs: number;
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly errors: readonly ReceivedError[];
}

export interface ReceivedError {
  readonly type: string;
  readonly message: string;
  readonly stacktrace: string;
}

/** Reads an OTLP export request with the public definitions, independently of the library. */
export function decodeSpans(body: Uint8Array): ReceivedSpan[] {
  const type = definitions.lookupType('opentelemetry.proto.collector.ExportTraceServiceRequest');
  const request = type.toObject(type.decode(body), { longs: String, enums: String, bytes: Buffer });
  return list(request, 'resourceSpans')
    .flatMap((each) => list(each, 'scopeSpans'))
    .flatMap((each) => list(each, 'spans'))
    .map(readSpan);
}

/** The text of a captured body, which travels as base64. */
export function bodyTextOf(span: ReceivedSpan, side: 'request' | 'response'): string | undefined {
  const encoded = span.attributes[`http.${side}.body`];
  return typeof encoded === 'string' ? Buffer.from(encoded, 'base64').toString() : undefined;
}

const definitionsFolder = new URL('../../../test/support/otlp/', import.meta.url);
const definitions = new protobuf.Root();
definitions.resolvePath = (_origin, file) => fileURLToPath(new URL(file, definitionsFolder));
definitions.loadSync('collector.proto');

type Message = Readonly<Record<string, unknown>>;

function readSpan(span: Message): ReceivedSpan {
  const nanos = BigInt(String(span['endTimeUnixNano'])) - BigInt(String(span['startTimeUnixNano']));
  return {
    kind: span['kind'] === 'SPAN_KIND_CLIENT' ? 'outgoing' : 'incoming',
    spanId: Buffer.isBuffer(span['spanId']) ? span['spanId'].toString('hex') : '',
    durationMs: Number(nanos) / 1e6,
    attributes: readAttributes(span),
    errors: list(span, 'events')
      .filter((event) => event['name'] === 'exception')
      .map(readAttributes)
      .map((attributes) => ({
        type: String(attributes['exception.type'] ?? ''),
        message: String(attributes['exception.message'] ?? ''),
        stacktrace: String(attributes['exception.stacktrace'] ?? ''),
      })),
  };
}

function readAttributes(message: Message): Message {
  return Object.fromEntries(
    list(message, 'attributes').map((each) => [String(each['key']), readValue(each['value'])]),
  );
}

function readValue(value: unknown): unknown {
  if (!isMessage(value)) return undefined;
  if (isMessage(value['arrayValue'])) {
    return list(value['arrayValue'], 'values').map(readValue);
  }
  if (value['intValue'] !== undefined) return Number(value['intValue']);
  return value['stringValue'] ?? value['boolValue'] ?? value['doubleValue'];
}

function list(message: Message, field: string): Message[] {
  const values = message[field];
  return Array.isArray(values) ? values.filter(isMessage) : [];
}

function isMessage(value: unknown): value is Message {
  return typeof value === 'object' && value !== null;
}
