import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Stryker } from '@stryker-mutator/core';
import { summarise } from './mutation-summary.mjs';
import { root } from './run.mjs';

/**
 * Changes the engine of redaction in one place at a time and runs its tests, which must notice. Prints what no test noticed
 * and the score, and writes docs/proof/mutation.json: about an hour. With arguments, only the files of lib/redaction that
 * these globs name, and nothing is written. Results are kept in .cache/mutation: what did not change since is not run again.
 */
const ENGINE = 'lib/redaction/json-path/';
const SUITES = [
  { name: 'engine', ignored: [], tests: 'test/unit/redaction/json-path/**/*.test.ts' },
  {
    name: 'rules',
    ignored: [`!${ENGINE}**`],
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

async function runSuite({ name, ignored, tests }) {
  const mutate = (chosen.length === 0 ? [`${ENGINE}**/*.ts`] : chosen).filter(
    (glob) => suiteOf(glob) === name,
  );
  if (mutate.length === 0) return [];
  process.env.MUTATION_TESTS = tests;
  return await new Stryker({
    mutate: [...mutate, ...ignored],
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
  return glob.startsWith(ENGINE) ? 'engine' : 'rules';
}
