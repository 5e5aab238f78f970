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

export const RULE_LISTS: readonly RuleList[] = [
  'headers',
  'requestBody',
  'responseBody',
  'query',
  'pathParams',
];

/** What a configured rule is counted under: `request body $.card`, `header x-device`. Names have no case. */
export function ruleLabel(list: RuleList, rule: string): string {
  const isPath = list === 'requestBody' || list === 'responseBody';
  return `${PLACES[list]} ${isPath ? rule : rule.trim().toLowerCase()}`;
}

/** What a default name is counted under, wherever it stands: `name password`. */
export function defaultNameLabel(term: string): string {
  return `name ${term}`;
}
