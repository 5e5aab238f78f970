import type * as grpcJs from '@grpc/grpc-js';
import { loadPeer, type Peer } from '../../peers/load-peer.js';

/** `@grpc/grpc-js`, as far as it is used. */
export type GrpcApi = Pick<typeof grpcJs, 'Client' | 'Metadata' | 'connectivityState' | 'credentials'>;

let loaded: GrpcApi | undefined;

/**
 * The app's own copy of `@grpc/grpc-js`, an optional peer: loaded when an app exports over gRPC.
 *
 * @throws Error with the remedy, when no supported version is installed
 */
export function loadGrpc(): GrpcApi {
  return (loaded ??= loadPeer(GRPC_JS));
}

/** The copy that one of these files would get. */
export function loadGrpcFrom(starts: readonly string[]): GrpcApi {
  return loadPeer(GRPC_JS, starts);
}

const GRPC_JS: Peer<GrpcApi> = {
  name: '@grpc/grpc-js',
  supported: /^1\.(?:1[2-9]|[2-9]\d|\d{3,})\.\d+$/,
  adapt,
  missing: (found) =>
    `gRPC needs the package @grpc/grpc-js ^1.12 in the app, and ${found}: npm install @grpc/grpc-js`,
};

function adapt(exported: unknown): GrpcApi {
  if (!isGrpcApi(exported)) throw new Error('it exports no Client');
  return exported;
}

function isGrpcApi(exported: unknown): exported is GrpcApi {
  if (typeof exported !== 'object' || exported === null) return false;
  return ['Client', 'Metadata', 'connectivityState', 'credentials'].every((name) => name in exported);
}
