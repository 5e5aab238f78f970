export type { AttributeValue } from './exchange/attribute-value.js';
export type { ErrorReport } from './exchange/error-report.js';
export type { EndUser, HeaderMap, Outcome, SpanLink, Tenant } from './exchange/exchange.js';
export { CLIENT_REDACTED } from './exchange/redacted-exchange.js';
export type {
  CapturedBody,
  OmittedReason,
  RedactedErrorRecord,
  RedactedExchange,
  RedactedRecord,
  RedactedRequest,
  RedactedResponse,
} from './exchange/redacted-exchange.js';
export type { Exporter, ExportResult } from './export/exporter.js';
export type { DropReason, PipelineStatus } from './export/pipeline-status.js';
