import type { ProxyServer } from './connection/proxy-server.js';
import type { TlsMaterial } from './connection/tls-material.js';
import { GrpcTransport } from './grpc/grpc.transport.js';
import { HttpTransport } from './http.transport.js';
import type { OtlpProtocol } from './otlp-protocol.js';
import type { OtlpSignal, Transport } from './transport.js';

export interface TransportConfig {
  /** @default 'http/protobuf' */
  readonly protocol?: OtlpProtocol;
  /** Where each signal goes: see `otlpUrls`, and `grpcUrls` for gRPC. */
  readonly urls: Readonly<Record<OtlpSignal, URL>>;
  readonly apiKey?: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly sdkVersion: string;
  /** What a gRPC channel compresses with. A request over HTTP comes compressed. */
  readonly compression: 'none' | 'gzip';
  readonly strictOtlp: boolean;
  /** @default Node's authorities, no certificate of our own */
  readonly tls?: TlsMaterial;
  /** `'environment'`: what grpc-js finds there by itself. @default none: straight to the receiver */
  readonly proxy?: ProxyServer | 'environment' | undefined;
}

/** The transport of a protocol. Throws for a header that it cannot carry, and for gRPC without its package. */
export function createTransport(config: TransportConfig): Transport {
  const { protocol, compression, proxy, ...common } = config;
  if (protocol !== 'grpc')
    return new HttpTransport({ ...common, ...(typeof proxy === 'object' && { proxy }) });
  const { urls, ...rest } = common;
  return new GrpcTransport({ ...rest, url: urls.traces, compression, usesProxies: proxy === 'environment' });
}
