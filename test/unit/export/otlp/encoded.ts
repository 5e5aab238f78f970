import type { RedactedErrorRecord, RedactedExchange } from '../../../../lib/exchange/redacted-exchange.js';
import { ExportRequestEncoder } from '../../../../lib/export/otlp/export-request.js';
import { writeLogRecord } from '../../../../lib/export/otlp/log-record.js';
import { ProtoWriter } from '../../../../lib/export/otlp/proto-writer.js';
import {
  encodeKeylessResource,
  encodeScope,
  withKey,
  type ResourceConfig,
} from '../../../../lib/export/otlp/resource.js';
import { writeSpan } from '../../../../lib/export/otlp/span.js';
import {
  decodeLogs,
  decodeTraces,
  type DecodedLogRecord,
  type DecodedSpan,
} from '../../../support/decode-otlp.js';

export const RESOURCE: ResourceConfig = { serviceName: 'orders', sdkVersion: '1.2.3' };

/** Encodes one exchange by our code and reads it back by the independent decoder. */
export function encodedSpan(exchange: RedactedExchange, resource = RESOURCE): DecodedSpan {
  const writer = new ProtoWriter();
  writeSpan(writer, exchange);
  return decodedSpan(writer.finish(), resource);
}

/** Reads an encoded span by the independent decoder. */
export function decodedSpan(span: Uint8Array, resource = RESOURCE): DecodedSpan {
  return only(decodeTraces(requestOf(resource, span)));
}

export function encodedLogRecord(record: RedactedErrorRecord): DecodedLogRecord {
  const writer = new ProtoWriter();
  writeLogRecord(writer, record);
  return only(decodeLogs(requestOf(RESOURCE, writer.finish())));
}

function requestOf(resource: ResourceConfig, record: Uint8Array): Uint8Array {
  const encoded = withKey(encodeKeylessResource(resource), resource.apiKey);
  return new ExportRequestEncoder(encoded, encodeScope(resource.sdkVersion)).encode([{ bytes: record }]);
}

function only<T>(items: readonly T[]): T {
  const [item] = items;
  if (item === undefined || items.length !== 1) throw new Error(`expected one record, got ${items.length}`);
  return item;
}
