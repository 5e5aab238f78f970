import type { JsonPathRule } from '../json-path/automaton-items.js';
import { parseJsonPath } from '../json-path/parse-json-path.js';

/** The member names of which a rule set speaks. */
export interface SpokenNames {
  /** Those that paths select by, with the rule that does. */
  readonly inPaths: ReadonlyMap<string, string>;
  /** Those that filters look at. */
  readonly inFilters: ReadonlySet<string>;
  /** Whether a filter looks at the whole body, as `[?@.id == $.owner]`. */
  readonly hasRootQueries: boolean;
}

export function spokenNames(rules: readonly JsonPathRule[]): SpokenNames {
  const inPaths = new Map<string, string>();
  const filters = new FilterReader();
  for (const { rule, path } of rules) {
    for (const selector of parseJsonPath(path).segments.flatMap(({ selectors }) => selectors)) {
      if (selector.kind === 'name') inPaths.set(selector.name, rule);
      if (selector.kind === 'filter') filters.read(selector.condition);
    }
  }
  return { inPaths, inFilters: filters.names, hasRootQueries: filters.hasRootQueries };
}

/** Collects from every part of a parsed filter. The parser bounds how deep they go. */
class FilterReader {
  readonly names = new Set<string>();
  hasRootQueries = false;

  read(part: unknown): void {
    if (typeof part !== 'object' || part === null) return;
    if ('kind' in part && part.kind === 'name' && 'name' in part) this.names.add(String(part.name));
    if ('origin' in part && part.origin === 'root') this.hasRootQueries = true;
    for (const inner of Object.values(part)) this.read(inner);
  }
}
