import type { PipelineDiagnostics } from '../diagnostics.js';
import { HttpTransport } from '../http.transport.js';
import { RetryingTransport } from '../retrying.transport.js';
import type { BackoffPolicy } from '../retry.js';
import type { ProxyServer } from '../proxy-server.js';
import type { TlsMaterial } from '../tls-material.js';
import type { OtlpSignal } from '../transport.js';
import { OtlpDestination, type Compression } from './otlp.destination.js';
import type { ResourceConfig } from './resource.js';

/** What one OTLP receiver needs to be known by. */
export interface OtlpConfig {
  /** Where each signal goes: see `otlpUrls`. */
  readonly urls: Readonly<Record<OtlpSignal, URL>>;
  /** With the key in `resource.apiKey`: it goes into the resource and into the `x-api-key` header. */
  readonly resource: ResourceConfig;
  readonly headers?: Readonly<Record<string, string>>;
  /** @default 'none' */
  readonly compression?: Compression;
  readonly tls?: TlsMaterial;
  readonly proxy?: ProxyServer;
  /** @default DEFAULT_BACKOFF */
  readonly backoff?: BackoffPolicy;
}

/** OTLP over HTTP with retries. Throws for a header that cannot be sent. */
export function createOtlpDestination(config: OtlpConfig, diagnostics: PipelineDiagnostics): OtlpDestination {
  const { urls, resource, headers = {}, tls, proxy } = config;
  const { apiKey, sdkVersion } = resource;
  const http = new HttpTransport({
    urls,
    headers,
    sdkVersion,
    ...(apiKey === undefined ? {} : { apiKey }),
    ...(tls && { tls }),
    ...(proxy && { proxy }),
  });
  return new OtlpDestination(
    new RetryingTransport(http, diagnostics, config.backoff),
    resource,
    config.compression,
  );
}
