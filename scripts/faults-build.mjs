import { copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import ts from 'typescript';
import { root, run } from './run.mjs';
import { setUp } from './setup.mjs';

/** Where the apps, receivers and checks of test/faults are once they were transpiled. */
export const builtFaults = join(root, '.cache/faults/test/faults');

/**
 * Builds the package, unless told not to, and transpiles test/faults with what it needs of test/support and test/data, file by
 * file: from `.cache` the package's own name leads to dist. `npm run typecheck` checks them with the rest.
 */
export async function buildFaults({ withPackage }) {
  await setUp();
  if (withPackage) await run(process.execPath, [join(root, 'scripts/build.mjs')]);
  const out = join(root, '.cache/faults');
  rmSync(out, { recursive: true, force: true });
  const options = readCompilerOptions();
  for (const folder of ['test/faults', 'test/support', 'test/data/tls']) {
    for (const file of readdirSync(join(root, folder), { recursive: true })) {
      transpile(join(root, folder, file), join(out, folder, file), options);
    }
  }
}

function transpile(from, to, compilerOptions) {
  mkdirSync(dirname(to), { recursive: true });
  if (from.endsWith('.ts')) {
    const source = readFileSync(from, 'utf8');
    const { outputText } = ts.transpileModule(source, { compilerOptions, fileName: from });
    writeFileSync(to.replace(/\.ts$/, '.js'), outputText);
  } else if (/\.\w+$/.test(from)) copyFileSync(from, to);
}

function readCompilerOptions() {
  const { config } = ts.readConfigFile(join(root, 'tsconfig.json'), (file) => readFileSync(file, 'utf8'));
  const json = { ...config.compilerOptions, module: 'es2022', noEmit: false };
  return ts.convertCompilerOptionsFromJson(json, root).options;
}
