import type { BodyRules } from '../bodies/body-context.js';
import { compileClientNames } from '../graphql/client-names.js';
import { compilePlusPaths, type PlusMatch } from '../json-path-plus/plus-paths.js';
import { compileAutomaton } from '../json-path/automaton.js';
import type { JsonPathRule } from '../json-path/automaton-items.js';
import type { NameJudges } from '../json-path/name-table.js';
import type { RedactionPath } from './redaction-rules.js';
import { ruleLabel } from './rule-labels.js';

/** @throws Error for a path that is not valid */
export function compileBodyRules(
  list: 'requestBody' | 'responseBody',
  paths: readonly RedactionPath[],
  names: NameJudges,
): BodyRules {
  const rules = paths
    .filter((path) => typeof path === 'string')
    .map((path) => ({ rule: ruleLabel(list, path), path }));
  const automaton = compileAutomaton(rules, names);
  const shared = {
    automaton,
    hasPaths: paths.length > 0,
    ...(paths.includes('$') && { wholeRule: ruleLabel(list, '$') }),
  };
  const plusPaths = paths.flatMap((path) => (typeof path === 'string' ? [] : [path.path]));
  if (plusPaths.length === 0)
    return { ...shared, forClientNames: compileClientNames(rules, names, automaton) };
  const plus = compilePlusPaths(plusPaths);
  const ruleOf = ({ path, place }: PlusMatch): JsonPathRule => ({ rule: ruleLabel(list, path), path: place });
  return {
    ...shared,
    // What a path would have selected under names that a client of GraphQL chose, nobody can tell.
    forClientNames: () => undefined,
    automatonFor: (bytes, complete) => {
      // Half a body is no JSON that could be parsed.
      if (!complete) return 'truncated';
      try {
        const matches = plus.matchesIn(bytes);
        if (matches !== undefined) return compileAutomaton([...rules, ...matches.map(ruleOf)], names);
      } catch {
        // What was thrown may quote the body, and nothing is known of what it holds.
      }
      return 'jsonpath-plus';
    },
  };
}
