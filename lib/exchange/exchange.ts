import type { AttributeValue } from './attribute-value.js';
import type { ErrorReport } from './error-report.js';
import type { GraphqlRequest } from './graphql-request.js';

/**
 * How an exchange ended: the whole response left (`completed`), the other side went away first
 * (`aborted`), or an outgoing call got no answer (`failed`).
 */
export type Outcome = 'completed' | 'aborted' | 'failed';

/** Header names in lower case; a repeated field keeps its values in order. */
export type HeaderMap = Readonly<Record<string, string | readonly string[]>>;

export interface EndUser {
  readonly id?: string | number | undefined;
  readonly email?: string | undefined;
  readonly name?: string | undefined;
}

export interface Tenant {
  readonly id?: string | number | undefined;
  readonly name?: string | undefined;
}

export interface SpanLink {
  readonly traceId: string;
  readonly spanId: string;
}

/** A body as it passed on the wire, not yet redacted: the first bytes, and how many there were. */
export interface WireBody {
  /**
   * The captured prefix, in order; strings are held by reference, bytes as private copies. Empty, though
   * bytes passed, where bodies are not to be captured.
   */
  readonly chunks: readonly (Uint8Array | string)[];
  /** All bytes that passed, captured or not. */
  readonly byteLength: number;
  /** Whether bytes are missing after the captured prefix: over the cap, or never received. */
  readonly truncated: boolean;
  /** Why bytes are missing that would have been kept: there was no room for them, or no time. */
  readonly cut?: 'budget' | 'overload' | undefined;
}

/** What is known of an exchange beside its request and its response. */
export interface ExchangeFacts {
  readonly kind: 'incoming' | 'outgoing';
  /** 32 lower-case hexadecimal digits (W3C Trace Context). */
  readonly traceId: string;
  /** 16 lower-case hexadecimal digits. */
  readonly spanId: string;
  readonly parentSpanId?: string | undefined;
  /**
   * The span of the app's own OpenTelemetry under which it happened, in the same trace. Of an incoming exchange it is
   * `parentSpanId` as well.
   */
  readonly localSpanId?: string | undefined;
  /** Of an outgoing call: the span id of the incoming exchange that made it. */
  readonly parentExchangeId?: string | undefined;
  readonly links: readonly SpanLink[];
  readonly startedAt: Date;
  /** Milliseconds, fractional, from the monotonic clock. */
  readonly durationMs: number;
  readonly outcome: Outcome;
  /** The route template, such as `/api/v1/users/:id`; absent when no route matched. */
  readonly route?: string | undefined;
  readonly controller?: string | undefined;
  readonly handler?: string | undefined;
  readonly tags: readonly string[];
  readonly user?: EndUser | undefined;
  readonly tenant?: Tenant | undefined;
  readonly attributes: Readonly<Record<string, AttributeValue>>;
  readonly errors: readonly ErrorReport[];
}

/**
 * One request and its answer, complete and **unredacted**. It never leaves the process: only the redactor
 * reads it, and only what the redactor returns can be queued, encoded, shown or sent.
 */
export interface Exchange extends ExchangeFacts {
  /**
   * Whether the redaction rules of the route are known. When they are not, no body and no error message
   * may leave.
   */
  readonly rulesKnown: boolean;
  /** Where resolvers had a part in the answer. */
  readonly graphql?: GraphqlRequest | undefined;
  readonly request: WireRequest;
  readonly response?: WireResponse | undefined;
}

export interface WireRequest {
  /** Upper case. */
  readonly method: string;
  readonly scheme: 'http' | 'https';
  /** The Host (or :authority) value, with the port when one was given. */
  readonly host?: string | undefined;
  /** The request target as sent, in origin or absolute form: raw text, never parsed and re-serialised. */
  readonly target: string;
  readonly pathParams: Readonly<Record<string, string>>;
  readonly headers: HeaderMap;
  readonly body?: WireBody | undefined;
  readonly clientAddress?: string | undefined;
  /** `1.1`, `2.0`. */
  readonly httpVersion?: string | undefined;
}

export interface WireResponse {
  /** 499 when the client went away before any header was sent. */
  readonly statusCode: number;
  readonly headers: HeaderMap;
  readonly body?: WireBody | undefined;
}
