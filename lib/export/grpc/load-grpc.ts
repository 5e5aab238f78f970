import { createRequire } from 'node:module';
import { join } from 'node:path';
import type * as grpcJs from '@grpc/grpc-js';

/** `@grpc/grpc-js`, as far as it is used. */
export type GrpcApi = Pick<typeof grpcJs, 'Client' | 'Metadata' | 'connectivityState' | 'credentials'>;

let loaded: GrpcApi | undefined;

/**
 * The app's own copy of `@grpc/grpc-js`, an optional peer: loaded when an app exports over gRPC. It has a
 * file for `require`, so that the module can be set up without waiting.
 *
 * @throws Error with the remedy, when no supported version is installed
 */
export function loadGrpc(): GrpcApi {
  return (loaded ??= loadGrpcFrom(appStarts()));
}

/** The copy that one of these files would get. */
export function loadGrpcFrom(starts: readonly string[]): GrpcApi {
  let found = 'it is not installed';
  for (const start of starts) {
    const require = createRequire(start);
    const version = installedVersion(require);
    if (version === undefined) continue;
    if (!SUPPORTED.test(version)) {
      found = `${version} is installed`;
      continue;
    }
    try {
      return adapt(require('@grpc/grpc-js'));
    } catch (error) {
      found = `it cannot be loaded (${error instanceof Error ? error.message : String(error)})`;
    }
  }
  throw new Error(
    `gRPC needs the package @grpc/grpc-js ${RANGE} in the app, and ${found}: npm install @grpc/grpc-js`,
  );
}

/** What the peer range says. A package manager may have put another version there, for another package. */
const RANGE = '^1.12';
const SUPPORTED = /^1\.(?:1[2-9]|[2-9]\d|\d{3,})\.\d+$/;

function installedVersion(require: NodeJS.Require): string | undefined {
  try {
    const manifest: unknown = require('@grpc/grpc-js/package.json');
    return typeof manifest === 'object' && manifest !== null && 'version' in manifest
      ? String(manifest.version)
      : undefined;
  } catch {
    return undefined;
  }
}

/** The file that was started, and a file where it was started: a process manager may be the former, never the latter. */
function appStarts(): readonly string[] {
  const besideApp = join(process.cwd(), 'app.js');
  return process.argv[1] === undefined ? [besideApp] : [process.argv[1], besideApp];
}

function adapt(exported: unknown): GrpcApi {
  if (!isGrpcApi(exported)) throw new Error('it exports no Client');
  return exported;
}

function isGrpcApi(exported: unknown): exported is GrpcApi {
  if (typeof exported !== 'object' || exported === null) return false;
  return ['Client', 'Metadata', 'connectivityState', 'credentials'].every((name) => name in exported);
}
