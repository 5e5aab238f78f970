import { createSecureContext } from 'node:tls';
import type { ChannelCredentials } from '@grpc/grpc-js';
import type { GrpcApi } from './load-grpc.js';

/** PEM texts, in place of the system's certificate authorities and beside no certificate of our own. */
export interface GrpcTls {
  readonly ca?: string | Buffer | readonly (string | Buffer)[];
  readonly cert?: string | Buffer;
  readonly key?: string | Buffer;
  readonly passphrase?: string;
}

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
