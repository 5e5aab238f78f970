import type { AttributeValue } from '../exchange/attribute-value.js';
import type { ErrorReport } from '../exchange/error-report.js';
import type { RedactedExchange } from '../exchange/redacted-exchange.js';
import type { PipelineStatus } from '../export/pipeline-status.js';
import type { RedactionReport } from '../redaction/report/redaction-report.js';

/**
 * What the inspector's page asks for, below the inspector's path, and what it is told, as JSON:
 *
 * | request | answer |
 * |---|---|
 * | `GET api/state` | `InspectorState` |
 * | `GET api/exchanges` | `ExchangeSummary[]`, the oldest first |
 * | `GET api/exchanges/:id` | `ExchangeDetail` |
 * | `GET api/events` | an event stream: `exchange` (an `ExchangeSummary`), `error` (an `ErrorSummary`), `state` (an `InspectorState`), `cleared` |
 * | `GET api/errors` | `ErrorSummary[]`: errors reported outside any request |
 * | `GET api/redaction` | `RedactionView` |
 * | `POST api/try` | takes a `TryRequest`, gives a `TryResult` |
 * | `POST api/clear` | 204 |
 *
 * A POST carries the page's token (`<meta name="apitoolkit-token">`) as `x-apitoolkit-token`. A refusal is
 * `{ error: string }` with the remedy.
 */
export const INSPECTOR_TOKEN_HEADER = 'x-apitoolkit-token';

/** JSON has no dates: they are ISO 8601 texts. */
export type Json<T> = T extends Date ? string : T extends object ? { [K in keyof T]: Json<T[K]> } : T;

export interface InspectorState {
  /** `app`: the page is served by the app that it shows. `receiver`: by `apitoolkit-nestjs inspect`. */
  readonly mode: 'app' | 'receiver';
  readonly sdkVersion: string;
  /** The services that were heard of, in the order of their first record. */
  readonly services: readonly string[];
  /** Where records go and the ledger; not known of other processes. */
  readonly status?: PipelineStatus | undefined;
  /** With `receiver`: what is to be set in an app so that it sends here. */
  readonly endpoint?: string | undefined;
  /** How many exchanges are shown, how many at most, and how many older ones had to go. */
  readonly kept: { readonly count: number; readonly max: number; readonly gone: number };
}

/** A line of the list. */
export interface ExchangeSummary {
  /** Counts up from 1, in the order in which the exchanges ended. */
  readonly id: number;
  readonly service: string;
  readonly kind: RedactedExchange['kind'];
  readonly method: string;
  readonly host?: string | undefined;
  readonly path: string;
  readonly route?: string | undefined;
  readonly statusCode?: number | undefined;
  readonly outcome: RedactedExchange['outcome'];
  readonly startedAt: string;
  readonly durationMs: number;
  readonly requestBytes?: number | undefined;
  readonly responseBytes?: number | undefined;
  /** The types of its errors, such as `TypeError`. */
  readonly errors: readonly string[];
  /** How many values were redacted. */
  readonly redactions: number;
  readonly tags: readonly string[];
  readonly traceId: string;
  readonly spanId: string;
  /** Of an outgoing call: the `spanId` of the request that made it. */
  readonly parentExchangeId?: string | undefined;
}

/** All that would be sent of one exchange. */
export interface ExchangeDetail {
  readonly summary: ExchangeSummary;
  readonly exchange: Json<RedactedExchange>;
  /** Where the marker stands, and by which rule. */
  readonly redacted: readonly RedactedPlace[];
  /** The attributes of the OTLP span, as they are sent. */
  readonly otlp: {
    readonly name: string;
    readonly attributes: Readonly<Record<string, AttributeValue>>;
  };
  /** The calls that the request made, the oldest first. */
  readonly calls: readonly ExchangeSummary[];
}

export type RedactedPart =
  'request header' | 'response header' | 'request body' | 'response body' | 'query' | 'path param' | 'url';

/** A value that was redacted. */
export interface RedactedPlace {
  readonly part: RedactedPart;
  /** The name of the header or parameter; in a body, the normalized path (RFC 9535, 2.7), such as `$['card']['number']`. */
  readonly at: string;
  /**
   * The rule as the exchange's `redactions` count it, such as `request body $.card` or `name password`. More than one
   * where each would have redacted it, or where one of them did and nothing tells which; none where it cannot be told.
   */
  readonly rules: readonly string[];
}

/** An error reported outside any request. */
export interface ErrorSummary {
  readonly id: number;
  readonly service: string;
  readonly error: Json<ErrorReport>;
  readonly tags: readonly string[];
}

/** Only an app knows its rules: of other processes, `report` is not there. */
export interface RedactionView {
  readonly report?: RedactionReport | undefined;
}

/** A text to redact as the app would, with paths of one's own besides. */
export interface TryRequest {
  readonly which: 'request' | 'response';
  readonly text: string;
  /** `application/json` where left out. */
  readonly contentType?: string | undefined;
  /** JSONPaths to add to the rules. */
  readonly paths: readonly string[];
  /** Whether the default names and detectors are to be used. */
  readonly defaults: boolean;
}

export type TryResult =
  | {
      readonly status: 'redacted';
      /** What would leave; not there where all of it was withheld. */
      readonly text?: string | undefined;
      readonly omitted?: string | undefined;
      readonly redacted: readonly RedactedPlace[];
    }
  | {
      /** A path that is not valid: the text with which the app would not have started. */
      readonly status: 'invalid';
      readonly message: string;
    };
