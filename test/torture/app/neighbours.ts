import { createRequire } from 'node:module';

/** The Nest major under test, as the test project names it. */
export const NEST_MAJOR = process.env['NEST_MAJOR'] ?? '12';

const requireFromMajor = createRequire(
  new URL(`../../compat/nest-${NEST_MAJOR}/package.json`, import.meta.url),
);

/** A package in the version that suits the Nest major under test. Its types differ between majors: the caller narrows. */
export function neighbour(name: string): unknown {
  return requireFromMajor(name);
}
