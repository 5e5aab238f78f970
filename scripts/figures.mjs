import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { buildFaults } from './faults-build.mjs';
import { exitCodeOf, root } from './run.mjs';

/**
 * Measures delivery under one of the faults of bench/delivery, by name: `npm run figures -- kills`. Figures with their
 * spread; `--no-build` takes dist as it is.
 */
const folder = join(root, 'bench/delivery');
const names = readdirSync(folder)
  .filter((name) => name.endsWith('.figures.mjs'))
  .map((name) => name.slice(0, -'.figures.mjs'.length));
const args = process.argv.slice(2);
const [name = '', ...rest] = args.filter((argument) => argument !== '--no-build');
if (!names.includes(name)) {
  console.error(`expected one of: ${names.join(', ')}`);
  process.exit(1);
}
await buildFaults({ withPackage: !args.includes('--no-build') });
process.exitCode = await exitCodeOf(process.execPath, [join(folder, `${name}.figures.mjs`), ...rest]);
