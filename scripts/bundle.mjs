import { cpSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { rolldown } from 'rolldown';
import { root } from './run.mjs';

/** What the compiler gave, a file for each source. Not shipped. */
export const build = join(root, 'build');
/** What is shipped. */
export const dist = join(root, 'dist');
/** The schematics: the Nest CLI requires them, so they are there as CommonJS only, and without declarations. */
export const collection = join(root, 'lib/schematics/collection.json');

/**
 * Makes a few files of many, for each format: an app waits for every file that it loads. What entry points share is in files
 * of its own, so that nothing is there twice. Names and comments stay: the code is to be read by those who install it.
 */
export async function bundle() {
  const bundles = ['esm', 'cjs'].map((format) => bundleFormat(format, join(dist, format)));
  await Promise.all(bundles);
}

async function bundleFormat(format, dir) {
  const names = entryPoints(format);
  const bundled = await rolldown({
    input: Object.fromEntries(names.map((name) => [name, join(build, `${name}.js`)])),
    platform: 'node',
    // What the groups below need; an entry point that is a list of names is not extended.
    preserveEntrySignatures: 'allow-extension',
    external: (id) => !/^[./]/.test(id) && !id.startsWith(root),
    onLog: (_level, log) => {
      throw new Error(log.message);
    },
  });
  await bundled.write({
    dir,
    format,
    entryFileNames: '[name].js',
    chunkFileNames: 'parts/[name].js',
    codeSplitting: {
      includeDependenciesRecursively: false,
      groups: [{ debugName: 'folders of lib', name: (file) => partOf(file, names) }],
    },
  });
  await bundled.close();
  cpSync(build, dir, {
    recursive: true,
    filter: (file) => !file.endsWith('.js') && file !== join(build, 'schematics'),
  });
}

/** Each folder of lib is one file, and so are those that lie in lib itself. */
function partOf(file, names) {
  const source = relative(build, file).split(sep).join('/').replace(/\.js$/, '');
  if (names.includes(source)) return undefined;
  return source.includes('/') ? source.split('/')[0] : 'apitoolkit';
}

/** What package.json names of a format, `index`, `testing/index` …, and the schematics. */
function entryPoints(format) {
  const manifest = readFileSync(join(root, 'package.json'), 'utf8');
  const names = manifest.matchAll(new RegExp(`"(?:\\./)?dist/${format}/(.+)\\.js"`, 'g'));
  const schematics =
    format === 'cjs' ? readFileSync(collection, 'utf8').matchAll(/"factory": "\.\/(.+)#/g) : [];
  return [
    ...new Set(Array.from(names, ([, name]) => name)),
    ...Array.from(schematics, ([, name]) => `schematics/${name}`),
  ];
}
