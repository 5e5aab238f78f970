import type { PipelineDiagnostics } from '../diagnostics.js';
import { HttpTransport } from '../http.transport.js';
import { RetryingTransport } from '../retrying.transport.js';
import type { BackoffPolicy } from '../retry.js';
import { OtlpDestination, type Compression } from './otlp.destination.js';
import { otlpUrls } from './otlp-urls.js';
import type { ResourceConfig } from './resource.js';

/** What one OTLP receiver needs to be known by. */
export interface OtlpConfig {
  /** A base URL, or a full `/v1/traces` URL. */
  readonly endpoint: string;
  /** With the key in `resource.apiKey`: it goes into the resource and into the `x-api-key` header. */
  readonly resource: ResourceConfig;
  readonly headers?: Readonly<Record<string, string>>;
  /** @default 'none' */
  readonly compression?: Compression;
  /** @default DEFAULT_BACKOFF */
  readonly backoff?: BackoffPolicy;
}

/** OTLP over HTTP with retries. Throws for an endpoint that is no URL and for a header that cannot be sent. */
export function createOtlpDestination(config: OtlpConfig, diagnostics: PipelineDiagnostics): OtlpDestination {
  const { endpoint, resource, headers = {} } = config;
  const { apiKey, sdkVersion } = resource;
  const http = new HttpTransport({
    urls: otlpUrls(endpoint),
    headers,
    sdkVersion,
    ...(apiKey === undefined ? {} : { apiKey }),
  });
  return new OtlpDestination(
    new RetryingTransport(http, diagnostics, config.backoff),
    resource,
    config.compression,
  );
}
