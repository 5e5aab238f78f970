import { createSecureContext } from 'node:tls';
import type { ChannelCredentials } from '@grpc/grpc-js';
import type { GrpcTls } from './grpc-tls.js';
import type { GrpcApi } from './load-grpc.js';

/**
 * TLS for an https URL, clear text for an http one.
 *
 * @throws Error when the material is none
 */
export function grpcCredentials({ credentials }: GrpcApi, url: URL, tls: GrpcTls = {}): ChannelCredentials {
  if (url.protocol !== 'https:') return credentials.createInsecure();
  const { ca, ...own } = tls;
  const context = createSecureContext(ca === undefined ? own : { ...own, ca: [ca].flat() });
  return credentials.createFromSecureContext(context);
}
