import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { readPackage, type FoundPackage } from './find-package.js';

/** Deep enough for what package managers nest; a bound for whatever else there may be. */
const MAX_DEPTH = 4;

/** Every copy of a package below a folder's node_modules, those nested in other packages included. */
export function findCopies(name: string, folder: string): readonly FoundPackage[] {
  const copies = new Map<string, FoundPackage>();
  visit(join(folder, 'node_modules'), MAX_DEPTH, (modules) => {
    const found = readPackage(join(modules, name));
    if (found !== undefined) copies.set(found.folder, found);
  });
  return [...copies.values()];
}

function visit(modules: string, depth: number, look: (modules: string) => void): void {
  const names = namesIn(modules);
  if (names.length === 0 || depth === 0) return;
  look(modules);
  const packages = names.flatMap((name) =>
    name.startsWith('@') ? namesIn(join(modules, name)).map((each) => join(name, each)) : [name],
  );
  for (const each of packages) visit(join(modules, each, 'node_modules'), depth - 1, look);
}

function namesIn(folder: string): readonly string[] {
  try {
    // Links are not followed: they may lead in circles, and what they lead to is looked at where it is.
    return readdirSync(folder, { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
      .map(({ name }) => name);
  } catch {
    return [];
  }
}
