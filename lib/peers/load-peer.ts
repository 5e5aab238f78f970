import { createRequire } from 'node:module';
import { join } from 'node:path';

/** An optional peer of this package: what is asked of it, and what is said where it is not there. */
export interface Peer<Api> {
  readonly name: string;
  /** The versions that the peer range means. A package manager may have put another there, for another package. */
  readonly supported: RegExp;
  /** @throws Error when the package has not what is needed */
  readonly adapt: (exported: unknown) => Api;
  /** The whole message, with the remedy, where none can be used. */
  readonly missing: (found: string) => string;
}

/**
 * The app's own copy of a peer, without waiting: it needs to have a file for `require`.
 *
 * @param starts files from whose place it is looked for, one after the other
 * @throws Error with the remedy, when no supported version is installed
 */
export function loadPeer<Api>(peer: Peer<Api>, starts: readonly string[] = appStarts()): Api {
  let found = 'it is not installed';
  for (const start of starts) {
    const require = createRequire(start);
    const version = installedVersion(require, peer.name);
    if (version === undefined) continue;
    if (!peer.supported.test(version)) {
      found = `${version} is installed`;
      continue;
    }
    try {
      return peer.adapt(require(peer.name));
    } catch (error) {
      found = `it cannot be loaded (${error instanceof Error ? error.message : String(error)})`;
    }
  }
  throw new Error(peer.missing(found));
}

function installedVersion(require: NodeJS.Require, name: string): string | undefined {
  try {
    const manifest: unknown = require(`${name}/package.json`);
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
