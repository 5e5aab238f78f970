import { matchFieldName } from '../json-path/match-field-name.js';
import { redactNestedText } from '../nested-text.js';
import { redactQueryText } from '../query-text.js';
import { rememberNames } from '../remembered-names.js';
import type { BodyContext, RedactedText } from './body-context.js';
import { redactJsonBody, redactJsonValue } from './json-body.js';
import { decodeUtf8 } from './utf8.js';

/**
 * `application/x-www-form-urlencoded`: the raw text, field by field, each name matched as body parsers would
 * read it.
 */
export function redactFormBody(bytes: Uint8Array, context: BodyContext): RedactedText {
  const text = decodeUtf8(bytes, context.complete ? 'complete' : 'cut');
  if (text === undefined) return { omitted: 'charset' };
  const whole = completeFields(text, context.complete);
  if (whole === undefined) return { omitted: 'truncated', truncated: true };
  const { scope, rules } = context;
  const inside = { ...scope, redactJsonText: (json: string) => redactJsonValue(json, context) };
  const fields = {
    ...inside,
    matchParameter: rememberNames((name) => matchFieldName(name, rules.automaton)),
    redactNested: (value: string, depth: number) => redactNestedText(value, inside, depth),
  };
  return { text: redactQueryText(whole, fields), truncated: whole !== text || !context.complete };
}

/**
 * What is sent as a form and begins like JSON, as `curl -d` sends it. It is redacted as both, since nobody here
 * knows as which of them the app reads it.
 */
export function redactJsonForm(bytes: Uint8Array, context: BodyContext): RedactedText {
  const asJson = redactJsonBody(bytes, context);
  if (asJson.text?.includes('=') !== true) return asJson;
  const complete = asJson.omitted === undefined && asJson.truncated !== true;
  const { text, ...asForm } = redactFormBody(Buffer.from(asJson.text), { ...context, complete });
  // Why the body ends there stays as the scan of the JSON found it.
  return {
    ...asForm,
    ...(text !== undefined && { text }),
    ...(asJson.omitted && { omitted: asJson.omitted }),
  };
}

/** Twice what `qs` reads by default. Each field costs far more than its bytes. */
const MAX_FIELDS = 2000;

/** Of a cut form, the last field is left out: half a value says nothing about the other half. */
function completeFields(text: string, complete: boolean): string | undefined {
  let end = -1;
  for (let fields = 0; fields < MAX_FIELDS; fields += 1) {
    const next = text.indexOf('&', end + 1);
    if (next === -1 && complete) return text;
    if (next === -1) break;
    end = next;
  }
  return end === -1 ? undefined : text.slice(0, end);
}
