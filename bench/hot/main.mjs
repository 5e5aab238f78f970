import { readdirSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { seededRandom } from '../redaction/random.mjs';
import { measureCalls } from './measure-calls.mjs';
import { printHeading, printRows } from './print.mjs';

/**
 * What each function costs that a request passes on its way out of the app, beside a peer or plain code that does the
 * same, in one interleaved run. With names, these alone; `--quick` takes a few seconds; `--seed N` repeats inputs and
 * order; `--json FILE` keeps the figures.
 */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    quick: { type: 'boolean', default: false },
    seed: { type: 'string', default: String(Date.now() % 2 ** 31) },
    json: { type: 'string' },
  },
});
const ENDING = '.bench.mjs';
const names = readdirSync(new URL('.', import.meta.url))
  .filter((file) => file.endsWith(ENDING))
  .map((file) => file.slice(0, -ENDING.length));
const unknown = positionals.filter((name) => !names.includes(name));
if (unknown.length > 0) throw new Error(`expected names (${names.join(', ')}), got ${unknown.join(', ')}`);

const random = seededRandom(Number(values.seed));
const plan = values.quick
  ? { rounds: 5, sliceMs: 1, warmUpMs: 40 }
  : { rounds: 15, sliceMs: 8, warmUpMs: 300 };
const results = {
  version: 1,
  node: process.version,
  cpu: cpus()[0]?.model ?? 'unknown',
  seed: Number(values.seed),
  quick: values.quick,
  functions: {},
};
printHeading(results);
for (const name of positionals.length > 0 ? positionals : names) {
  try {
    const { bench } = await import(`./${name}${ENDING}`);
    const rows = measureCalls(bench, plan, random);
    results.functions[name] = { title: bench.title, rows };
    printRows(name, bench.title, rows);
  } catch (error) {
    // Functions are called as the package calls them: one that was changed does not keep the others from being measured.
    console.error(`\n${name}: could not be measured:`, error);
    process.exitCode = 1;
  }
}
if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(results, undefined, 2)}\n`);
