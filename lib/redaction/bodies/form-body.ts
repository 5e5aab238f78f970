import { matchFieldName } from '../json-path/match-field-name.js';
import { redactQueryText } from '../query-text.js';
import type { BodyContext, RedactedText } from './body-context.js';
import { redactJsonValue } from './json-body.js';
import { decodeUtf8 } from './utf8.js';

/**
 * `application/x-www-form-urlencoded`: the raw text, field by field, each name matched as body parsers would
 * read it.
 */
export function redactFormBody(bytes: Uint8Array, context: BodyContext): RedactedText {
  const text = decodeUtf8(bytes, context.complete ? 'complete' : 'cut');
  if (text === undefined) return { omitted: 'charset' };
  const whole = context.complete ? text : completeFields(text);
  if (whole === undefined) return { omitted: 'truncated', truncated: true };
  const fields = {
    ...context.scope,
    matchParameter: (name: string) => matchFieldName(name, context.rules.automaton),
    redactJsonText: (json: string) => redactJsonValue(json, context),
  };
  return { text: redactQueryText(whole, fields), truncated: !context.complete };
}

/** The last field of a cut form is left out: half a value says nothing about the other half. */
function completeFields(text: string): string | undefined {
  const end = text.lastIndexOf('&');
  return end === -1 ? undefined : text.slice(0, end);
}
