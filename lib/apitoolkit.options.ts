import type { IncomingMessage } from 'node:http';
import type { ConfigurableModuleAsyncOptions } from '@nestjs/common';
import type { RedactedExchange } from './exchange/redacted-exchange.js';
import type { TlsOptions } from './export/connection/tls-material.js';
import type { Exporter } from './export/exporter.js';
import type { RedactionPath } from './redaction/rules/redaction-rules.js';
import type { PersonalValue } from './redaction/detectors/personal-values.js';

/** What `shouldReport` is told about an error. */
export interface ErrorContext {
  /** The status that the error itself asks for, such as that of an HttpException. */
  readonly statusCode?: number;
  readonly route?: string;
  readonly controller?: string;
  readonly handler?: string;
}

/** Bounds of the memory queue. */
export interface QueueOptions {
  /** @default 33554432 (32 MiB) */
  readonly maxBytes?: number | undefined;
  /** @default 10000 */
  readonly maxRecords?: number | undefined;
  /** Milliseconds that a record waits for a destination that is away. @default 86400000 (24 hours) */
  readonly maxAgeMs?: number | undefined;
  /** Milliseconds that a record waits for others at most. @default 1000 */
  readonly flushIntervalMs?: number | undefined;
  /** @default 1048576 (1 MiB); at most 4 MiB */
  readonly maxBatchBytes?: number | undefined;
  /** @default 512 */
  readonly maxBatchRecords?: number | undefined;
  /** Milliseconds that a shutdown waits for delivery at most. @default 3000 */
  readonly shutdownTimeoutMs?: number | undefined;
}

/** A folder in which records, already redacted, survive the process. */
export interface SpoolOptions {
  /** Made when it is not there, for this user only. Several processes and services may share it. */
  readonly directory: string;
  /** What all files of this process may take together. @default 268435456 (256 MiB) */
  readonly maxBytes?: number | undefined;
  /** Milliseconds that a record may wait on disk. @default 86400000 (24 hours) */
  readonly maxAgeMs?: number | undefined;
  /** Milliseconds between two flushes of what was written to the disk; 0 leaves that to the system. @default 500 */
  readonly fsyncIntervalMs?: number | undefined;
}

/** The page of the app itself on which what is captured can be looked at, from this machine only. */
export interface InspectorOptions {
  /** Where the app serves it, whatever its global prefix. @default '/_apitoolkit' */
  readonly path?: string | undefined;
  /** The last so many exchanges are kept in memory, 32 MiB of them at most. @default 500 */
  readonly maxExchanges?: number | undefined;
  /** Serves it where NODE_ENV is `production`, too. @default false */
  readonly allowInProduction?: boolean | undefined;
}

