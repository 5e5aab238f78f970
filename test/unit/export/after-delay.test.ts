import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import ts from 'typescript';
import { expect, it } from 'vitest';
import { afterDelay } from '../../../lib/export/after-delay.js';

const source = readFileSync(new URL('../../../lib/export/after-delay.ts', import.meta.url), 'utf8');

it('expires in an idle process when it is time, and not when something else wakes the event loop', () => {
  const { outputText } = ts.transpileModule(source, {
    compilerOptions: { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2022 },
  });
  const program = `${outputText}
    let expired = false;
    afterDelay(10, () => (expired = true));
    const startedAtMs = performance.now();
    process.on('exit', () => console.log(expired));
    // Something that keeps the process waiting, and wakes nothing before 1.5 s: who expires sooner, ends it.
    const other = setTimeout(() => {}, 1500);
    const expire = afterDelay(20, () => { console.log(performance.now() - startedAtMs < 1000); clearTimeout(other); });`;

  const printed = execFileSync(process.execPath, ['--input-type=module', '--eval', program], {
    encoding: 'utf8',
  });

  expect(printed).toBe('true\ntrue\n');
});

it('does not expire once it is cancelled', async () => {
  let expired = false;

  afterDelay(1, () => (expired = true))();
  await new Promise((resolve) => setTimeout(resolve, 20));

  expect(expired).toBe(false);
});
