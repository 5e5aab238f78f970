import type { RedactionRules } from './redaction-rules.js';
import { RULE_LISTS, ruleLabel, type RuleList } from './rule-labels.js';

/** Rules, and where a developer wrote them. */
export interface RuleSource {
  readonly setBy: string;
  readonly rules: RedactionRules;
}

/** One entry of one list. */
export interface ConfiguredRule {
  readonly list: RuleList;
  /** The path or name as it was written. */
  readonly rule: string;
  readonly label: string;
}

/** Every entry of every list. */
export function rulesIn(rules: RedactionRules): readonly ConfiguredRule[] {
  return RULE_LISTS.flatMap((list) =>
    rules[list].map((entry) => {
      const rule = ruleText(entry);
      return { list, rule, label: ruleLabel(list, rule) };
    }),
  );
}

/** A path may come with its dialect. */
function ruleText(entry: unknown): string {
  return String(typeof entry === 'object' && entry !== null && 'path' in entry ? entry.path : entry);
}
