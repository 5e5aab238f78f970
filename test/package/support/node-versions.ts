import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { npmInstall } from './commands.js';
import { temporaryFolder } from './temporary-folder.js';

/** The oldest Node that we promise, and the newest there is; beside these, the tests run on this one. */
export const OTHER_NODES = ['20.19', '26'] as const;

/** Installs Node binaries from their npm packages and returns a path for each version. */
export async function installNodes(): Promise<{ pathOf(version: string): string; remove(): void }> {
  const folder = temporaryFolder();
  const { platform, arch } = process;
  const name = `node-${platform === 'win32' ? 'win' : platform}-${arch}`;
  writeFileSync(join(folder.path, 'package.json'), '{ "private": true }');
  await npmInstall(folder.path, ...OTHER_NODES.map((version) => `node-${version}@npm:${name}@${version}`));
  const binary = platform === 'win32' ? 'node.exe' : 'node';
  return {
    pathOf: (version) => join(folder.path, 'node_modules', `node-${version}`, 'bin', binary),
    remove: () => folder.remove(),
  };
}
