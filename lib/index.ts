export { APIToolkitModule } from './apitoolkit.module.js';
export type {
  APIToolkitModuleAsyncOptions,
  APIToolkitModuleOptions,
  APIToolkitOptionsFactory,
  ErrorContext,
  InspectorOptions,
  QueueOptions,
  SpoolOptions,
} from './apitoolkit.options.js';
export { APIToolkitService } from './apitoolkit.service.js';
export { APIToolkitConfigError } from './config/option-checks.js';
export { createRedactor } from './create-redactor.js';
export {
  RedactBody,
  RedactHeaders,
  RedactPathParams,
  RedactQuery,
  RedactRequestBody,
  RedactResponseBody,
  type RouteDecorator,
} from './decorators/redact.decorators.js';
export { SampleRate } from './decorators/sample-rate.decorator.js';
export { Sensitive, type SensitiveDecorator } from './decorators/sensitive.decorator.js';
export { SkipBodyCapture, SkipCapture } from './decorators/skip-capture.decorators.js';
export { Tags } from './decorators/tags.decorator.js';
export { APIToolkitExceptionFilter } from './enhancers/apitoolkit-exception.filter.js';
export { APIToolkitGuard } from './enhancers/apitoolkit.guard.js';
export { APIToolkitInterceptor } from './enhancers/apitoolkit.interceptor.js';
export type { AttributeValue } from './exchange/attribute-value.js';
export type { ErrorReport } from './exchange/error-report.js';
export type { EndUser, ExchangeFacts, HeaderMap, Outcome, SpanLink, Tenant } from './exchange/exchange.js';
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
export type { Pem, TlsOptions } from './export/connection/tls-material.js';
export type { Exporter, ExportResult, ResourceAttributes } from './export/exporter.js';
export type { DeliveryState, DropReason, PipelineStatus } from './export/pipeline-status.js';
export type { OutgoingCaptureOptions } from './outgoing/capture-options.js';
export { observeAxios } from './outgoing/observe-axios.js';
export {
  ObservedHttpModule,
  type ObservedHttpModuleAsyncOptions,
  type ObservedHttpModuleOptions,
} from './outgoing/observed-http.module.js';
export { InjectObservedHttp, observedHttpToken } from './outgoing/observed-http.providers.js';
export { ObservedHttpService } from './outgoing/observed-http.service.js';
export type { Redactor, RedactorOptions } from './redaction/create-redactor.js';
export type { JsonPathPlusRule, RedactionPath } from './redaction/rules/redaction-rules.js';
export type { PersonalValue } from './redaction/detectors/personal-values.js';
export type { RedactedValue } from './redaction/value-redaction.js';
export type { NamePlace } from './redaction/report/passed-names.js';
export type {
  ExchangeKind,
  OmittedBodies,
  RedactionReport,
  ReportedRule,
  SuspiciousName,
} from './redaction/report/redaction-report.js';
export type { RuleList } from './redaction/rules/rule-labels.js';
export { reportError } from './report-error.js';
