import type { ErrorReport } from '../exchange/error-report.js';
import { CLIENT_REDACTED } from '../exchange/redacted-exchange.js';

export interface ErrorRules {
  /**
   * Whether the values that must not leave are known: the rules of the route, and what they found. If not, no text that
   * a user may have had a hand in leaves.
   */
  readonly isTextKnown: boolean;
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
    message: rules.isTextKnown ? redactMessage(error.message, rules) : '',
    ...(stack === undefined ? {} : { stack }),
    when: error.when,
    ...(cause === undefined ? {} : { cause: redactErrorReport(cause, rules, depth + 1) }),
  };
}

function redactMessage(message: string, { maskText }: ErrorRules): string {
  return maskText(withoutJsonExcerpts(message)).slice(0, MAX_MESSAGE_LENGTH);
}

const JSON_COMPLAINT = ' is not valid JSON';
/** Strings that stand for no data: somebody parsed what was no text. */
const HARMLESS_EXCERPT = /^"(?:undefined|\[object Object\])"$/;

/**
 * V8 quotes ten characters around the place where JSON ends to be valid: `…, ..."pin":hunt"... is not valid JSON`. They
 * may be a piece of a secret, which nothing recognises.
 */
function withoutJsonExcerpts(message: string): string {
  const pieces = message.split(JSON_COMPLAINT);
  const last = pieces.pop() ?? '';
  return [...pieces.map(withoutExcerpt), last].join(JSON_COMPLAINT);
}

function withoutExcerpt(complaint: string): string {
  const token = complaint.lastIndexOf('Unexpected token ');
  const start = complaint.indexOf('"', Math.max(token, 0));
  if (start === -1 || HARMLESS_EXCERPT.test(complaint.slice(start))) return complaint;
  return complaint.slice(0, start) + CLIENT_REDACTED;
}

/** A stack that is more than frames repeats the message, which must not leave when it is not known what that may hold. */
function redactStack(stack: string, { isTextKnown, maskText }: ErrorRules): string | undefined {
  const isPure = stack.split('\n').every((line) => line.trim() === '' || FRAME.test(line));
  return isTextKnown || isPure ? maskText(stack).slice(0, MAX_STACK_LENGTH) : undefined;
}