/** Options of `APIToolkitModule.forRoot()`. Each may be left out; the README has the table. */
export interface APIToolkitModuleOptions {
  /** The project's key. Without it, an endpoint or an exporter, nothing leaves the process. Environment: `APITOOLKIT_KEY`. */
  readonly apiKey?: string | undefined;
  /**
   * OTLP base URL, or the full `/v1/traces` URL; for gRPC `http(s)://host:port` or `grpc(s)://host`. Environment: `APITOOLKIT_ENDPOINT`,
   * `OTEL_EXPORTER_OTLP_TRACES_ENDPOINT`, `OTEL_EXPORTER_OTLP_ENDPOINT`.
   *
   * @default 'https://otelcol.monoscope.tech' when there is a key; none for gRPC
   */
  readonly endpoint?: string | undefined;
  /** `'grpc'` needs the package `@grpc/grpc-js` in the app. Environment: `OTEL_EXPORTER_OTLP_PROTOCOL`. @default 'http/protobuf' */
  readonly protocol?: 'http/protobuf' | 'grpc' | undefined;
  /** Environment: `OTEL_EXPORTER_OTLP_COMPRESSION`. @default 'none' */
  readonly compression?: 'none' | 'gzip' | undefined;
  /** Further headers of each export request. Environment: `OTEL_EXPORTER_OTLP_HEADERS`. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** Allows the key to be sent in clear text to a host that is not loopback. @default false */
  readonly allowInsecure?: boolean | undefined;
  /**
   * Own authorities, a certificate of this process and the like, for an https endpoint. Environment: files named by
   * `OTEL_EXPORTER_OTLP_CERTIFICATE`, `OTEL_EXPORTER_OTLP_CLIENT_CERTIFICATE`, `OTEL_EXPORTER_OTLP_CLIENT_KEY`, and
   * their `_TRACES_` variants.
   *
   * @default the authorities of Node; always verified
   */
  readonly tls?: TlsOptions | undefined;
  /**
   * URL of an http or https proxy, with credentials if it needs some; false for none. Environment: `HTTPS_PROXY`,
   * `HTTP_PROXY`, `ALL_PROXY`, `NO_PROXY`, in either case; never for an endpoint on this machine. With gRPC only
   * false: grpc-js takes a proxy from the environment by itself.
   */
  readonly proxy?: string | false | undefined;
  /**
   * Reads answers exactly as the OTLP specification does: what is not 429, 502, 503, 504 or a success is final,
   * and the records are dropped. @default false: records that a passing or mendable fault would lose are held
   */
  readonly strictOtlp?: boolean | undefined;
  /**
   * Sends the counts of `status()` as OTLP metrics too, every 60 seconds or as `OTEL_METRIC_EXPORT_INTERVAL` says: to a
   * Collector, which needs a pipeline for metrics. @default false
   */
  readonly metrics?: boolean | undefined;
  /** Environment: `OTEL_SERVICE_NAME`. @default the name in package.json */
  readonly serviceName?: string | undefined;
  /** Environment: `APITOOLKIT_SERVICE_VERSION`. @default the version in package.json */
  readonly serviceVersion?: string | undefined;
  /** `deployment.environment.name`. Environment: `OTEL_RESOURCE_ATTRIBUTES`. @default NODE_ENV */
  readonly environment?: string | undefined;
  /** Tags of every exchange. Environment: `APITOOLKIT_TAGS`, separated by commas. */
  readonly tags?: readonly string[] | undefined;
  /** False mounts nothing. Environment: `APITOOLKIT_ENABLED`, `OTEL_SDK_DISABLED`. @default true */
  readonly enabled?: boolean | undefined;
  /** One log line for each captured exchange and each export; never a value, a query or a key. Environment: `APITOOLKIT_DEBUG`. @default false */
  readonly debug?: boolean | undefined;
  /** @default true */
  readonly captureRequestBody?: boolean | undefined;
  /** @default true */
  readonly captureResponseBody?: boolean | undefined;
  /** Bytes kept of a body, before and again after redaction. @default 65536 */
  readonly maxBodyBytes?: number | undefined;
  /** Bytes that all bodies held at the same time may take, until they are redacted. @default 16777216 (16 MiB) */
  readonly maxInFlightBytes?: number | undefined;
  /** Media types whose bodies may be captured, such as `text/plain` or `text/*`. @default JSON, forms, multipart fields, NDJSON, GraphQL; text kinds when no body rule applies */
  readonly captureContentTypes?: readonly string[] | undefined;
  /** Header names, in any case, of requests and responses. Environment: `APITOOLKIT_REDACT_HEADERS`. */
  readonly redactHeaders?: readonly string[] | undefined;
  /** JSONPaths (RFC 9535), or `{ path, engine: 'jsonpath-plus' }`. Environment: `APITOOLKIT_REDACT_REQ_BODY`. */
  readonly redactRequestBody?: readonly RedactionPath[] | undefined;
  /** JSONPaths (RFC 9535), or `{ path, engine: 'jsonpath-plus' }`. Environment: `APITOOLKIT_REDACT_RES_BODY`. */
  readonly redactResponseBody?: readonly RedactionPath[] | undefined;
  /** Names of query parameters. */
  readonly redactQuery?: readonly string[] | undefined;
  /** Names of path parameters, as in the route template. */
  readonly redactPathParams?: readonly string[] | undefined;
  /** The built-in sensitive names and value detectors. @default true */
  readonly redactDefaults?: boolean | undefined;
  /** Personal values to redact wherever they stand, whatever their name. Environment: `APITOOLKIT_REDACT_VALUES`. @default [] */
  readonly redactValues?: readonly PersonalValue[] | undefined;
  /** Routes that are not captured: `'GET /health'`, `'/metrics'`, `'/internal/*'` (template or path), or a RegExp on the path. */
  readonly ignore?: readonly (string | RegExp)[] | undefined;
  /** Requests that are not captured. A throw drops the record, counted as `skip_error`. */
  readonly skip?: ((request: IncomingMessage) => boolean) | undefined;
  /** Captures OPTIONS requests too. @default false */
  readonly captureOptions?: boolean | undefined;
  /** Share of traces kept, 0 to 1; errors (5xx, exceptions) are always kept. @default 1 */
  readonly sampleRate?: number | undefined;
  /** Sees each exchange last, after redaction. Null drops it, a throw drops it; both are counted. */
  readonly beforeSend?: ((exchange: RedactedExchange) => RedactedExchange | null) | undefined;
  /** Which errors are reported by themselves. @default those with status 500 and up, and those without a status */
  readonly shouldReport?: ((error: unknown, context: ErrorContext) => boolean) | undefined;
  /** How an outgoing call stands to the request that made it. @default 'linked' */
  readonly outgoingSpans?: 'linked' | 'nested' | undefined;
  /** What the `traceparent` of a request, or the server span of the app's own OpenTelemetry, becomes. @default 'parent' */
  readonly remoteParent?: 'parent' | 'link' | 'ignore' | undefined;
  readonly queue?: QueueOptions | undefined;
  /** Holds records on disk until they are delivered, so that they survive a crash. @default off: in memory */
  readonly spool?: SpoolOptions | undefined;
  /** Receives the exchanges instead of OTLP. */
  readonly exporter?: Exporter | undefined;
  /**
   * Serves a page that shows what is captured, after redaction, to browsers on this machine. In production it takes
   * `{ allowInProduction: true }`. @default true without a key, an endpoint and an exporter, unless NODE_ENV is `production` or `test`
   */
  readonly inspector?: boolean | InspectorOptions | undefined;
}

/** Makes the options of `forRootAsync({ useClass })` and `useExisting`. */
export interface APIToolkitOptionsFactory {
  createAPIToolkitOptions(): APIToolkitModuleOptions | Promise<APIToolkitModuleOptions>;
}

/** Options of `APIToolkitModule.forRootAsync()`: `imports`, `inject`, and one of `useFactory`, `useClass`, `useExisting`. */
export type APIToolkitModuleAsyncOptions = ConfigurableModuleAsyncOptions<
  APIToolkitModuleOptions,
  'createAPIToolkitOptions'
> & { isGlobal?: boolean };
