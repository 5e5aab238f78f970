import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Stryker } from '@stryker-mutator/core';
import { summarise } from './mutation-summary.mjs';
import { root } from './run.mjs';

/**
 * Changes the redaction code in one place at a time and runs its tests, which must notice. Prints what no test noticed and
 * the score; a whole run also writes docs/proof/mutation.json. With arguments, only the files that these globs name.
 * Results are kept in .cache/mutation: what did not change since is not run again.
 */
const SUITES = [
  {
    name: 'engine',
    files: ['lib/redaction/json-path/**/*.ts'],
    tests: 'test/unit/redaction/json-path/**/*.test.ts',
  },
  {
    name: 'rules',
    files: ['lib/redaction/**/*.ts', '!lib/redaction/json-path/**'],
    tests: 'test/unit/redaction/{*.test.ts,!(json-path)/**/*.test.ts}',
  },
];
const LOWEST_SCORE = 90;
const summaryFile = join(root, 'docs/proof/mutation.json');
const chosen = process.argv.slice(2);

process.chdir(root);
const mutants = [];
for (const suite of SUITES) mutants.push(...(await runSuite(suite)));

const summary = summarise(mutants);
if (chosen.length === 0) {
  mkdirSync(dirname(summaryFile), { recursive: true });
  writeFileSync(summaryFile, `${JSON.stringify(summary, undefined, 2)}\n`);
}
const noticed = summary.killed + summary.timeout;
const all = noticed + summary.survived + summary.noCoverage;
console.log(`mutation score ${summary.score} %: tests noticed ${noticed} of ${all} changes`);
process.exitCode = all === 0 || summary.score < LOWEST_SCORE ? 1 : 0;

async function runSuite({ name, files, tests }) {
  const mutate = chosen.length === 0 ? files : chosen.filter((glob) => suiteOf(glob) === name);
  if (mutate.length === 0) return [];
  process.env.MUTATION_TESTS = tests;
  return await new Stryker({
    mutate,
    plugins: ['@stryker-mutator/vitest-runner'],
    testRunner: 'vitest',
    vitest: { configFile: 'test/mutation/vitest.config.ts', related: false },
    coverageAnalysis: 'perTest',
    concurrency: 2,
    // Generous: a machine that is busy must not look like a mutant that never ends.
    timeoutMS: 10_000,
    timeoutFactor: 3,
    incremental: true,
    incrementalFile: `.cache/mutation/${name}.json`,
    tempDirName: `.cache/mutation/${name}`,
    ignorePatterns: [
      '**',
      '!lib/**/*.ts',
      '!test/{unit,support,data,mutation}/**',
      '!package.json',
      '!tsconfig.json',
    ],
    disableTypeChecks: false,
    reporters: ['clear-text', 'progress-append-only'],
    clearTextReporter: { allowColor: false, allowEmojis: false, reportTests: false, logTests: false },
  }).runMutationTest();
}

function suiteOf(glob) {
  return glob.startsWith('lib/redaction/json-path/') ? 'engine' : 'rules';
}
