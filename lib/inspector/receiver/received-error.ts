import type { ErrorReport } from '../../exchange/error-report.js';
import { textAt } from './attribute-texts.js';
import type { OtlpEvent } from './otlp/otlp-records.js';

/** The error that an event or a log record describes, its causes included; undefined for any other. */
export function receivedError({ attributes, nanos }: OtlpEvent): ErrorReport | undefined {
  const type = textAt(attributes, 'exception.type');
  const message = textAt(attributes, 'exception.message');
  if (type === undefined && message === undefined) return undefined;
  const when = new Date(Number(nanos / 1_000_000n));
  const [own, ...causes] = (textAt(attributes, 'exception.stacktrace') ?? '').split('\nCaused by: ');
  const stack = framesOf(own ?? '');
  const cause = causeOf(causes, when);
  return {
    type: type ?? 'Error',
    message: message ?? '',
    ...(stack && { stack }),
    when,
    ...(cause && { cause }),
  };
}

/** The first of them, with the others as its causes. */
function causeOf(causes: readonly string[], when: Date): ErrorReport | undefined {
  return causes.reduceRight<ErrorReport | undefined>((cause, text) => {
    const stack = framesOf(text);
    const [, type = 'Error', message = ''] = TITLE.exec(titleOf(text)) ?? [];
    return { type, message, ...(stack && { stack }), when, ...(cause && { cause }) };
  }, undefined);
}

const TITLE = /^([^:\s]+)(?:: ([^]*))?$/;
const FRAME = /^\s+at /;

function titleOf(text: string): string {
  const lines = text.split('\n');
  const firstFrame = lines.findIndex((line) => FRAME.test(line));
  return lines.slice(0, firstFrame === -1 ? undefined : firstFrame).join('\n');
}

function framesOf(text: string): string | undefined {
  const frames = text.split('\n').filter((line) => FRAME.test(line));
  return frames.length === 0 ? undefined : frames.join('\n');
}
