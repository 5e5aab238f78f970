import type { PipelineDiagnostics } from '../diagnostics.js';
import { createTransport } from '../create-transport.js';
import type { OtlpProtocol } from '../otlp-protocol.js';
import { RetryingTransport } from '../retrying.transport.js';
import type { BackoffPolicy } from '../retry.js';
import type { OtlpSignal } from '../transport.js';
import { OtlpDestination, type Compression } from './otlp.destination.js';
import type { ResourceConfig } from './resource.js';

/** What one OTLP receiver needs to be known by. */
export interface OtlpConfig {
  /** @default 'http/protobuf' */
  readonly protocol?: OtlpProtocol;
  /** Where each signal goes: see `otlpUrls`, and `grpcUrls` for gRPC. */
  readonly urls: Readonly<Record<OtlpSignal, URL>>;
  /** With the key in `resource.apiKey`: it goes into the resource and into the `x-api-key` header. */
  readonly resource: ResourceConfig;
  readonly headers?: Readonly<Record<string, string>>;
  /** @default 'none' */
  readonly compression?: Compression;
  /** @default DEFAULT_BACKOFF */
  readonly backoff?: BackoffPolicy;
}

/** OTLP with retries. Throws for a header that cannot be sent, and for gRPC without its package. */
export function createOtlpDestination(config: OtlpConfig, diagnostics: PipelineDiagnostics): OtlpDestination {
  const { protocol = 'http/protobuf', urls, resource, headers = {}, compression = 'none' } = config;
  const { apiKey, sdkVersion } = resource;
  const transport = createTransport({
    protocol,
    urls,
    headers,
    sdkVersion,
    compression,
    ...(apiKey === undefined ? {} : { apiKey }),
  });
  return new OtlpDestination(
    new RetryingTransport(transport, diagnostics, config.backoff),
    resource,
    // gRPC compresses message by message, in the channel.
    protocol === 'grpc' ? 'none' : compression,
  );
}
