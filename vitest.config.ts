import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { defineConfig, type Plugin } from 'vitest/config';
import { plantFaults } from './test/faults/support/plant-faults.js';

/** Nest majors that every behaviour which can differ is tested on. */
export const NEST_MAJORS = [10, 11, 12] as const;

const FROM_COMPAT = /^(@nestjs\/|axios$|express$|fastify$|rxjs($|\/)|reflect-metadata$|@fastify\/|ws$)/;

/** Resolves Nest and what comes with it as an app of that Nest major would. */
function nestMajor(major: number): Plugin {
  const app = fileURLToPath(new URL(`./test/compat/nest-${major}/package.json`, import.meta.url));
  return {
    name: `nest-${major}`,
    enforce: 'pre',
    resolveId(source) {
      return FROM_COMPAT.test(source) ? this.resolve(source, app, { skipSelf: true }) : undefined;
    },
  };
}

const shared = { environment: 'node', testTimeout: 30_000, hookTimeout: 30_000 } as const;

export default defineConfig({
  oxc: { decorator: { legacy: true, emitDecoratorMetadata: true } },
  test: {
    reporters: ['default'],
    // Tests wait for sockets and processes more than they compute: on two cores two files run side by side.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    projects: [
      {
        extends: true,
        test: {
          ...shared,
          name: 'unit',
          include: ['test/unit/**/*.test.ts'],
          setupFiles: ['test/support/fast-check.setup.ts'],
        },
      },
      ...NEST_MAJORS.map((major) => ({
        extends: true as const,
        plugins: [nestMajor(major)],
        test: {
          ...shared,
          name: `nest-${major}`,
          include: ['test/e2e/**/*.test.ts'],
          env: { NEST_MAJOR: String(major) },
        },
      })),
      {
        extends: true,
        test: {
          ...shared,
          name: 'browser',
          include: ['test/browser/**/*.test.ts'],
          globalSetup: ['test/browser/support/built-page.ts'],
        },
      },
      {
        extends: true,
        plugins: [plantFaults()],
        // A run of 100,000 requests takes its time.
        test: { ...shared, name: 'faults', include: ['test/faults/**/*.test.ts'], testTimeout: 3_600_000 },
      },
      {
        extends: true,
        test: {
          ...shared,
          name: 'package',
          include: ['test/package/**/*.test.ts'],
          globalSetup: ['test/package/support/packed.ts'],
          // They install whole apps.
          testTimeout: 600_000,
          hookTimeout: 600_000,
        },
      },
    ],
  },
});
