import { readdir, rename, stat, unlink } from 'node:fs/promises';
import { basename } from 'node:path';
import type { SpoolFolder } from './spool-folder.js';
import { quarantineName } from './spool-names.js';

/** More files than these, and older ones than records may be, are removed. */
const MAX_FILES = 8;

/** Puts a file aside that cannot be read, for a person to look at. Never rejects. */
export async function quarantine(folder: SpoolFolder, path: string, maxAgeMs: number): Promise<void> {
  await rename(path, folder.pathOf(quarantineName(basename(path)))).catch(() => {});
  await cleanQuarantine(folder, maxAgeMs);
}

/** Never rejects. */
export async function cleanQuarantine(folder: SpoolFolder, maxAgeMs: number): Promise<void> {
  const names = await readdir(folder.path).catch((): string[] => []);
  const files = await Promise.all(
    names.filter((name) => name.endsWith(quarantineName(''))).map((name) => agedFile(folder.pathOf(name))),
  );
  files.sort((a, b) => b.modifiedAtMs - a.modifiedAtMs);
  const removed = files.filter(
    ({ modifiedAtMs }, index) => index >= MAX_FILES || Date.now() - modifiedAtMs > maxAgeMs,
  );
  await Promise.all(removed.map(({ path }) => unlink(path).catch(() => {})));
}

async function agedFile(path: string): Promise<{ path: string; modifiedAtMs: number }> {
  const modifiedAtMs = await stat(path).then(
    (stats) => stats.mtimeMs,
    () => Date.now(),
  );
  return { path, modifiedAtMs };
}
