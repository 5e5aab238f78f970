import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { figuresOf, writeFigures } from './proof-page.mjs';
import { exitCodeOf, root, run } from './run.mjs';
import { setUp } from './setup.mjs';

/**
 * What the claims about redaction rest on, made anew and printed: the JSONPath compliance suite, generated cases, mutation
 * testing, and the bench beside its peers. `npm run proof` takes some minutes and shows mutation testing as it was recorded;
 * with names of parts, only these are run. `--update` makes whole runs, which take hours in all, records them in docs/proof/
 * and writes the figures of docs/redaction-proof.md.
 */
const PARTS = {
  compliance: runCompliance,
  fuzz: (file, update) =>
    script('scripts/fuzz.mjs', '--cases', update ? '1000000' : '100000', '--json', file),
  mutation: () => script('scripts/mutation.mjs'),
  bench: (file, update) => script('bench/redaction/main.mjs', ...(update ? [] : ['--quick']), '--json', file),
};
const RECORDED = join(root, 'docs/proof');
const FRESH = join(root, '.cache/proof');

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { update: { type: 'boolean', default: false } },
});
const chosen = partsToRun(positionals, values.update);
const results = values.update ? RECORDED : FRESH;
mkdirSync(results, { recursive: true });

await setUp();
await run(process.execPath, [join(root, 'scripts/build.mjs')]);
const failed = [];
for (const part of chosen) {
  console.log(`\n==> ${part}\n`);
  if ((await PARTS[part](join(results, `${part}.json`), values.update)) !== 0) failed.push(part);
}
if (values.update) await writeFigures(RECORDED);
printFigures();
console.log(`${chosen.length - failed.length} passed, ${failed.length} failed`);
process.exitCode = failed.length > 0 ? 1 : 0;

function partsToRun(named, update) {
  const unknown = named.filter((name) => !Object.hasOwn(PARTS, name));
  if (unknown.length > 0) {
    console.error(
      `expected parts of the proof (${Object.keys(PARTS).join(', ')}), got ${unknown.join(', ')}`,
    );
    process.exit(1);
  }
  if (named.length > 0) return named;
  return Object.keys(PARTS).filter((part) => update || part !== 'mutation');
}

/** The suite counts as its tests do: one each. */
async function runCompliance(file) {
  const report = join(root, '.cache/compliance.json');
  const code = await script(
    'node_modules/vitest/vitest.mjs',
    'run',
    '--project=unit',
    'test/unit/redaction/json-path/compliance.test.ts',
    '--reporter=dot',
    '--reporter=json',
    `--outputFile.json=${report}`,
  );
  const { testResults } = JSON.parse(readFileSync(report, 'utf8'));
  const tests = testResults.flatMap(({ assertionResults }) => assertionResults);
  const sumOf = (beginning) => {
    const cases = tests.filter(({ title }) => title.startsWith(beginning));
    return { cases: cases.length, passed: cases.filter(({ status }) => status === 'passed').length };
  };
  const sums = { valid: sumOf('redacts exactly what '), invalid: sumOf('refuses ') };
  writeFileSync(file, `${JSON.stringify(sums, undefined, 2)}\n`);
  return code;
}

function script(file, ...args) {
  return exitCodeOf(process.execPath, [join(root, file), ...args]);
}

/** What was run just now; of the rest, what is recorded. */
function printFigures() {
  for (const part of Object.keys(PARTS)) {
    const name = `${part}.json`;
    const isFresh = chosen.includes(part) && existsSync(join(results, name));
    const file = join(isFresh ? results : RECORDED, name);
    console.log(`\n==> ${part}${isFresh ? '' : ', as recorded'}\n`);
    console.log(
      existsSync(file) ? figuresOf(part, JSON.parse(readFileSync(file, 'utf8'))) : 'not recorded yet',
    );
  }
  console.log();
}
