import { createRequire } from 'node:module';

/** The compiler's library. Only its types are known here: the app brings it. */
export type TypeScript = typeof import('typescript');

/**
 * The first TypeScript, seen from these files, that can read source code: the app's own, else the one that its Nest
 * CLI or a CLI installed globally came with. TypeScript 7 has a command only.
 */
export function loadTypeScript(...files: readonly string[]): TypeScript | undefined {
  for (const file of files) {
    const found = load(file, 'typescript');
    if (isLibrary(found)) return found;
  }
  return undefined;
}

/** Where to look for it, given the app's package.json. */
export function typeScriptUsers(appManifest: string): readonly string[] {
  const cli = resolve(appManifest, '@nestjs/cli/package.json');
  const runner = process.argv[1];
  return [appManifest, cli, runner].filter((file) => file !== undefined);
}

function load(from: string, name: string): unknown {
  try {
    return createRequire(from)(name);
  } catch {
    // Not installed there: the next one may be.
    return undefined;
  }
}

function resolve(from: string, name: string): string | undefined {
  try {
    return createRequire(from).resolve(name);
  } catch {
    return undefined;
  }
}

function isLibrary(found: unknown): found is TypeScript {
  if (typeof found !== 'object' || found === null) return false;
  return 'createSourceFile' in found && 'getDecorators' in found;
}
