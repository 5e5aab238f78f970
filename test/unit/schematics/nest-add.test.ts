import { HostTree } from '@angular-devkit/schematics';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { addToApp } from '../../../lib/schematics/nest-add/add-to-app.js';
import { nextSteps } from '../../../lib/schematics/nest-add/next-steps.js';

const MODULE = `import { Module } from '@nestjs/common';

@Module({
  imports: [],
})
export class AppModule {}
`;
const MODULE_WITH_IMPORT = `import { Module } from '@nestjs/common';
import { APIToolkitModule } from 'apitoolkit-nestjs';

@Module({
  imports: [APIToolkitModule.forRoot()],
})
export class AppModule {}
`;
const MAIN = `import { NestFactory } from '@nestjs/core';
import { AppModule } from './app.module.js';

const app = await NestFactory.create(AppModule);
await app.listen(3000);
`;
const MANIFEST = '{\n  "dependencies": {\n    "@nestjs/core": "^12.0.1",\n    "rxjs": "^7"\n  }\n}\n';
const APP = { 'package.json': MANIFEST, 'src/main.ts': MAIN, 'src/app.module.ts': MODULE };

/** The files of an app after the schematic ran on it, and what it said. */
interface Ran {
  readonly files: Readonly<Record<string, string>>;
  readonly said: string;
}

function run(files: Readonly<Record<string, string>>, { sourceRoot = 'src', skipInstall = false } = {}): Ran {
  const tree = treeOf(files);
  const said = nextSteps(addToApp(tree, sourceRoot, ts), skipInstall);
  return { files: filesOf(tree), said };
}

function treeOf(files: Readonly<Record<string, string>>): HostTree {
  const tree = new HostTree();
  for (const [path, text] of Object.entries(files)) tree.create(path, text);
  return tree;
}

function filesOf(tree: HostTree): Readonly<Record<string, string>> {
  const files: Record<string, string> = {};
  tree.visit((path) => void (files[path.slice(1)] = tree.readText(path)));
  return files;
}

