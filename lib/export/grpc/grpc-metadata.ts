import type { Metadata } from '@grpc/grpc-js';
import type { GrpcApi } from './load-grpc.js';

/** gRPC over HTTP/2, section Requests: what the names and values of metadata are made of. */
const NAME = /^[0-9a-z_.-]+$/;
const VALUE = /^[\x20-\x7e]*$/;

/** Those of the protocol: no header of the app takes their place. */
const RESERVED = /^(grpc-.*|content-(type|length|encoding)|te|host|connection|keep-alive|upgrade)$/;
const OF_CONNECTIONS = /^(proxy-connection|transfer-encoding|http2-settings|user-agent)$/;

/** Why a header cannot be sent over gRPC. Never its value, which may be a key. */
export function metadataProblem(name: string, value: string): string | undefined {
  if (!NAME.test(name.toLowerCase())) return 'a name of lower-case letters, digits, "_", "-" and "."';
  return name.toLowerCase().endsWith('-bin') || VALUE.test(value) ? undefined : 'a value of printable ASCII';
}

/**
 * The headers as metadata, for every call. A value under a name that ends in `-bin` is base64.
 *
 * @throws TypeError for what no call can carry
 */
export function grpcMetadata(
  { Metadata }: GrpcApi,
  headers: Readonly<Record<string, string>>,
  apiKey: string | undefined,
): Metadata {
  const metadata = new Metadata();
  const all = apiKey === undefined ? headers : { ...headers, 'x-api-key': apiKey };
  for (const [name, value] of Object.entries(all)) {
    const problem = metadataProblem(name, value);
    if (problem !== undefined) throw new TypeError(`the header ${name} needs ${problem}`);
    const lowered = name.toLowerCase();
    if (RESERVED.test(lowered) || OF_CONNECTIONS.test(lowered)) continue;
    metadata.set(lowered, lowered.endsWith('-bin') ? Buffer.from(value, 'base64') : value);
  }
  return metadata;
}
