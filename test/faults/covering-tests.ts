import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Outcome } from './report.js';
import type { CoveredRow } from './row.js';

/** Runs the test files that the rows name, all of them once, and judges each row by its own. */
export async function runCovering(rows: readonly CoveredRow[]): Promise<Map<CoveredRow, Outcome>> {
  const files = [...new Set(rows.flatMap(({ coveredBy }) => coveredBy))];
  if (files.length === 0) return new Map();
  const startedAtMs = performance.now();
  const results = await runTests(files);
  const seconds = (performance.now() - startedAtMs) / 1000 / rows.length;
  return new Map(rows.map((row) => [row, { row, seconds, ...judge(row, results) }]));
}

/** The files that rows name and that are not there, whether these rows run or not. */
export function missingFiles(rows: readonly CoveredRow[]): string[] {
  return rows.flatMap(({ coveredBy }) => coveredBy).filter((file) => !existsSync(join(process.cwd(), file)));
}

interface FileResult {
  passed: number;
  failed: number;
}

function judge(
  { coveredBy }: CoveredRow,
  results: ReadonlyMap<string, FileResult>,
): Pick<Outcome, 'verdict' | 'seen'> {
  const named = coveredBy.map((file) => ({ file, ...(results.get(file) ?? { passed: 0, failed: 0 }) }));
  const red = named.find(({ passed, failed }) => failed > 0 || passed === 0);
  if (red !== undefined)
    return { verdict: 'RED', seen: `${red.failed} failed, ${red.passed} passed in ${red.file}` };
  return { verdict: 'ok', seen: named.map(({ file, passed }) => `${passed} tests of ${file}`).join(', ') };
}

/** Of all projects that the files are in: the same file may run on several Nest majors. */
async function runTests(files: readonly string[]): Promise<Map<string, FileResult>> {
  const root = process.cwd();
  const report = join(root, '.cache/faults/covering-tests.json');
  mkdirSync(join(root, '.cache/faults'), { recursive: true });
  rmSync(report, { force: true });
  const vitest = join(root, 'node_modules/vitest/vitest.mjs');
  const args = [vitest, 'run', ...files, '--reporter=json', `--outputFile.json=${report}`];
  await once(spawn(process.execPath, args, { stdio: ['ignore', 'ignore', 'inherit'] }), 'exit');
  const results = new Map<string, FileResult>();
  for (const { name, assertionResults, status } of read(report)) {
    const file = files.find((each) => name.endsWith(each)) ?? name;
    const sum = results.get(file) ?? { passed: 0, failed: 0 };
    for (const each of assertionResults) {
      if (each.status === 'passed') sum.passed += 1;
      if (each.status === 'failed') sum.failed += 1;
    }
    if (status === 'failed' && sum.failed === 0) sum.failed += 1;
    results.set(file, sum);
  }
  return results;
}

interface VitestFile {
  readonly name: string;
  readonly status: string;
  readonly assertionResults: readonly { readonly status: string }[];
}

function read(report: string): readonly VitestFile[] {
  try {
    return (JSON.parse(readFileSync(report, 'utf8')) as { testResults: VitestFile[] }).testResults;
  } catch {
    return [];
  }
}
