import { appendFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect } from 'vitest';

/** Cases for each property in an ordinary run; `npm run fuzz` asks for many more. */
const CASES = Number(process.env['FUZZ_ROUNDS'] ?? 2000);

/** Fails with the smallest counterexample and the seed. Tells `npm run fuzz`, when that is what runs, how it went. */
export function assertProperty<T>(property: fc.IProperty<T>): void {
  const details = fc.check(property, { numRuns: CASES });
  const { numRuns, seed, failed } = details;
  const results = process.env['FUZZ_RESULTS'];
  if (results !== undefined) {
    const name = expect.getState().currentTestName;
    appendFileSync(results, `${JSON.stringify({ name, cases: numRuns, seed, failures: failed ? 1 : 0 })}\n`);
  }
  if (failed) throw new Error(fc.defaultReportMessage(details), { cause: details.errorInstance });
}
