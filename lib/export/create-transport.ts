import { GrpcTransport } from './grpc/grpc.transport.js';
import type { GrpcTls } from './grpc/grpc-tls.js';
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
  readonly tls?: GrpcTls;
}

/** The transport of a protocol. Throws for a header that it cannot carry, and for gRPC without its package. */
export function createTransport(config: TransportConfig): Transport {
  const { protocol, compression, tls, ...http } = config;
  if (protocol !== 'grpc') return new HttpTransport(http);
  const { urls, ...rest } = http;
  return new GrpcTransport({ ...rest, url: urls.traces, compression, ...(tls && { tls }) });
}
