import { readFileSync, realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';

export interface Peer {
  readonly name: string;
  readonly range: string;
  readonly optional: boolean;
}

/** What this package wants its apps to bring, as its own package.json says, which lies above the command's file. */
export function readPeers(cliFile: string): readonly Peer[] {
  // The file that was started may be a link in node_modules/.bin.
  const manifest = ownManifest(dirname(realpathSync(cliFile)));
  const optional = recordIn(manifest, 'peerDependenciesMeta');
  return Object.entries(recordIn(manifest, 'peerDependencies')).map(([name, range]) => ({
    name,
    range: String(range),
    optional: recordIn(optional, name)['optional'] === true,
  }));
}

function ownManifest(start: string): unknown {
  for (let folder = start; ; folder = dirname(folder)) {
    const manifest = readJson(join(folder, 'package.json'));
    if (recordIn({ manifest }, 'manifest')['name'] === 'apitoolkit-nestjs') return manifest;
    if (folder === dirname(folder)) return undefined;
  }
}

function readJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}

function recordIn(owner: unknown, name: string): Readonly<Record<string, unknown>> {
  const value: unknown = typeof owner === 'object' && owner !== null ? Reflect.get(owner, name) : undefined;
  return typeof value === 'object' && value !== null ? { ...value } : {};
}
