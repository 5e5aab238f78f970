import { decodeLeniently, PERCENT_ENCODED } from '../urls/percent-encoding.js';
import { rememberNames } from '../../memory/remember-names.js';
import { defaultNameLabel, ruleLabel, type RuleList } from '../rules/rule-labels.js';

/** The label of the rule that a name falls under, if any. */
export type NameMatcher = (name: string) => string | undefined;

export interface NameMatcherOptions {
  /** Where the configured names come from: the counts say so. */
  readonly list: RuleList;
  readonly configured: readonly string[];
  /** The default sensitive names; absent when the defaults are off. */
  readonly sensitive?: NameMatcher;
}

const NESTING = /[[\].]+/;

/**
 * Matches decoded parameter names: in any case, as a whole and by the parts of `user[token]`, `user.token`
 * and `token[]`. A name that is still percent-encoded is also tried decoded once more: some servers decode
 * twice.
 */
export function compileNameMatcher({ list, configured, sensitive }: NameMatcherOptions): NameMatcher {
  const names = new Set(configured.map((name) => name.trim().toLowerCase()));

  const matchConfigured = (name: string): string | undefined => {
    const lowerCase = name.trim().toLowerCase();
    return names.has(lowerCase) ? ruleLabel(list, lowerCase) : undefined;
  };
  const matchDefault = (name: string): string | undefined => {
    const term = sensitive?.(name);
    return term === undefined ? undefined : defaultNameLabel(term);
  };
  // What was configured is asked of all parts first: a default in one of them must not hide it from the counts.
  const match = (name: string): string | undefined => {
    const readings = NESTING.test(name) ? [name, ...name.split(NESTING)] : [name];
    return firstDefined(readings, matchConfigured) ?? firstDefined(readings, matchDefault);
  };
  return rememberNames(
    (name) => match(name) ?? (PERCENT_ENCODED.test(name) ? match(decodeLeniently(name)) : undefined),
  );
}

function firstDefined(names: readonly string[], match: NameMatcher): string | undefined {
  for (const name of names) {
    const label = match(name);
    if (label !== undefined) return label;
  }
  return undefined;
}
