import { CLIENT_REDACTED } from '../../exchange/redacted-exchange.js';
import type { BodyContext, RedactedText } from './body-context.js';
import { redactEmbeddedJson } from './json-body.js';
import { decodeUtf8 } from './utf8.js';

const DATA = /^data(?::|$) ?/;
const HARMLESS_FIELD = /^(?:event|id|retry)(?::|$)/;
/** A line costs more than its bytes. */
const MAX_LINES = 4096;
const LINE_END = /\r\n|\n|\r/;

/**
 * Server-sent events (WHATWG HTML section 9.2): the `data` lines of one event are one text, whatever fields stand
 * between them. JSON is scanned, other text is masked, or withheld when a path rule says that this body holds something
 * to find.
 */
export function redactEventStream(bytes: Uint8Array, context: BodyContext): RedactedText {
  const text = decodeUtf8(bytes, context.complete ? 'complete' : 'cut');
  if (text === undefined) return { omitted: 'charset' };
  const lines = text.split(LINE_END, MAX_LINES + 1);
  const complete = context.complete && lines.length <= MAX_LINES;
  // What follows the last line end was cut, unless the stream ended.
  if (!complete) lines.pop();
  const redacted: string[] = [];
  let data: string[] = [];
  for (const line of lines) {
    if (DATA.test(line)) {
      data.push(line.replace(DATA, ''));
      continue;
    }
    if (line !== '') {
      redacted.push(redactField(line, context));
      continue;
    }
    redacted.push(...redactEvent(data, context), '');
    data = [];
  }
  // An event whose end did not come may have lost lines: half a JSON is not JSON.
  if (complete) redacted.push(...redactEvent(data, context));
  return { text: redacted.join('\n'), truncated: !complete };
}

/** Comments and fields nobody defined may hold anything, also what a path was meant to find. */
function redactField(line: string, { maskText, rules }: BodyContext): string {
  return !rules.hasPaths || HARMLESS_FIELD.test(line) ? maskText(line) : `: ${CLIENT_REDACTED}`;
}

function redactEvent(data: readonly string[], context: BodyContext): readonly string[] {
  if (data.length === 0) return [];
  return redactData(data.join('\n'), context)
    .split('\n')
    .map((line) => `data: ${line}`);
}

function redactData(data: string, context: BodyContext): string {
  const redaction = redactEmbeddedJson(data, context);
  if ('text' in redaction) return redaction.text;
  const looksLikeJson = /^\s*[[{"]/.test(data);
  if (!looksLikeJson && !context.rules.hasPaths) return context.maskText(data);
  context.scope.tally.count('unparseable line');
  return CLIENT_REDACTED;
}