describe('nest add', () => {
  it('adds the import, the peers and an example of the environment, and says what is next', () => {
    const { files, said } = run(APP);

    expect(files).toEqual({
      'package.json':
        '{\n  "dependencies": {\n    "@nestjs/axios": "^12.0.0",\n    "@nestjs/core": "^12.0.1",\n    "axios": "^1.5.0",\n    "rxjs": "^7"\n  }\n}\n',
      'src/main.ts': MAIN,
      'src/app.module.ts': MODULE_WITH_IMPORT,
      '.env.example': expect.stringContaining('\nAPITOOLKIT_KEY=\n'),
    });
    expect(said).toMatch(
      /^APIToolkitModule is imported in src\/app\.module\.ts\.\nIt needs @nestjs\/axios@\^12\.0\.0 and axios@\^1\.5\.0: now in package\.json\.\n/,
    );
    expect(said).toContain('http://localhost:3000/_apitoolkit');
  });

  it('changes nothing when it runs again, and says so', () => {
    const { files } = run(APP);

    expect(run(files)).toEqual({
      files,
      said: 'APIToolkitModule is imported in src/app.module.ts already: nothing to do.',
    });
  });

  it('finds an import in another module, but not one in a test', () => {
    const inAnother = run({ ...APP, 'src/observability/observability.module.ts': MODULE_WITH_IMPORT });
    const inTest = run({ ...APP, 'src/app.controller.spec.ts': MODULE_WITH_IMPORT });

    expect(inAnother.files['src/app.module.ts']).toBe(MODULE);
    expect(inAnother.said).toContain('in src/observability/observability.module.ts already.');
    expect(inTest.files['src/app.module.ts']).toBe(MODULE_WITH_IMPORT);
  });

  it('is not kept by a name in a comment or by a type', () => {
    const mention = `// APIToolkitModule.forRoot() of apitoolkit-nestjs
import type { APIToolkitModule } from 'apitoolkit-nestjs';
`;

    expect(run({ ...APP, 'src/notes.ts': mention }).files['src/app.module.ts']).toBe(MODULE_WITH_IMPORT);
  });

  it('says that peers are yet to be installed where the install is skipped', () => {
    expect(run(APP, { skipInstall: true }).said).toContain('now in package.json, and yet to be installed.');
  });

  it('never touches a .env', () => {
    const { files } = run({ ...APP, '.env': 'PORT=3000\n', '.env.example': 'PORT=\n' });

    expect(files['.env']).toBe('PORT=3000\n');
    expect(files['.env.example']).toMatch(/^PORT=\n\n# .*\nAPITOOLKIT_KEY=\n/);
  });
});

describe('the peers', () => {
  it.each([
    ['10', '^10.0.0', '^3.1.3'],
    ['11', '~11.0.1', '^4.0.0'],
    ['12', '12', '^12.0.0'],
  ])('are those for Nest %s', (_, nest, axios) => {
    const { files } = run({ ...APP, 'package.json': `{ "dependencies": { "@nestjs/core": "${nest}" } }` });

    expect(JSON.parse(files['package.json'] ?? '')).toEqual({
      dependencies: { '@nestjs/axios': axios, '@nestjs/core': nest, axios: '^1.5.0' },
    });
  });

  it('are those for the Nest that is installed, where package.json names no version', () => {
    const { files } = run({
      ...APP,
      'package.json': '{ "dependencies": { "@nestjs/core": "catalog:" } }',
      'node_modules/@nestjs/core/package.json': '{ "version": "11.1.2" }',
    });

    expect(JSON.parse(files['package.json'] ?? '')).toMatchObject({
      dependencies: { '@nestjs/axios': '^4.0.0' },
    });
  });

  it('are left as they are where the app names them', () => {
    const manifest =
      '{"dependencies":{"@nestjs/core":"^11","@nestjs/axios":"4.0.0"},"devDependencies":{"axios":"1.7.0"}}';

    const { files } = run({ ...APP, 'package.json': manifest });

    expect(files['package.json']).toBe(manifest);
  });

  it('are not guessed for a Nest that is not known', () => {
    const manifest = '{ "dependencies": { "@nestjs/core": "^9.0.0" } }';

    expect(run({ ...APP, 'package.json': manifest }).files['package.json']).toBe(manifest);
  });
});

describe('the root module', () => {
  it.each([
    ['by its path', "import { AppModule } from './core/app.module';", 'src/core/app.module.ts'],
    [
      'by a path from the folder',
      "import { AppModule } from 'src/core/app.module';",
      'src/core/app.module.ts',
    ],
    ['by its folder', "import { AppModule } from './core';", 'src/core/index.ts'],
  ])('is what the app is created from, %s', (_, line, path) => {
    const main = `${line}\nNestFactory.create<NestExpressApplication>(AppModule, { logger: false });\n`;

    const { files } = run({ ...APP, 'src/main.ts': main, [path]: MODULE });

    expect(files[path]).toBe(MODULE_WITH_IMPORT);
    expect(files['src/app.module.ts']).toBe(MODULE);
  });

  it('may have another name, be made by a method, and be in the main file', () => {
    const main = `import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
@Module({})
class ShopModule { static register() { return { module: ShopModule }; } }
async function bootstrap() {
  const app = await NestFactory.create(ShopModule.register());
}
`;

    const { files } = run({ ...APP, 'src/main.ts': main });

    expect(files['src/main.ts']).toContain(
      '@Module({ imports: [APIToolkitModule.forRoot()] })\nclass ShopModule',
    );
    expect(files['src/app.module.ts']).toBe(MODULE);
  });

  it('is src/app.module.ts where the main file does not say', () => {
    const { files } = run({ ...APP, 'src/main.ts': 'void bootstrap();\n' });

    expect(files['src/app.module.ts']).toBe(MODULE_WITH_IMPORT);
  });

  it('is that of the project that was chosen in a monorepo', () => {
    const { files } = run(
      {
        'package.json': MANIFEST,
        'nest-cli.json': JSON.stringify({
          sourceRoot: 'apps/api/src',
          projects: {
            api: { sourceRoot: 'apps/api/src' },
            shop: { sourceRoot: 'apps/shop/src', entryFile: 'server' },
          },
        }),
        'apps/api/src/main.ts': MAIN,
        'apps/api/src/app.module.ts': MODULE,
        'apps/shop/src/server.ts': MAIN.replace('./app.module.js', './shop.module'),
        'apps/shop/src/shop.module.ts': MODULE,
      },
      { sourceRoot: 'apps/shop/src' },
    );

    expect(files['apps/shop/src/shop.module.ts']).toBe(MODULE_WITH_IMPORT);
    expect(files['apps/api/src/app.module.ts']).toBe(MODULE);
  });

  it.each([
    ['it was not found below src', { 'src/main.js': 'NestFactory.create(AppModule);\n' }],
    [
      'in src/app.module.ts the imports of @Module() are not written as a list',
      { 'src/app.module.ts': MODULE.replace('[]', 'shared') },
    ],
  ])('that cannot be changed is said how to change: %s', (reason, sources) => {
    const before = { 'package.json': '{}', '.env.example': '# APITOOLKIT_KEY\n', ...sources };

    const { files, said } = run(before);

    expect(files).toMatchObject(sources);
    expect(said).toContain(`was not added to the app's root module: ${reason}.`);
    expect(said).toContain('imports: [APIToolkitModule.forRoot()');
  });

  it('is left alone without a TypeScript to read it with', () => {
    const tree = treeOf(APP);

    const { module } = addToApp(tree, 'src', undefined);

    expect(filesOf(tree)['src/app.module.ts']).toBe(MODULE);
    expect(module).toEqual({ status: 'manual', reason: 'there is no TypeScript to read it with' });
  });
});
