import type { RedactedPart } from '../inspector-api.js';
import type { FoundPlace } from './found-place.js';

/**
 * Of places that no rule is known to select, by what the exchange counts: a value that a detector found, for example. All
 * rules that are counted more often than the other places explain may have been the one.
 */
export function namedByElimination(
  found: readonly FoundPlace[],
  redactions: Readonly<Record<string, number>>,
): readonly FoundPlace[] {
  const confirmed = found.map((place) =>
    place.rules.some((rule) => rule in redactions) ? place : { ...place, rules: [] },
  );
  const unexplained = new Map(Object.entries(redactions));
  for (const { rules, times } of confirmed) {
    const counted = rules.find((rule) => rule in redactions);
    if (counted !== undefined) unexplained.set(counted, (unexplained.get(counted) ?? 0) - times);
  }
  const candidates = [...unexplained].filter(([, times]) => times > 0).map(([rule]) => rule);
  return confirmed.map((place) =>
    place.rules.length > 0
      ? place
      : { ...place, rules: candidates.filter((rule) => mayApply(rule, place.part)) },
  );
}

/** What the labels of rules for one part begin with: they apply to no other part. */
const BOUND_TO: readonly (readonly [prefix: string, parts: readonly RedactedPart[]])[] = [
  ['request body ', ['request body']],
  ['response body ', ['response body']],
  ['header ', ['request header', 'response header']],
  ['query ', ['query', 'url']],
  ['path param ', ['path param', 'url']],
  // Parts that were left out have no marker.
  ['failed ', []],
];

function mayApply(rule: string, part: RedactedPart): boolean {
  const bound = BOUND_TO.find(([prefix]) => rule.startsWith(prefix));
  return bound === undefined || bound[1].includes(part);
}
