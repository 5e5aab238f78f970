import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { exitCodeOf, root } from './run.mjs';
import { setUp } from './setup.mjs';

/**
 * Makes every kind of request to an app with the module and to its twin without it, on each Nest major and
 * adapter, and prints what was recorded. Fails when any cell is wrong or missing.
 */
const MAJORS = ['10', '11', '12'];
const COLUMNS = ['express', 'fastify'].flatMap((adapter) => MAJORS.map((major) => ({ adapter, major })));
const results = join(root, '.cache/torture');

await setUp();
rmSync(results, { recursive: true, force: true });
mkdirSync(results, { recursive: true });
const code = await exitCodeOf(
  process.execPath,
  [
    join(root, 'node_modules/vitest/vitest.mjs'),
    'run',
    'test/e2e/torture.test.ts',
    ...MAJORS.flatMap((major) => ['--project', `nest-${major}`]),
    '--reporter=dot',
  ],
  { env: { ...process.env, TORTURE_RESULTS: results } },
);

const cells = new Map(MAJORS.flatMap(readCells).map((cell) => [keyOf(cell), cell]));
const rows = [...new Set([...cells.values()].map(({ kind }) => kind))];
const judged = rows.flatMap((kind) => COLUMNS.map((column) => judge({ kind, ...column })));
printTable();
printProblems();

const failed = judged.filter(({ problems }) => problems.length > 0).length;
const passed = judged.filter(({ problems, absent }) => problems.length === 0 && absent === undefined).length;
// A runner that died, or a test that failed without a cell, must not look like a pass.
const failures = failed === 0 && code !== 0 ? 1 : failed;
console.log(`${passed} passed, ${failures} failed`);
process.exitCode = failures > 0 || passed === 0 ? 1 : 0;

function readCells(major) {
  try {
    return JSON.parse(readFileSync(join(results, `nest-${major}.json`), 'utf8')).map((cell) => ({
      ...cell,
      major,
    }));
  } catch {
    console.error(`Nest ${major} left no results`);
    return [];
  }
}

function judge({ kind, adapter, major }) {
  const cell = cells.get(keyOf({ kind, adapter, major }));
  return cell ?? { kind, adapter, major, problems: ['no result'] };
}

function keyOf({ kind, adapter, major }) {
  return `${adapter} ${major} ${kind}`;
}

function printTable() {
  const kindWidth = Math.max(...rows.map((kind) => kind.length));
  const cellWidth = 13;
  const head = COLUMNS.map(({ adapter, major }) => `${adapter} ${major}`.padEnd(cellWidth)).join(' ');
  console.log(`\n${'kind of request'.padEnd(kindWidth)}  ${head}`);
  for (const kind of rows) {
    const line = COLUMNS.map((column) => cellText(judge({ kind, ...column })).padEnd(cellWidth)).join(' ');
    console.log(`${kind.padEnd(kindWidth)}  ${line}`);
  }
  console.log(
    '\nrecords×status · C completed, A aborted, F failed · / route template recorded, - none · = twins equal, ≠ not' +
      '\nX wrong, see below · n/a: the kind does not exist there\n',
  );
}

function cellText({ records, status, outcome, route, isTwin, absent, problems }) {
  if (absent !== undefined) return 'n/a';
  const mark = problems.length > 0 ? 'X ' : '';
  if (records === undefined) return `${mark}none`;
  const first =
    records === 0
      ? '0'
      : `${records}×${status ?? '-'} ${outcome[0].toUpperCase()}${route === undefined ? '-' : '/'}`;
  return `${mark}${first} ${isTwin ? '=' : '≠'}`;
}

function printProblems() {
  for (const { kind, adapter, major, problems } of judged) {
    for (const problem of problems) console.log(`${adapter} ${major}, ${kind}: ${problem}`);
  }
}
