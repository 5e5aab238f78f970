import type { Examination } from './examination.js';
import type { Finding, Findings } from './finding.js';

/** One thing that can be wrong with a set-up. */
export interface Check {
  /** Stands before each of its lines. */
  readonly name: string;
  /** Says what was found: one line, or several where several things can be wrong at once. */
  run(examination: Examination, findings: Findings): Promise<Answer> | Answer;
}

export type Answer = Finding | readonly Finding[];
