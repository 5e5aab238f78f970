import type { RedactedErrorRecord } from '../../exchange/redacted-exchange.js';
import { attributeKeys } from './attribute-key.js';
import { AttributeWriter } from './attribute-writer.js';
import { ReservedKeys, writeCustomAttributes } from './custom-attributes.js';
import { EXCEPTION_KEYS, exceptionAttributes, writeExceptionAttributes } from './exception-attributes.js';
import type { ProtoWriter } from './proto-writer.js';
import { unixNanos } from './unix-nanos.js';

/** Writes the content of one `LogRecord` message (opentelemetry-proto, logs/v1/logs.proto; wire-contract section 5). */
export function writeLogRecord(writer: ProtoWriter, record: RedactedErrorRecord): void {
  const { type, message } = exceptionAttributes(record.error);
  const nanos = unixNanos(record.error.when);
  writer.fixed64(FIELD.time, nanos);
  writer.uint(FIELD.severityNumber, SEVERITY_ERROR);
  writer.string(FIELD.severityText, 'ERROR');
  const body = writer.begin(FIELD.body);
  writer.string(STRING_VALUE, message === '' ? type : message);
  writer.end(body);
  const attributes = new AttributeWriter(writer, FIELD.attributes);
  writeExceptionAttributes(attributes, record.error);
  if (record.tags.length > 0) attributes.write(KEY['monoscope.tags'], record.tags);
  writeCustomAttributes(attributes, record.attributes, RESERVED);
  writer.fixed64(FIELD.observedTime, nanos);
}

const FIELD = {
  time: 1,
  severityNumber: 2,
  severityText: 3,
  body: 5,
  attributes: 6,
  observedTime: 11,
} as const;
const STRING_VALUE = 1;
const SEVERITY_ERROR = 17;

const KEY = attributeKeys('monoscope.tags');

const RESERVED = new ReservedKeys(
  [...EXCEPTION_KEYS, ...Object.keys(KEY)],
  (key) => key === 'at-project-key' || key === 'at-project-id',
);
