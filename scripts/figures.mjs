import { spawn } from 'node:child_process';
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import { writeDeliveryPage } from '../bench/delivery/page.mjs';
import { buildFaults } from './faults-build.mjs';
import { root } from './run.mjs';

/**
 * Measures delivery under one of the faults of bench/delivery, by name: `npm run figures -- kills`. Figures with their
 * spread; `--no-build` takes dist as it is; `--update` records what was printed in docs/proof/figures/ and on
 * docs/delivery-figures.md.
 */
const folder = join(root, 'bench/delivery');
const names = readdirSync(folder)
  .filter((name) => name.endsWith('.figures.mjs'))
  .map((name) => name.slice(0, -'.figures.mjs'.length));
const FLAGS = ['--no-build', '--update'];
const args = process.argv.slice(2);
const [name = '', ...rest] = args.filter((argument) => !FLAGS.includes(argument));
if (!names.includes(name)) {
  console.error(`expected one of: ${names.join(', ')}`);
  process.exit(1);
}
await buildFaults({ withPackage: !args.includes('--no-build') });
const [load = 0] = loadavg();
const { code, output } = await measure();
process.exitCode = code;
if (args.includes('--update') && code === 0) await record();

/** What is printed is shown and kept. */
function measure() {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [join(folder, `${name}.figures.mjs`), ...rest], {
      cwd: root,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let printed = '';
    child.stdout.on('data', (chunk) => {
      printed += chunk;
      process.stdout.write(chunk);
    });
    child.on('error', reject);
    child.on('close', (exitCode) => resolve({ code: exitCode ?? 1, output: printed }));
  });
}

async function record() {
  const results = join(root, 'docs/proof/figures');
  mkdirSync(results, { recursive: true });
  const [cpu] = cpus();
  const figures = {
    command: `npm run figures -- ${[name, ...rest].join(' ')}`,
    node: process.version,
    cpu: cpu?.model ?? 'unknown',
    cores: cpus().length,
    load,
    output: output.trimEnd().split('\n'),
  };
  writeFileSync(join(results, `${name}.json`), `${JSON.stringify(figures, null, 2)}\n`);
  await writeDeliveryPage();
}
