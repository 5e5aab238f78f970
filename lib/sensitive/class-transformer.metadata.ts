import { createRequire } from 'node:module';
import { classChain, isClass, isObject, member, textKeys, type Class } from './classes.js';
import { rememberForNow } from './remember-for-now.js';

const MAPS = {
  type: '_typeMetadatas',
  transform: '_transformMetadatas',
  expose: '_exposeMetadatas',
  exclude: '_excludeMetadatas',
} as const;

/** What class-transformer's decorators of one kind say about a property, in a class and its bases. */
export function transformations(type: Class, property: string, kind: keyof typeof MAPS): object[] {
  const maps = mapsOf(kind);
  return classChain(type).flatMap((link) =>
    maps.map((map) => ofProperty(map.get(link), property)).filter(isObject),
  );
}

/** The properties that class-transformer knows of this very class. */
export function transformedProperties(type: Class): string[] {
  return allMaps().flatMap((map) => textKeys(map.get(type)));
}

/** Every class that class-transformer knows anything of. */
export function transformedClasses(): Class[] {
  return [...new Set(allMaps().flatMap((map) => [...map.keys()].filter(isClass)))];
}

function ofProperty(properties: unknown, property: string): unknown {
  return properties instanceof Map ? properties.get(property) : undefined;
}

function allMaps(): Map<unknown, unknown>[] {
  return [...mapsOf('type'), ...mapsOf('transform'), ...mapsOf('expose'), ...mapsOf('exclude')];
}

const mapsOf = rememberForNow((kind: keyof typeof MAPS): Map<unknown, unknown>[] =>
  loadedStorages()
    .map((storage) => member(storage, MAPS[kind]))
    .filter((map) => map instanceof Map),
);

/**
 * The storage of every copy of class-transformer that this process has loaded; loads none. An app that uses
 * its decorators has loaded it, wherever it is installed; Node runs its CommonJS files for `import` as well.
 */
function loadedStorages(): unknown[] {
  const { cache } = createRequire(`${process.cwd()}/`);
  return Object.entries(cache)
    .filter(([file]) => STORAGE_FILE.test(file))
    .map(([, module]) => member(module?.exports, 'defaultMetadataStorage'));
}

const STORAGE_FILE = /[\\/]class-transformer[\\/](?:cjs[\\/])?storage\.js$/;
