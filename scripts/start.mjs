import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root, run, runTool } from './run.mjs';
import { setUp } from './setup.mjs';

/** From a fresh clone to the quick start, running. Arguments go to the sample. */
await setUp();
await run(process.execPath, [join(root, 'scripts/build.mjs')]);
await runTool('typescript/bin/tsc', ['-p', 'sample/tsconfig.json']);
// In this process, so that Ctrl-C and a stop signal reach the sample itself.
const main = join(root, 'sample/dist/01-quick-start/main.js');
process.argv[1] = main;
await import(pathToFileURL(main).href);
