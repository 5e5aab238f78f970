import { fileURLToPath } from 'node:url';
import protobuf from 'protobufjs';

const root = new protobuf.Root();
root.resolvePath = (_, target) =>
  fileURLToPath(new URL(`../../test/support/otlp/${target}`, import.meta.url));
root.loadSync('collector.proto');
root.resolveAll();

const TYPES = {
  traces: root.lookupType('opentelemetry.proto.collector.ExportTraceServiceRequest'),
  logs: root.lookupType('opentelemetry.proto.collector.ExportLogsServiceRequest'),
};

/** The spans of an export request, or its log records, as protobufjs reads them. */
export function recordsIn(signal, bytes) {
  const { resourceSpans, resourceLogs } = TYPES[signal].decode(bytes);
  return signal === 'traces'
    ? resourceSpans.flatMap(({ scopeSpans }) => scopeSpans.flatMap(({ spans }) => spans))
    : resourceLogs.flatMap(({ scopeLogs }) => scopeLogs.flatMap(({ logRecords }) => logRecords));
}
