import { fileURLToPath } from 'node:url';
import type { TestProject } from 'vitest/node';
import { pack } from '../../../scripts/pack.mjs';
import { mustRunIn } from './commands.js';
import { temporaryFolder } from './temporary-folder.js';

declare module 'vitest' {
  interface ProvidedContext {
    /** The package as it would be published, built from the sources of now. */
    tarball: string;
  }
}

/** Builds and packs once for all tests of the package. */
export async function setup(project: TestProject): Promise<() => void> {
  const root = fileURLToPath(new URL('../../..', import.meta.url));
  await mustRunIn(root, process.execPath, ['scripts/build.mjs']);
  const folder = temporaryFolder();
  project.provide('tarball', pack(folder.path));
  return () => folder.remove();
}
