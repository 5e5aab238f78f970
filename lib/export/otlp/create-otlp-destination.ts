import type { ProxyServer } from '../connection/proxy-server.js';
import type { TlsMaterial } from '../connection/tls-material.js';
import { createTransport } from '../create-transport.js';
import type { OtlpProtocol } from '../otlp-protocol.js';
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
  /** Whether answers mean exactly what the OTLP specification says. @default false */
  readonly strictOtlp?: boolean;
  readonly tls?: TlsMaterial;
  readonly proxy?: ProxyServer | 'environment' | undefined;
}

/** OTLP. Throws for a header that cannot be sent, and for gRPC without its package. */
export function createOtlpDestination(config: OtlpConfig): OtlpDestination {
  const { protocol = 'http/protobuf', urls, resource, headers = {}, tls, proxy } = config;
  const { compression = 'none', strictOtlp = false } = config;
  const { apiKey, sdkVersion } = resource;
  const transport = createTransport({
    protocol,
    urls,
    headers,
    sdkVersion,
    compression,
    strictOtlp,
    proxy,
    ...(tls && { tls }),
    ...(apiKey === undefined ? {} : { apiKey }),
  });
  // gRPC compresses message by message, in the channel.
  return new OtlpDestination(transport, resource, protocol === 'grpc' ? 'none' : compression);
}
