import type { MatchPlace } from '../json-path/automaton-state.js';
import { matchFieldName } from '../json-path/match-field-name.js';
import { redactNestedText } from '../urls/nested-text.js';
import { redactQueryText } from '../urls/query-text.js';
import type { UrlScope } from '../urls/url-scope.js';
import type { BodyContext, RedactedText } from './body-context.js';
import { fieldScope } from './field-scope.js';
import { redactJsonBody } from './json-body.js';
import { decodeUtf8 } from './utf8.js';

/**
 * `application/x-www-form-urlencoded`: the raw text, field by field, each name matched as body parsers would
 * read it.
 */
export function redactFormBody(bytes: Uint8Array, context: BodyContext): RedactedText {
  const text = decodeUtf8(bytes, context.complete ? 'complete' : 'cut');
  return text === undefined ? { omitted: 'charset' } : redactFields(text, context, fieldScope(context));
}

/**
 * What is sent as a form and begins like JSON, as `curl -d` sends it. It is redacted as both, since nobody here
 * knows as which of them the app reads it.
 */
export function redactJsonForm(bytes: Uint8Array, context: BodyContext): RedactedText {
  const asJson = redactJsonBody(bytes, context);
  if (asJson.text?.includes('=') !== true) return asJson;
  const complete = asJson.omitted === undefined && asJson.truncated !== true;
  const scope: UrlScope = {
    ...context.scope,
    // The fields are pieces of JSON that was scanned.
    redactJsonText: (json) => json,
    redactNested: (value, depth) => redactNestedText(value, scope, depth),
  };
  const { text, ...asForm } = redactFields(asJson.text, { ...context, complete }, scope);
  // Why the body ends there stays as the scan of the JSON found it.
  return {
    ...asForm,
    ...(text !== undefined && { text }),
    ...(asJson.omitted && { omitted: asJson.omitted }),
  };
}

function redactFields(text: string, { rules, complete }: BodyContext, scope: UrlScope): RedactedText {
  const whole = completeFields(text, complete);
  if (whole === undefined) return { omitted: 'truncated', truncated: true };
  // Paths that share a field are told of once, however often it comes.
  const told = new Set<MatchPlace>();
  const onOverlap = (place: MatchPlace): void => {
    if (told.has(place)) return;
    told.add(place);
    scope.tally.overlap(place, true);
  };
  const matchParameter = (name: string): string | undefined =>
    matchFieldName(name, rules.automaton, onOverlap);
  return {
    text: redactQueryText(whole, { ...scope, matchParameter }),
    truncated: whole !== text || !complete,
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
