import { defineConfig } from 'vitest/config';

/** Which tests should notice: `scripts/mutation.mjs` says. */
const { MUTATION_TESTS = 'test/unit/redaction/**/*.test.ts' } = process.env;

/**
 * The redaction tests for a runner that runs them once for every change it makes to the code. Only examples, which say
 * what they expect: generated cases and measured work would take most of the time, and notice little more.
 */
export default defineConfig({
  oxc: { decorator: { legacy: true, emitDecoratorMetadata: true } },
  test: {
    environment: 'node',
    include: [MUTATION_TESTS],
    exclude: [
      '**/{every-offset,secrecy,scaling,differential,planted-secrets,*properties}.test.ts',
      '**/properties/**',
    ],
    setupFiles: ['test/support/fast-check.setup.ts'],
    // Modules are loaded anew for every file either way; a thread for each would take longer than the tests.
    isolate: false,
    testTimeout: 30_000,
  },
});
