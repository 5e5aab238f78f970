import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { exitCodeOf, root } from './run.mjs';
import { setUp } from './setup.mjs';

/**
 * Runs the properties of the redaction engine on new generated cases, and prints how many each held for. A failure
 * prints its smallest counterexample; the seed makes the same cases again.
 */
const FOLDER = 'test/unit/redaction/json-path';
const FILES = ['differential', 'secrecy', 'retention-properties', 'form-properties'].map(
  (name) => `${FOLDER}/${name}.test.ts`,
);
const { values } = parseArgs({
  options: {
    /** In total, over all properties. */
    cases: { type: 'string', default: '1000000' },
    seed: { type: 'string', default: String(Math.floor(Math.random() * 2 ** 31)) },
    /** Where to write the counts. */
    json: { type: 'string' },
  },
});
const [cases, seed] = [values.cases, values.seed].map(Number);
if (!Number.isInteger(cases) || cases < 1)
  throw new Error(`--cases: expected a number above 0, got ${values.cases}`);
if (!Number.isInteger(seed)) throw new Error(`--seed: expected a whole number, got ${values.seed}`);

await setUp();
const properties = FILES.map(propertiesIn).reduce((sum, count) => sum + count, 0);
const results = join(root, '.cache/fuzz.jsonl');
mkdirSync(dirname(results), { recursive: true });
rmSync(results, { force: true });
console.log(`seed ${seed}`);
const code = await exitCodeOf(
  process.execPath,
  [
    join(root, 'node_modules/vitest/vitest.mjs'),
    'run',
    '--project=unit',
    '--testTimeout=0',
    '--maxWorkers=100%',
    ...FILES,
  ],
  {
    env: {
      ...process.env,
      FUZZ_ROUNDS: String(Math.ceil(cases / properties)),
      FUZZ_SEED: String(seed),
      FUZZ_RESULTS: results,
    },
  },
);

const rows = readResults();
const names = rows.map(({ name }) => name.length);
console.log();
for (const { name, cases: ran, seed: used, failures } of rows)
  console.log(
    `${name.padEnd(Math.max(...names))}  ${String(ran).padStart(8)} cases  seed ${used}  ${failures} failed`,
  );
if (values.json !== undefined) writeReport(resolve(values.json));

// A runner that died, or a property that left no result, must not look like a pass.
const isWhole = code === 0 && rows.length === properties;
const failures = total('failures');
const failed = failures === 0 && !isWhole ? 1 : failures;
console.log(`${total('cases') - failures} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;

function propertiesIn(file) {
  return readFileSync(join(root, file), 'utf8').match(/\bassertProperty\(/g)?.length ?? 0;
}

function readResults() {
  try {
    return readFileSync(results, 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
  } catch {
    return [];
  }
}

function total(key) {
  return rows.reduce((sum, row) => sum + row[key], 0);
}

/** `{ seed, cases, failures, properties: [{ name, cases, seed, failures }] }` */
function writeReport(file) {
  mkdirSync(dirname(file), { recursive: true });
  const report = { seed, cases: total('cases'), failures: total('failures'), properties: rows };
  writeFileSync(file, `${JSON.stringify(report, undefined, 2)}\n`);
}
