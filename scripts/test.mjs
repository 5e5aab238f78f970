import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { exitCodeOf, root, run } from './run.mjs';
import { setUp } from './setup.mjs';

/**
 * Sets up, builds and runs every test, or with arguments what vitest makes of them. The last line is the sum.
 * The tests of the tarball install whole apps: run beside the others, they would take their time slices.
 */
const chosen = process.argv.slice(2);
const runs =
  chosen.length > 0
    ? [chosen]
    : [
        ['--project', '!package'],
        ['--project', 'package'],
      ];

await setUp();
await run(process.execPath, [join(root, 'scripts/build.mjs')]);
const sums = [];
for (const [index, args] of runs.entries())
  sums.push(await runTests(args, join(root, `.cache/tests-${index}.json`)));

const passed = sums.reduce((sum, each) => sum + each.passed, 0);
const failed = sums.reduce((sum, each) => sum + each.failed, 0);
const skipped = sums.reduce((sum, each) => sum + each.skipped, 0);
if (skipped > 0) console.log(`${skipped} skipped`);
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 || passed === 0 ? 1 : 0;

async function runTests(args, report) {
  mkdirSync(join(root, '.cache'), { recursive: true });
  rmSync(report, { force: true });
  const vitest = join(root, 'node_modules/vitest/vitest.mjs');
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const code = await exitCodeOf(process.execPath, [vitest, 'run', ...args, ...reporters]);
  const sum = readSum(report);
  // An error outside any test, or a runner that died, must not look like a pass.
  return code !== 0 && sum.failed === 0 ? { ...sum, failed: 1 } : sum;
}

function readSum(report) {
  try {
    const { numPassedTests, numFailedTests, numPendingTests, numTodoTests, testResults } = JSON.parse(
      readFileSync(report, 'utf8'),
    );
    const brokenFiles = testResults.filter(
      ({ status, assertionResults }) =>
        status === 'failed' && !assertionResults.some((each) => each.status === 'failed'),
    );
    return {
      passed: numPassedTests,
      failed: numFailedTests + brokenFiles.length,
      skipped: numPendingTests + numTodoTests,
    };
  } catch {
    return { passed: 0, failed: 1, skipped: 0 };
  }
}
