import { copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import ts from 'typescript';
import { exitCodeOf, root, run } from './run.mjs';
import { setUp } from './setup.mjs';

/**
 * Makes each fault of the catalogue happen to an app that uses the built package, and prints what was seen. Names of rows
 * choose some; `--quick` those that take seconds; `--full` waits as long as an outage lasts; `--update` writes
 * docs/faults.md. Their code is only transpiled: `npm run typecheck` checks it with the rest.
 */
const out = join(root, '.cache/faults');
const chosen = process.argv.slice(2).filter((argument) => argument !== '--no-build');

await setUp();
if (!process.argv.includes('--no-build')) await run(process.execPath, [join(root, 'scripts/build.mjs')]);
rmSync(out, { recursive: true, force: true });
for (const folder of ['test/faults', 'test/support']) transpileFolder(folder);
process.exitCode = await exitCodeOf(process.execPath, [join(out, 'test/faults/run.js'), ...chosen]);

/** File by file into `.cache`, from where the package's own name leads to dist, and other packages are found too. */
function transpileFolder(folder) {
  const { options } = ts.convertCompilerOptionsFromJson(
    { ...readTsconfig().compilerOptions, module: 'es2022', noEmit: false },
    root,
  );
  for (const file of readdirSync(join(root, folder), { recursive: true })) {
    const [from, to] = [join(root, folder, file), join(out, folder, file)];
    mkdirSync(dirname(to), { recursive: true });
    if (file.endsWith('.ts')) {
      const { outputText } = ts.transpileModule(readFileSync(from, 'utf8'), {
        compilerOptions: options,
        fileName: from,
      });
      writeFileSync(to.replace(/\.ts$/, '.js'), outputText);
    } else if (/\.\w+$/.test(file)) copyFileSync(from, to);
  }
}

function readTsconfig() {
  return ts.readConfigFile(join(root, 'tsconfig.json'), (file) => readFileSync(file, 'utf8')).config;
}
