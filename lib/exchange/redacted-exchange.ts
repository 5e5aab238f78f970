import type { AttributeValue } from './attribute-value.js';
import type { ErrorReport } from './error-report.js';
import type { ExchangeFacts, HeaderMap } from './exchange.js';

/** What stands wherever a value was redacted. */
export const CLIENT_REDACTED = '[CLIENT_REDACTED]';

/** Why a body, or the rest of it, is not there. */
export type OmittedReason =
  | 'unparseable'
  | 'encoding'
  | 'charset'
  | 'depth'
  | 'type'
  | 'truncated'
  | 'jsonpath-plus'
  | 'error'
  | 'disabled'
  | 'route-unknown'
  | 'budget'
  | 'overload';

/** A body as it may leave the process. */
export interface CapturedBody {
  /** The media type as declared, without parameters that could carry data. */
  readonly contentType?: string | undefined;
  /** All bytes that passed on the wire, captured or not. */
  readonly byteLength: number;
  /** Whether `text` is only a prefix, because of the cap or because the rest never came. */
  readonly truncated: boolean;
  /** Set when all of the body, or all after `text`, was withheld. */
  readonly omitted?: OmittedReason | undefined;
  /** The redacted text. For a JSON media type, not truncated and not omitted, it is valid JSON. */
  readonly text?: string | undefined;
}

declare const redacted: unique symbol;

/**
 * An exchange after redaction. Only the redactor makes one; exporters, the queue and `beforeSend` accept
 * nothing else, so sending an unredacted exchange does not compile.
 */
export interface RedactedExchange extends ExchangeFacts {
  /** A brand that exists for the compiler only; spreading an exchange keeps it. */
  readonly [redacted]: true;
  readonly request: RedactedRequest;
  readonly response?: RedactedResponse | undefined;
  /** Rule to how often it matched; counts, never values. */
  readonly redactions: Readonly<Record<string, number>>;
}

export interface RedactedRequest {
  readonly method: string;
  /** Absolute, redacted, without userinfo. */
  readonly url: string;
  readonly path: string;
  readonly host?: string | undefined;
  readonly query: Readonly<Record<string, readonly string[]>>;
  readonly pathParams: Readonly<Record<string, string>>;
  readonly headers: HeaderMap;
  readonly body?: CapturedBody | undefined;
  readonly clientAddress?: string | undefined;
  readonly httpVersion?: string | undefined;
}

export interface RedactedResponse {
  readonly statusCode: number;
  readonly headers: HeaderMap;
  readonly body?: CapturedBody | undefined;
}

/** An error reported outside any request, after redaction: it becomes an OTLP log record. */
export interface RedactedErrorRecord {
  readonly [redacted]: true;
  readonly kind: 'error';
  readonly error: ErrorReport;
  readonly tags: readonly string[];
  readonly attributes: Readonly<Record<string, AttributeValue>>;
}

export type RedactedRecord = RedactedExchange | RedactedErrorRecord;
