import type { Tree } from '@angular-devkit/schematics';
import { eolOf } from './code-style.js';
import { objectIn, readObject, readText } from './tree-files.js';

const MANIFEST = 'package.json';

/** Made for the app's Nest: what a package manager picks by itself is the newest, which Jest may not load. */
const AXIOS_FOR_NEST: Readonly<Record<string, string>> = { 10: '^3.1.3', 11: '^4.0.0', 12: '^12.0.0' };

/**
 * Names the peers that an app may lack in its package.json: not every package manager installs peers, and with
 * those that do they would go with this package. Answers with what was added, as `name@range`.
 */
export function addPeers(tree: Tree): readonly string[] {
  const manifest = readObject(tree, MANIFEST);
  const axiosModule = AXIOS_FOR_NEST[nestMajor(tree, manifest) ?? ''];
  // Not an app of a Nest that is known: the doctor says more.
  if (axiosModule === undefined) return [];
  const missing = Object.entries({ '@nestjs/axios': axiosModule, axios: '^1.5.0' }).filter(
    ([name]) => !isNamed(manifest, name),
  );
  if (missing.length === 0) return [];
  const dependencies = { ...objectIn(manifest['dependencies']), ...Object.fromEntries(missing) };
  const sorted = Object.fromEntries(
    Object.entries(dependencies).toSorted(([one], [other]) => (one < other ? -1 : 1)),
  );
  write(tree, { ...manifest, dependencies: sorted });
  return missing.map(([name, range]) => `${name}@${range}`);
}

/** Of what is installed, or of the range in package.json: `workspace:*` and the like name no version. */
function nestMajor(tree: Tree, manifest: Readonly<Record<string, unknown>>): string | undefined {
  const range = objectIn(manifest['dependencies'])['@nestjs/core'];
  const installed = readObject(tree, 'node_modules/@nestjs/core/package.json')['version'];
  return [installed, range]
    .map((version) => /\d+/.exec(String(version))?.[0])
    .find((major) => major !== undefined);
}

function isNamed(manifest: Readonly<Record<string, unknown>>, name: string): boolean {
  return ['dependencies', 'devDependencies', 'peerDependencies', 'optionalDependencies'].some(
    (kind) => name in objectIn(manifest[kind]),
  );
}

/** In the file's own indentation and line ends. */
function write(tree: Tree, manifest: object): void {
  const text = readText(tree, MANIFEST) ?? '';
  const indent = /^[ \t]+/m.exec(text)?.[0] ?? '  ';
  const end = /\s*$/.exec(text)?.[0] ?? '';
  tree.overwrite(MANIFEST, JSON.stringify(manifest, undefined, indent).replaceAll('\n', eolOf(text)) + end);
}
