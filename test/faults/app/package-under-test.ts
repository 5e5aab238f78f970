import { createRequire } from 'node:module';

/** The package as it was built and as an app sees it, not the sources: hence the types from there, and the cast. */
type Package = typeof import('../../../lib/index.js');

const NAME: string = 'apitoolkit-nestjs';

export async function importPackage(): Promise<Package> {
  return (await import(NAME)) as Package;
}

/** Of its code, as the URLs of its files begin. */
export function packageFolder(): string {
  return new URL('.', import.meta.resolve(NAME)).href;
}

/** The second copy, the CommonJS one, by its file: `require` of the name may give the first. */
export function requireCopy(): Package {
  const require = createRequire(import.meta.url);
  const [folder] = require.resolve(NAME).split(/[/\\]dist[/\\]/);
  return require(`${folder}/dist/cjs/index.js`) as Package;
}
