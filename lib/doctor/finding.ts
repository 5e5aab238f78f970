/** `skip`: there was nothing to check, or no way to; the message says why. */
export type Verdict = 'ok' | 'warn' | 'fail' | 'skip';

/** What one check found: a line of the report, and what to do where all is not well. */
export interface Finding {
  readonly check: string;
  readonly verdict: Verdict;
  readonly message: string;
  readonly remedy?: string;
}

/** Makes the findings of one check. */
export interface Findings {
  ok(message: string): Finding;
  warn(message: string, remedy: string): Finding;
  fail(message: string, remedy: string): Finding;
  skip(message: string): Finding;
}

export function findingsOf(check: string): Findings {
  return {
    ok: (message) => ({ check, verdict: 'ok', message }),
    warn: (message, remedy) => ({ check, verdict: 'warn', message, remedy }),
    fail: (message, remedy) => ({ check, verdict: 'fail', message, remedy }),
    skip: (message) => ({ check, verdict: 'skip', message }),
  };
}
