import { readFileSync } from 'node:fs';

export interface ComplianceCase {
  readonly name: string;
  readonly selector: string;
  readonly invalid_selector?: boolean;
  readonly document?: unknown;
  readonly result_paths?: readonly string[];
  /** Where the order of members is open: each entry is one right answer. */
  readonly results_paths?: readonly (readonly string[])[];
}

/** The official suite, as pinned in test/data/jsonpath-compliance. */
export function complianceCases(): readonly ComplianceCase[] {
  const file = new URL('../../../data/jsonpath-compliance/cts.json', import.meta.url);
  const suite: { tests: readonly ComplianceCase[] } = JSON.parse(readFileSync(file, 'utf8'));
  return suite.tests;
}
