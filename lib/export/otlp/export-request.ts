import { lengthDelimitedLength, ProtoWriter } from './proto-writer.js';

/**
 * Puts encoded records into one `ExportTraceServiceRequest` or `ExportLogsServiceRequest`: the two have the
 * same field numbers throughout (opentelemetry-proto, collector/trace/v1, collector/logs/v1).
 */
export class ExportRequestEncoder {
  /** The `resource` field of `ResourceSpans` or `ResourceLogs`, tag included. */
  readonly #resource: Uint8Array;
  /** The `scope` field of `ScopeSpans` or `ScopeLogs`, tag included. */
  readonly #scope: Uint8Array;

  constructor(resource: Uint8Array, scope: Uint8Array) {
    this.#resource = lengthDelimited(RESOURCE, resource);
    this.#scope = lengthDelimited(SCOPE, scope);
  }

  encode(records: readonly Uint8Array[]): Uint8Array {
    const recordsLength = records.reduce((sum, record) => sum + lengthDelimitedLength(record.byteLength), 0);
    const scopeLength = this.#scope.byteLength + recordsLength;
    const resourceLength = this.#resource.byteLength + lengthDelimitedLength(scopeLength);
    const writer = new ProtoWriter(lengthDelimitedLength(resourceLength));
    writer.header(RESOURCE_RECORDS, resourceLength);
    writer.raw(this.#resource);
    writer.header(SCOPE_RECORDS, scopeLength);
    writer.raw(this.#scope);
    for (const record of records) writer.bytes(RECORDS, record);
    return writer.take();
  }
}

const RESOURCE_RECORDS = 1;
const RESOURCE = 1;
const SCOPE_RECORDS = 2;
const SCOPE = 1;
const RECORDS = 2;

function lengthDelimited(field: number, content: Uint8Array): Uint8Array {
  const writer = new ProtoWriter();
  writer.bytes(field, content);
  return writer.finish();
}
