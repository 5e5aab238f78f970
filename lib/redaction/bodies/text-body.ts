import { matchFieldName } from '../json-path/match-field-name.js';
import type { BodyContext, RedactedText } from './body-context.js';
import { decodeUtf8 } from './utf8.js';

/**
 * Text without path semantics: plain, HTML, XML, CSV. Nothing a user names can be found in it, so the caller
 * asks for it only where no path rule applies; what detectors and names find is masked.
 */
export function redactTextBody(bytes: Uint8Array, context: BodyContext): RedactedText {
  const text = decodeUtf8(bytes, context.complete ? 'complete' : 'cut');
  if (text === undefined) return { omitted: 'charset' };
  if (context.complete) return { text: context.maskText(text) };
  const whole = withoutCutWord(text);
  return whole === ''
    ? { omitted: 'truncated', truncated: true }
    : { text: context.maskText(whole), truncated: true };
}

/** More than this is no header. */
const MAX_CSV_HEADER_CHARS = 4096;
const MAX_PREAMBLE_LINES = 8;
const COLUMN = /[,;:\t|]/;
/** What stands in front of a header: nothing, Excel's separator line, a comment, a title. */
const PREAMBLE = /^(?:\s*$|sep=|#|[^,;:\t|"]*$)/i;

/** CSV names its columns once: with a sensitive one among them, no row can be shown. */
export function redactCsvBody(bytes: Uint8Array, context: BodyContext): RedactedText {
  const text = decodeUtf8(bytes, context.complete ? 'complete' : 'cut');
  if (text === undefined) return { omitted: 'charset' };
  const isSensitive = (column: string): boolean =>
    matchFieldName(column.trim(), context.rules.automaton) !== undefined;
  let start = 0;
  for (let lines = 0; lines < MAX_PREAMBLE_LINES && start < text.length; lines += 1) {
    const end = endOfRecord(text, start);
    if (end - start > MAX_CSV_HEADER_CHARS) return { omitted: 'type' };
    const record = text.slice(start, end);
    if (record.split(COLUMN).some((column) => column !== '' && isSensitive(column)))
      return { omitted: 'type' };
    if (!PREAMBLE.test(record)) {
      for (const column of record.split(COLUMN)) context.scope.tally.passed.note(column.trim());
      break;
    }
    start = end + 1;
  }
  return redactTextBody(bytes, context);
}

/** A quoted field may hold line ends (RFC 4180 section 2); a doubled quote opens it again at once. */
function endOfRecord(text: string, start: number): number {
  let isQuoted = false;
  for (let at = start; at < text.length && at - start <= MAX_CSV_HEADER_CHARS; at += 1) {
    const char = text[at];
    if (char === '"') isQuoted = !isQuoted;
    else if (!isQuoted && (char === '\n' || char === '\r')) return at;
  }
  return Math.min(text.length, start + MAX_CSV_HEADER_CHARS + 1);
}

/**
 * A secret that was cut may no longer look like one. Only white space and angle brackets end every secret: a password
 * may hold the rest.
 */
function withoutCutWord(text: string): string {
  let end = text.length;
  while (end > 0 && !/[\s<>]/.test(text.charAt(end - 1))) end -= 1;
  const groups = GROUPS.exec(text.slice(Math.max(0, end - MAX_GROUPED_CHARS), end));
  return text.slice(0, end - (groups?.[0].length ?? 0));
}

/** What was cut may have been a group of a number of a card or an account, of which the groups before would be left. */
const GROUPS =
  /(?<![A-Za-z\d])(?:[A-Za-z]{2}\d{2}[ \u00a0](?:[A-Za-z\d]{1,4}[ \u00a0])*|(?:\d{1,19}[ \u00a0-])+)$/;
const MAX_GROUPED_CHARS = 80;
