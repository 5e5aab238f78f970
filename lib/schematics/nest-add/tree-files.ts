import type { DirEntry, Tree } from '@angular-devkit/schematics';

/** A file's text with its byte order mark, which `tree.readText()` would drop; undefined where there is no file. */
export function readText(tree: Tree, path: string): string | undefined {
  return tree.read(path)?.toString('utf8');
}

/** A JSON file of the app; empty where it is not there or cannot be read. */
export function readObject(tree: Tree, path: string): Readonly<Record<string, unknown>> {
  try {
    return objectIn(JSON.parse(readText(tree, path) ?? ''));
  } catch {
    return {};
  }
}

/** What is not an object counts as one with nothing in it. */
export function objectIn(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}

/** The files below a folder; what was installed or built there is not looked at. */
export function* filesBelow(folder: DirEntry): Generator<string> {
  for (const name of folder.subfiles) yield `${folder.path}/${name}`;
  for (const name of folder.subdirs) {
    if (name !== 'node_modules' && name !== 'dist') yield* filesBelow(folder.dir(name));
  }
}
