import type { RedactionRules } from './redaction-rules.js';

export type RuleList = keyof RedactionRules;

/** What the rules of each list look into, as counts and reports call it. */
const PLACES: Readonly<Record<RuleList, string>> = {
  headers: 'header',
  requestBody: 'request body',
  responseBody: 'response body',
  query: 'query',
  pathParams: 'path param',
};

/** What a configured rule is counted under: `request body $.card`, `header x-device`. */
export function ruleLabel(list: RuleList, rule: string): string {
  return `${PLACES[list]} ${rule}`;
}

/** What a default name is counted under, wherever it stands: `name password`. */
export function defaultNameLabel(term: string): string {
  return `name ${term}`;
}
