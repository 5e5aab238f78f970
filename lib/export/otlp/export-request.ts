import { lengthDelimitedLength, ProtoWriter } from './proto-writer.js';

/** An encoded `Span`, `LogRecord` or `Metric`. */
export interface RequestRecord {
  readonly bytes: Uint8Array;
  /** The content of the `Resource` that it is from, where that is another than this process. */
  readonly resource?: Uint8Array;
}

/** Records of one resource, measured. */
interface Group {
  readonly records: readonly RequestRecord[];
  readonly resource: Uint8Array;
  readonly scopeLength: number;
  readonly resourceLength: number;
  readonly byteLength: number;
}

/**
 * Puts encoded records into one `ExportTraceServiceRequest`, `ExportLogsServiceRequest` or
 * `ExportMetricsServiceRequest`: the three have the same field numbers throughout (opentelemetry-proto,
 * collector/trace/v1, collector/logs/v1, collector/metrics/v1).
 */
export class ExportRequestEncoder {
  readonly #resource: Uint8Array;
  /** The `scope` field of `ScopeSpans` and its like, tag included. */
  readonly #scope: Uint8Array;

  constructor(resource: Uint8Array, scope: Uint8Array) {
    this.#resource = resource;
    this.#scope = lengthDelimited(SCOPE, scope);
  }

  encode(records: readonly RequestRecord[]): Uint8Array {
    const groups = byResource(records).map((group) => this.#layOut(group));
    const writer = new ProtoWriter(groups.reduce((sum, { byteLength }) => sum + byteLength, 0));
    for (const group of groups) this.#writeGroup(writer, group);
    return writer.take();
  }

  /** The lengths of one `ResourceSpans` or its like, which stand before what they count. */
  #layOut(records: readonly RequestRecord[]): Group {
    const resource = records[0]?.resource ?? this.#resource;
    const recordsLength = records.reduce(
      (sum, { bytes }) => sum + lengthDelimitedLength(bytes.byteLength),
      0,
    );
    const scopeLength = this.#scope.byteLength + recordsLength;
    const resourceLength = lengthDelimitedLength(resource.byteLength) + lengthDelimitedLength(scopeLength);
    return {
      records,
      resource,
      scopeLength,
      resourceLength,
      byteLength: lengthDelimitedLength(resourceLength),
    };
  }

  #writeGroup(writer: ProtoWriter, { records, resource, scopeLength, resourceLength }: Group): void {
    writer.header(RESOURCE_RECORDS, resourceLength);
    writer.bytes(RESOURCE, resource);
    writer.header(SCOPE_RECORDS, scopeLength);
    writer.raw(this.#scope);
    for (const { bytes } of records) writer.bytes(RECORDS, bytes);
  }
}

const RESOURCE_RECORDS = 1;
const RESOURCE = 1;
const SCOPE_RECORDS = 2;
const SCOPE = 1;
const RECORDS = 2;

/** Neighbours of one resource together; nearly always that is all of them. */
function byResource(records: readonly RequestRecord[]): RequestRecord[][] {
  const groups: RequestRecord[][] = [];
  for (const record of records) {
    const group = groups.at(-1);
    if (group !== undefined && group[0]?.resource === record.resource) group.push(record);
    else groups.push([record]);
  }
  return groups;
}

function lengthDelimited(field: number, content: Uint8Array): Uint8Array {
  const writer = new ProtoWriter();
  writer.bytes(field, content);
  return writer.finish();
}
