import { CLIENT_REDACTED, type CapturedBody } from '../../exchange/redacted-exchange.js';
import type { BodyRules } from '../../redaction/bodies/body-context.js';
import { parseMediaType } from '../../redaction/bodies/media-type.js';
import { matchFieldName } from '../../redaction/json-path/match-field-name.js';
import { jsonPlaces, type JsonPlace } from './json-places.js';
import { pathStep } from '../../redaction/json-path/normalized-path.js';

/** Where the marker stands in a redacted body; in text that has no places of its own, at `$`. */
export function bodyPlaces(
  body: CapturedBody | undefined,
  rules: BodyRules | undefined,
): readonly (JsonPlace & { readonly times: number })[] {
  const text = body?.text;
  if (body === undefined || text?.includes(CLIENT_REDACTED) !== true) return [];
  const complete = !body.truncated && body.omitted === undefined;
  const found = placesIn(text, complete, body.contentType, rules);
  if (found.length === 0) return [{ at: '$', rules: [], times: markersIn(text) }];
  return found.map((place) => ({ ...place, times: 1 }));
}

/** How often the marker stands in a text. */
export function markersIn(text: string): number {
  return text.split(CLIENT_REDACTED).length - 1;
}

function placesIn(
  text: string,
  complete: boolean,
  contentType: string | undefined,
  rules: BodyRules | undefined,
): readonly JsonPlace[] {
  const essence = contentType === undefined ? undefined : parseMediaType(contentType)?.essence;
  if (essence !== undefined && JSON_LINES.test(essence)) return linePlaces(text, rules);
  if (/^\s*["[{]/.test(text)) return jsonPlaces(text, complete, rules);
  return essence === 'application/x-www-form-urlencoded' ? fieldPlaces(text, rules) : [];
}

const JSON_LINES = /json-?lines|jsonl$|ndjson|ldjson|stream\+json|json-seq/;

/** Each line of its own, under its number from 0. */
function linePlaces(text: string, rules: BodyRules | undefined): readonly JsonPlace[] {
  return text.split('\n').flatMap((line, index) =>
    jsonPlaces(line, true, rules).map(({ at, ...place }) => ({
      ...place,
      at: `$[${index}]${at.slice(1)}`,
    })),
  );
}

function fieldPlaces(text: string, rules: BodyRules | undefined): readonly JsonPlace[] {
  return [...new URLSearchParams(text)]
    .filter(([name, value]) => `${name}=${value}`.includes(CLIENT_REDACTED))
    .map(([name]) => ({ at: `$${pathStep(name)}`, rules: rulesOfField(name, rules) }));
}

function rulesOfField(name: string, rules: BodyRules | undefined): readonly string[] {
  if (rules === undefined) return [];
  const all = new Set<string>();
  const first = matchFieldName(name, rules.automaton, (place) => {
    for (const rule of place.rules) all.add(rule);
  });
  return first === undefined ? [] : [...new Set([first, ...all])];
}
