import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { exitCodeOf, root } from './run.mjs';
import { setUp } from './setup.mjs';

/**
 * Makes every kind of request to an app with the module and to its twin without it, on each Nest major and
 * adapter, and prints what was recorded. Fails when any cell is wrong or missing.
 */
const MAJORS = ['10', '11', '12'];
const COLUMNS = ['express', 'fastify'].flatMap((adapter) => MAJORS.map((major) => ({ adapter, major })));
const HEAD = ['kind of request', 'route', ...COLUMNS.map(({ adapter, major }) => `${adapter} ${major}`)];
const LEGEND =
  'records×status · C completed, A aborted, F failed · / route template recorded, - none · = twins equal, ≠ not · ' +
  'X wrong · n/a: the kind does not exist there';
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
if (process.argv.includes('--update')) writePage();

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

function tableRows() {
  return rows.map((kind) => {
    const cellsOfRow = COLUMNS.map((column) => judge({ kind, ...column }));
    const routes = new Set(cellsOfRow.map(({ route }) => route).filter((route) => route !== undefined));
    return [kind, [...routes].join(' or '), ...cellsOfRow.map(cellText)];
  });
}

function printTable() {
  const table = [HEAD, ...tableRows()];
  const widths = HEAD.map((_, column) => Math.max(...table.map((row) => row[column].length)));
  console.log();
  for (const row of table) console.log(row.map((cell, column) => cell.padEnd(widths[column])).join('  '));
  console.log(`\n${LEGEND}\n`);
}

/** The table for the docs, by `npm run torture:update`. */
function writePage() {
  const table = [HEAD, HEAD.map(() => '---'), ...tableRows()];
  const lines = table.map((row) => `| ${row.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`);
  const page = [
    '# Every kind of request',
    'Each cell is one kind of request, made to an app with the module and to its twin without it. Made by',
    '`npm run torture:update`; `npm run torture` makes it anew, prints it and fails where a cell is wrong.\n',
    `${LEGEND}\n`,
    '<!-- prettier-ignore-start -->\n',
    ...lines,
    '\n<!-- prettier-ignore-end -->\n',
  ];
  page.splice(1, 0, '');
  writeFileSync(join(root, 'docs/requests.md'), page.join('\n'));
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
