import type { ErrorReport } from '../../exchange/error-report.js';
import { attributeKeys } from './attribute-key.js';
import type { AttributeSink } from './attribute-sink.js';

/** Deeper causes are cut: a chain made by hand may be circular. */
const MAX_CAUSES = 16;

/** The three strings that describe an error (wire-contract section 1, fact 5). */
export interface ExceptionAttributes {
  readonly type: string;
  readonly message: string;
  readonly stacktrace: string | undefined;
}

export function exceptionAttributes(error: ErrorReport): ExceptionAttributes {
  return { type: error.type, message: readableMessage(error), stacktrace: stacktrace(error) };
}

const KEY = attributeKeys('exception.type', 'exception.message', 'exception.stacktrace');

export const EXCEPTION_KEYS: readonly string[] = Object.keys(KEY);

/** Writes the three to an event or a log record. */
export function writeExceptionAttributes(attributes: AttributeSink, error: ErrorReport): void {
  const exception = exceptionAttributes(error);
  attributes.write(KEY['exception.type'], exception.type);
  attributes.write(KEY['exception.message'], exception.message);
  attributes.write(KEY['exception.stacktrace'], exception.stacktrace);
}

/** The receiver loses a message whose text is a JSON object, so such a one is led by its type. */
function readableMessage({ type, message }: ErrorReport): string {
  return message.trimStart().startsWith('{') ? `${type}: ${message}` : message;
}

/** The error and its causes as Node prints them, each introduced by its type and message. */
function stacktrace(error: ErrorReport): string | undefined {
  if (error.stack === undefined && error.cause === undefined) return undefined;
  const lines = [introduced(error)];
  let cause = error.cause;
  for (let count = 0; cause !== undefined && count < MAX_CAUSES; count += 1) {
    lines.push(`Caused by: ${introduced(cause)}`);
    cause = cause.cause;
  }
  return lines.join('\n');
}

function introduced({ type, message, stack }: ErrorReport): string {
  const title = message === '' ? type : `${type}: ${message}`;
  return stack === undefined ? title : `${title}\n${stack}`;
}
