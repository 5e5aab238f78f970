import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { afterAll, beforeAll } from 'vitest';

const LIB = fileURLToPath(new URL('../../../../../lib/', import.meta.url));
const CHILD = fileURLToPath(new URL('./spool-child.mjs', import.meta.url));

/** The spool as JavaScript, for processes of their own: says where the script of a child is. */
export function compiledSpool(): { readonly child: string } {
  const compiled = { child: '' };
  let folder: string | undefined;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'spool-js-'));
    for (const name of readdirSync(join(LIB, 'export/spool'))) compile(`export/spool/${name}`, folder);
    writeFileSync(join(folder, 'package.json'), '{"type":"module"}');
    compiled.child = join(folder, 'spool-child.mjs');
    writeFileSync(compiled.child, readFileSync(CHILD));
  });
  afterAll(() => {
    if (folder !== undefined) rmSync(folder, { recursive: true, force: true });
  });
  return compiled;
}

/** One file: what it imports but for types must be in the same folder. */
function compile(file: string, folder: string): void {
  const { outputText } = ts.transpileModule(readFileSync(join(LIB, file), 'utf8'), {
    compilerOptions: { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext },
  });
  const target = join(folder, file.replace(/\.ts$/, '.js'));
  mkdirSync(dirname(target), { recursive: true });
  writeFileSync(target, outputText);
}
