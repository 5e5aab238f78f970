import { chmodSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildInspectorPage } from './inspector-page.mjs';
import { exitCodeOf, root } from './run.mjs';

const dist = join(root, 'dist');
rmSync(dist, { recursive: true, force: true });

const nest = join(root, 'node_modules/@nestjs/cli/bin/nest.js');
const codes = await Promise.all(
  ['tsconfig.build.json', 'tsconfig.cjs.json'].map((config) =>
    exitCodeOf(process.execPath, [nest, 'build', '--path', config]),
  ),
);
await buildInspectorPage();
// The package is native ESM: without its own package.json, Node would read dist/cjs/*.js as ESM too.
writeFileSync(join(dist, 'cjs', 'package.json'), '{ "type": "commonjs" }\n');
// What TypeScript leaves as it is, and CommonJS does not know.
const moduleFolder = join(dist, 'cjs/inspector/module-folder.js');
writeFileSync(moduleFolder, readFileSync(moduleFolder, 'utf8').replace('import.meta.dirname', '__dirname'));
// npm does so when it installs the command; a checkout that is linked, and other package managers, need it done.
if (codes.every((code) => code === 0)) chmodSync(join(dist, 'esm/cli/cli.js'), 0o755);
process.exitCode = Math.max(...codes);
