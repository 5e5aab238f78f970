import { parseArgs } from 'node:util';
import { BareApps, RowContext } from './context.js';
import { missingFiles, runCovering } from './covering-tests.js';
import { unmet } from './needs.js';
import { type Outcome, printOutcome, printTable, writePage } from './report.js';
import { type Row, Skipped } from './row.js';
import { rows } from './rows/index.js';
import { within } from './until.js';

/** Runs the rows of the catalogue that were asked for, two at a time, and prints what was seen of each. */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    quick: { type: 'boolean', default: false },
    full: { type: 'boolean', default: false },
    update: { type: 'boolean', default: false },
  },
});

const missing = missingFiles(rows.filter((row) => 'coveredBy' in row));
if (missing.length > 0) throw new Error(`rows name tests that are not there: ${missing.join(', ')}`);

const chosen = rows.filter(isChosen);
const bareApps = new BareApps();
const outcomes = new Map<Row, Outcome>();
const scenarios = chosen.filter((row) => 'run' in row);
await inPairs(scenarios.filter((row) => row.isAlone !== true));
for (const row of scenarios.filter((each) => each.isAlone === true)) await runRow(row);
await bareApps.dispose();
const covered = chosen.filter((row) => 'coveredBy' in row);
for (const [row, outcome] of await runCovering(covered)) keep(row, outcome);

const judged = chosen.flatMap((row) => outcomes.get(row) ?? []);
printTable(judged);
if (values.update) writePage(judged);
const count = (verdict: Outcome['verdict']): number =>
  judged.filter((each) => each.verdict === verdict).length;
const [passed, failed] = [count('ok'), count('RED') + chosen.length - judged.length];
if (count('skipped') > 0) console.log(`${count('skipped')} skipped`);
console.log(`${passed} passed, ${failed} failed`);
// Children that would not end must not keep this process.
process.exit(failed > 0 || passed === 0 ? 1 : 0);

function isChosen(row: Row): boolean {
  if (positionals.length > 0)
    return positionals.some((id) => row.id === id || /^[A-Z]\d+/.exec(row.id)?.[0] === id);
  return !values.quick || ('run' in row && row.quick === true);
}

async function inPairs(waiting: (typeof scenarios)[number][]): Promise<void> {
  const queue = [...waiting];
  const worker = async (): Promise<void> => {
    for (let row = queue.shift(); row !== undefined; row = queue.shift()) await runRow(row);
  };
  await Promise.all([worker(), worker()]);
}

async function runRow(row: (typeof scenarios)[number]): Promise<void> {
  const startedAtMs = performance.now();
  const context = new RowContext(adapterOf(row), values.full, bareApps);
  const judge = async (): Promise<Pick<Outcome, 'verdict' | 'seen'>> => {
    const reason = unmet(row.needs ?? []);
    if (reason !== undefined) return { verdict: 'skipped', seen: reason };
    try {
      const timeoutMs = (row.timeoutSeconds ?? 120) * (values.full ? 30 : 1) * 1000;
      return { verdict: 'ok', seen: await within('the row to end', timeoutMs, row.run(context)) };
    } catch (error) {
      if (error instanceof Skipped) return { verdict: 'skipped', seen: error.message };
      return { verdict: 'RED', seen: error instanceof Error ? error.message : String(error) };
    }
  };
  const found = await judge();
  await context.dispose();
  keep(row, { row, ...found, seconds: (performance.now() - startedAtMs) / 1000 });
}

function keep(row: Row, outcome: Outcome): void {
  outcomes.set(row, outcome);
  printOutcome(outcome);
}

/** Every other row on Fastify. */
function adapterOf({ id }: Row): 'express' | 'fastify' {
  return Number(/\d+/.exec(id)?.[0]) % 2 === 0 ? 'fastify' : 'express';
}
