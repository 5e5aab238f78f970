import { spawn } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { root, run, runTool } from './run.mjs';
import { setUp } from './setup.mjs';

/**
 * Builds and runs every sample to its end, or those that are named, whose output is then shown. A line for
 * each; the last line is the sum.
 */
const TIMEOUT_MS = 120_000;
const chosen = process.argv.slice(2);
const all = readdirSync(join(root, 'sample')).filter((name) =>
  existsSync(join(root, 'sample', name, 'main.ts')),
);
const names = chosen.length > 0 ? chosen : all;

await setUp();
await run(process.execPath, [join(root, 'scripts/build.mjs')]);
await runTool('typescript/bin/tsc', ['-p', 'sample/tsconfig.json']);

let failed = 0;
let skipped = 0;
for (const name of names) {
  const { code, output } = await runSample(name);
  if (chosen.length > 0 || code !== 0) process.stdout.write(output);
  if (code !== 0) failed += 1;
  const reason = /^skipped: .*$/m.exec(output)?.[0];
  if (code === 0 && reason !== undefined) skipped += 1;
  console.log(`${name.padEnd(20)} ${code === 0 ? (reason ?? 'ok') : `failed with ${code}`}`);
}
const passed = names.length - failed - skipped;
if (skipped > 0) console.log(`${skipped} skipped`);
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 || passed === 0 ? 1 : 0;

function runSample(name) {
  return new Promise((resolve) => {
    const main = join(root, 'sample/dist', name, 'main.js');
    const child = spawn(process.execPath, [main, '--once'], {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: TIMEOUT_MS,
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk));
    child.on('close', (code, signal) => resolve({ code: code ?? signal, output }));
  });
}
