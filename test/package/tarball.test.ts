import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { homedir } from 'node:os';
import { join, posix, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { mustRunIn } from './support/commands.js';
import { temporaryFolder } from './support/temporary-folder.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const folder = temporaryFolder();
let files: string[];

beforeAll(async () => {
  await mustRunIn(folder.path, 'tar', ['-xzf', inject('tarball')]);
  files = readdirSync(join(folder.path, 'package'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(join(folder.path, 'package').length + 1))
    .map((file) => file.split(sep).join('/'))
    .toSorted();
});

afterAll(() => folder.remove());

function read(file: string): string {
  return readFileSync(join(folder.path, 'package', file), 'utf8');
}

/** Every file path that package.json names, at any depth. */
function advertised(value: unknown): string[] {
  if (typeof value === 'string') return /^(\.\/|dist\/)/.test(value) ? [posix.normalize(value)] : [];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(advertised) : [];
}

describe('the packed tarball', () => {
  it('ships the build and the papers beside it, nothing else', () => {
    const outsideDist = files.filter((file) => !file.startsWith('dist/'));
    const kinds = new Set(
      files.filter((file) => file.startsWith('dist/')).map((file) => /(\.d)?\.\w+$/.exec(file)?.[0]),
    );

    expect(outsideDist).toEqual(['CHANGELOG.md', 'LICENSE', 'README.md', 'package.json']);
    expect([...kinds].toSorted()).toEqual(['.css', '.d.ts', '.html', '.js', '.json', '.svg']);
    expect(files.filter((file) => file.startsWith('dist/inspector-page/'))).toEqual(
      ['app.css', 'app.js', 'icon.svg', 'index.html'].map((name) => `dist/inspector-page/${name}`),
    );
    expect(files.filter((file) => file.endsWith('.json'))).toEqual([
      'dist/cjs/package.json',
      'dist/cjs/schematics/collection.json',
      'package.json',
    ]);
  });

  it('declares every source file in both module formats, and nothing left from an older build', () => {
    const sources = readdirSync(join(root, 'lib'), { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts') && !file.startsWith('schematics'))
      .map((file) => file.split(sep).join('/').slice(0, -'.ts'.length));
    const expected = ['cjs', 'esm'].flatMap((format) =>
      sources.map((source) => `dist/${format}/${source}.d.ts`),
    );

    expect(files.filter((file) => file.endsWith('.d.ts'))).toEqual(expected.toSorted());
  });

  it('has few files of code, since an app waits for each of them', () => {
    const manifest: unknown = JSON.parse(read('package.json'));
    const code = files.filter((file) => file.endsWith('.js') && !file.startsWith('dist/inspector-page/'));
    const folders = readdirSync(join(root, 'lib'));
    const unexpected = code.filter((file) => {
      const part = /^dist\/\w+\/parts\/([\w-]+)\.js$/.exec(file)?.[1];
      return part === undefined
        ? !advertised(manifest).includes(file) && !file.endsWith('.schematic.js')
        : !folders.includes(part) && part !== 'apitoolkit' && part !== 'rolldown-runtime';
    });

    expect(unexpected).toEqual([]);
  });

  it('has a file wherever package.json points', () => {
    const manifest: unknown = JSON.parse(read('package.json'));
    const paths = advertised(manifest);

    expect(paths.length).toBeGreaterThan(10);
    expect(paths.filter((path) => !files.includes(path))).toEqual([]);
  });

  it('has a command that a shell can start', () => {
    const { bin }: { bin: Record<string, string> } = JSON.parse(read('package.json'));
    const file = bin['apitoolkit-nestjs'] ?? '';

    expect(Object.keys(bin)).toEqual(['apitoolkit-nestjs']);
    expect(read(file)).toMatch(/^#!\/usr\/bin\/env node\n/);
    expect(statSync(join(folder.path, 'package', file)).mode & 0o111).toBe(0o111);
  });

  it('installs nothing but itself and runs nothing on installation', () => {
    const manifest: unknown = JSON.parse(read('package.json'));

    expect(manifest).not.toHaveProperty('dependencies');
    for (const script of ['preinstall', 'install', 'postinstall', 'prepare']) {
      expect(manifest).not.toHaveProperty(['scripts', script]);
    }
  });

  it('carries no path of the machine that built it, no test and no map of files that are not there', () => {
    const built = files
      .filter((file) => file.startsWith('dist/'))
      .map((file) => ({ file, text: read(file) }));
    const named = (text: string) =>
      [root, join(homedir(), sep)].some((path) => path.split(sep).length > 3 && text.includes(path));

    expect(built.filter(({ text }) => named(text)).map(({ file }) => file)).toEqual([]);
    expect(built.filter(({ text }) => text.includes('sourceMappingURL')).map(({ file }) => file)).toEqual([]);
    expect(files.filter((file) => /(^|[./])(test|spec)\./.test(file))).toEqual([]);
  });

  it('has schematics that need nothing but Node and themselves', () => {
    const required = files
      .filter((file) => /^dist\/cjs\/(schematics|parts\/schematics)\b.*\.js$/.test(file))
      .flatMap((file) => [...read(file).matchAll(/require\("([^"]+)"\)/g)].map(([, name = '']) => name))
      .filter((name) => !isBuiltin(name));

    expect(required).toEqual(['../../parts/schematics.js']);
  });

  it('names only what is below lib in its declarations', () => {
    const outside = files
      .filter((file) => file.endsWith('.d.ts'))
      .flatMap((file) =>
        [...read(file).matchAll(/(?:from|import\()\s*['"](\.[^'"]+)['"]/g)].map(([, target = '']) =>
          posix.join(posix.dirname(file), target).replace(/\.js$/, '.d.ts'),
        ),
      )
      .filter((target) => !existsSync(join(folder.path, 'package', target)));

    expect(outside).toEqual([]);
  });
});
