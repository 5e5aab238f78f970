import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The name and version of the app that runs, from the nearest package.json above its entry file. */
export function packageIdentity(): { readonly name?: string; readonly version?: string } {
  for (let folder = dirname(process.argv[1] ?? join(process.cwd(), 'main')); ; folder = dirname(folder)) {
    const found = readIdentity(join(folder, 'package.json'));
    if (found?.name !== undefined || folder === dirname(folder)) return found ?? {};
  }
}

function readIdentity(file: string): { name?: string; version?: string } | undefined {
  try {
    const content: unknown = JSON.parse(readFileSync(file, 'utf8'));
    if (typeof content !== 'object' || content === null) return undefined;
    const name: unknown = Reflect.get(content, 'name');
    const version: unknown = Reflect.get(content, 'version');
    return { ...(typeof name === 'string' && { name }), ...(typeof version === 'string' && { version }) };
  } catch {
    // None here, or one that cannot be read: the name of a service is not worth a failed boot.
    return undefined;
  }
}
