import { BaseSequencer, type TestSpecification } from 'vitest/node';
import { defineConfig } from 'vitest/config';

/** Which tests should notice: `scripts/mutation.mjs` says. */
const { MUTATION_TESTS = 'test/unit/redaction/**/*.test.ts' } = process.env;

/** Generated cases and measured work: they find a mutant later than the examples do, if at all. */
const SLOW = /(secrecy|scaling|differential|properties|planted-secrets)\.test\.ts$/;

/** Examples first: the first test that fails ends the run of a mutant. */
class ExamplesFirst extends BaseSequencer {
  override sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification): string => `${SLOW.test(moduleId) ? 1 : 0}${moduleId}`;
    return Promise.resolve(files.toSorted((a, b) => (rank(a) < rank(b) ? -1 : 1)));
  }
}

/** The redaction tests alone, for a runner that runs them once for every change it makes to the code. */
export default defineConfig({
  oxc: { decorator: { legacy: true, emitDecoratorMetadata: true } },
  test: {
    environment: 'node',
    include: [MUTATION_TESTS],
    setupFiles: ['test/support/fast-check.setup.ts'],
    sequence: { sequencer: ExamplesFirst },
    // Modules are loaded anew for every file either way; a thread for each would take longer than the tests.
    isolate: false,
    testTimeout: 30_000,
  },
});
