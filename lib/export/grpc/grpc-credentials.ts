import type { ChannelCredentials } from '@grpc/grpc-js';
import type { TlsMaterial } from '../connection/tls-material.js';
import type { GrpcApi } from './load-grpc.js';

/** TLS for an https URL, clear text for an http one. */
export function grpcCredentials({ credentials }: GrpcApi, url: URL, tls: TlsMaterial): ChannelCredentials {
  if (url.protocol !== 'https:') return credentials.createInsecure();
  // Said also where it is the default: the environment could say something else.
  return credentials.createFromSecureContext(tls.secureContext, { rejectUnauthorized: tls.verifies });
}
