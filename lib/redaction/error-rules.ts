import type { ErrorReport } from '../exchange/error-report.js';

export interface ErrorRules {
  /**
   * Whether the redaction rules of the route are known; if not, no text that a user may have had a hand in
   * leaves.
   */
  readonly rulesKnown: boolean;
  readonly maskText: (text: string) => string;
}

const MAX_CAUSES = 16;
const MAX_MESSAGE_LENGTH = 8192;
const MAX_STACK_LENGTH = 16_384;
const FRAME = /^\s*at .+$/;

/** Redacts an error and its causes: type, message and stack. */
export function redactErrorReport(error: ErrorReport, rules: ErrorRules, depth = 0): ErrorReport {
  const stack = error.stack === undefined ? undefined : redactStack(error.stack, rules);
  const cause = error.cause === undefined || depth >= MAX_CAUSES ? undefined : error.cause;
  return {
    type: rules.maskText(error.type),
    // Cut after redaction: a secret that is cut first is no longer recognised.
    message: rules.rulesKnown ? rules.maskText(error.message).slice(0, MAX_MESSAGE_LENGTH) : '',
    ...(stack === undefined ? {} : { stack }),
    when: error.when,
    ...(cause === undefined ? {} : { cause: redactErrorReport(cause, rules, depth + 1) }),
  };
}

/** A stack that is more than frames repeats the message, which must not leave when no rules are known. */
function redactStack(stack: string, { rulesKnown, maskText }: ErrorRules): string | undefined {
  const isPure = stack.split('\n').every((line) => line.trim() === '' || FRAME.test(line));
  return rulesKnown || isPure ? maskText(stack).slice(0, MAX_STACK_LENGTH) : undefined;
}
