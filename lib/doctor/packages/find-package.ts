import { readFileSync, realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';

export interface FoundPackage {
  /** Where it really is, links followed. */
  readonly folder: string;
  readonly version: string;
}

/** The package that a file in this folder would get: the nearest one above, as Node looks for it. */
export function findPackage(name: string, from: string): FoundPackage | undefined {
  for (let folder = from; ; folder = dirname(folder)) {
    const found = readPackage(join(folder, 'node_modules', name));
    if (found !== undefined || folder === dirname(folder)) return found;
  }
}

/** The package in this very folder. */
export function readPackage(folder: string): FoundPackage | undefined {
  try {
    const manifest: unknown = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
    const version: unknown =
      typeof manifest === 'object' && manifest !== null && Reflect.get(manifest, 'version');
    return { folder: realpathSync(folder), version: typeof version === 'string' ? version : 'unknown' };
  } catch {
    return undefined;
  }
}
