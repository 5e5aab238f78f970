import { chmodSync, copyFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build, bundle, collection, dist } from './bundle.mjs';
import { buildInspectorPage } from './inspector-page.mjs';
import { runTool } from './run.mjs';

for (const folder of [build, dist]) rmSync(folder, { recursive: true, force: true });
await runTool('@nestjs/cli/bin/nest.js', ['build', '--path', 'tsconfig.build.json']);
await Promise.all([bundle(), buildInspectorPage()]);
// The package is native ESM: without its own package.json, Node would read dist/cjs/*.js as ESM too.
writeFileSync(join(dist, 'cjs', 'package.json'), '{ "type": "commonjs" }\n');
// What the Nest CLI reads first on `nest add`.
copyFileSync(collection, join(dist, 'cjs/schematics/collection.json'));
// npm does so when it installs the command; a checkout that is linked, and other package managers, need it done.
chmodSync(join(dist, 'esm/cli/cli.js'), 0o755);
