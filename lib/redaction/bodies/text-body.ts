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

/** CSV names its columns once: with a sensitive one among them, no row can be shown. */
export function redactCsvBody(bytes: Uint8Array, context: BodyContext): RedactedText {
  const [header = ''] = (decodeUtf8(bytes, 'cut') ?? '').split(/[\r\n]/, 1);
  const hasSensitiveColumn = header
    .split(/[,;\t|]/)
    .some((column) => matchFieldName(column.trim(), context.rules.automaton) !== undefined);
  return hasSensitiveColumn ? { omitted: 'type' } : redactTextBody(bytes, context);
}

/** A secret that was cut may no longer look like one. */
function withoutCutWord(text: string): string {
  let end = text.length;
  while (end > 0 && !/[\s<>&,;]/.test(text.charAt(end - 1))) end -= 1;
  return text.slice(0, end);
}
