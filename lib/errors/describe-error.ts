import type { ErrorReport } from '../exchange/error-report.js';

/** Far above what leaves: redaction must see a secret whole, so the last cut is made after it. */
const MAX_READ_LENGTH = 65_536;
const MAX_CAUSES = 5;

/**
 * Describes anything that was thrown. Reads a name, a message, a stack and causes, and nothing else: own
 * properties such as body-parser's `body` or axios's `config` hold other people's data. Never throws,
 * whatever getters and proxies the value is made of.
 */
export function describeError(thrown: unknown, when: Date = new Date()): ErrorReport {
  return describe(thrown, when, new Set(), 0);
}

function describe(thrown: unknown, when: Date, seen: Set<unknown>, depth: number): ErrorReport {
  if ((typeof thrown !== 'object' && typeof thrown !== 'function') || thrown === null) {
    return { type: thrown === null ? 'null' : typeof thrown, message: primitiveText(thrown), when };
  }
  seen.add(thrown);
  const message = withoutCutWord(textProperty(thrown, 'message'));
  const stack = stackFrames(textProperty(thrown, 'stack'), textProperty(thrown, 'message'));
  const cause = property(thrown, 'cause');
  const describesCause = cause !== undefined && depth < MAX_CAUSES && !seen.has(cause);
  return {
    type: typeName(thrown),
    message,
    ...(stack !== '' && { stack }),
    when,
    ...(describesCause && { cause: describe(cause, when, seen, depth + 1) }),
  };
}

function primitiveText(value: unknown): string {
  return typeof value === 'symbol' ? 'symbol' : withoutCutWord(String(value));
}

/** `class PaymentError extends Error` keeps the name `Error`: its constructor says more. */
function typeName(thrown: object): string {
  const name = textProperty(thrown, 'name');
  if (name !== '' && name !== 'Error') return name.slice(0, 256);
  const constructed = property(thrown, 'constructor');
  const className = typeof constructed === 'function' ? textProperty(constructed, 'name') : '';
  return (className || name || 'Object').slice(0, 256);
}

/** The frames only: V8 puts the message above them, and a message may hold lines that look like frames. */
function stackFrames(stack: string, message: string): string {
  const messageStart = message === '' ? -1 : stack.indexOf(message);
  const below = messageStart === -1 ? stack : stack.slice(messageStart + message.length);
  const frames = below.split('\n').filter((line) => /^\s+at /.test(line));
  return withoutCutWord(frames.join('\n'));
}

/** A text that is too long ends before the word that the cut would halve: half a secret looks like none. */
function withoutCutWord(text: string): string {
  if (text.length <= MAX_READ_LENGTH) return text;
  let end = MAX_READ_LENGTH;
  while (end > 0 && !/\s/.test(text.charAt(end - 1))) end -= 1;
  return text.slice(0, end);
}

function textProperty(target: object, key: string): string {
  const value = property(target, key);
  return typeof value === 'string' ? value : '';
}

function property(target: object, key: string): unknown {
  try {
    return Reflect.get(target, key);
  } catch {
    // A throwing getter or a revoked proxy: its value is simply not known.
    return undefined;
  }
}
