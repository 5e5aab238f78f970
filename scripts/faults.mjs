import { join } from 'node:path';
import { builtFaults, buildFaults } from './faults-build.mjs';
import { exitCodeOf } from './run.mjs';

/**
 * Makes each fault of the catalogue happen to an app that uses the built package, and prints what was seen. Names of
 * rows choose some; `--quick` those that take seconds; `--full` waits as long as an outage lasts; `--update` writes what
 * was seen into docs/faults.md; `--no-build` takes dist as it is.
 */
const args = process.argv.slice(2);
await buildFaults({ withPackage: !args.includes('--no-build') });
process.exitCode = await exitCodeOf(process.execPath, [
  join(builtFaults, 'run.js'),
  ...args.filter((argument) => argument !== '--no-build'),
]);
