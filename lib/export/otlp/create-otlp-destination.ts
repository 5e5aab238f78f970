import { HttpTransport } from '../http.transport.js';
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
  /** Whether answers mean exactly what the OTLP specification says. @default false */
  readonly strictOtlp?: boolean;
}

/** OTLP over HTTP. Throws for a header that cannot be sent. */
export function createOtlpDestination(config: OtlpConfig): OtlpDestination {
  const { urls, resource, headers = {}, strictOtlp = false } = config;
  const { apiKey, sdkVersion } = resource;
  const transport = new HttpTransport({
    urls,
    headers,
    sdkVersion,
    strictOtlp,
    ...(apiKey === undefined ? {} : { apiKey }),
  });
  return new OtlpDestination(transport, resource, config.compression);
}
