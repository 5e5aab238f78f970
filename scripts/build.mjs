import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root, runTool } from './run.mjs';

const dist = join(root, 'dist');
const nest = '@nestjs/cli/bin/nest.js';

rmSync(dist, { recursive: true, force: true });
await Promise.all([
  runTool(nest, ['build', '--path', 'tsconfig.build.json']),
  runTool(nest, ['build', '--path', 'tsconfig.cjs.json']),
]);
// The package is native ESM: without its own package.json, Node would read dist/cjs/*.js as ESM too.
writeFileSync(join(dist, 'cjs', 'package.json'), '{ "type": "commonjs" }\n');
