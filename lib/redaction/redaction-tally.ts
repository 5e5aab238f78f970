import { nullRecord } from '../exchange/null-record.js';
import type { MatchPlace } from './json-path/automaton-state.js';
import { PassedNames } from './report/passed-names.js';

/** Where paths stood when a value was redacted, and how often. */
interface PlaceCount {
  times: number;
  /** Those of them that were objects or arrays. */
  containers: number;
}

/** What the rules of one exchange found, by rule. */
export interface RuleFindings {
  /** How often each selected a value, also one that is counted under another rule. */
  readonly selected: ReadonlyMap<string, number>;
  /** How often an object or array was redacted whole in which each might have selected something. */
  readonly hidden: ReadonlyMap<string, number>;
}

/** Of different places where paths overlap, a body has few; a hostile one as many as it likes. */
const MAX_PLACES = 256;
const NONE: ReadonlyMap<string, number> = new Map();

/**
 * Counts how often each rule matched in one exchange. Labels name rules, never values and never names an
 * attacker chose.
 */
export class RedactionTally {
  /** The names whose values no rule redacted. */
  readonly passed: PassedNames;
  // Made when first needed: in most exchanges nothing is found.
  #counts: Map<string, number> | undefined;
  #places: Map<MatchPlace, PlaceCount> | undefined;

  /** @param isSuspicious which names are worth noting where nothing redacts their values */
  constructor(isSuspicious: (name: string) => boolean) {
    this.passed = new PassedNames(isSuspicious);
  }

  count(rule: string, times = 1): void {
    increase((this.#counts ??= new Map()), rule, times);
  }

  /** Notes all the paths that have to do with a value that was redacted and counted under one rule. */
  overlap(place: MatchPlace, isContainer: boolean): void {
    const places = (this.#places ??= new Map());
    const known = places.get(place);
    if (known === undefined && places.size >= MAX_PLACES) return;
    const count = known ?? { times: 0, containers: 0 };
    count.times += 1;
    if (isContainer) count.containers += 1;
    if (known === undefined) places.set(place, count);
  }

  /** A record without a prototype, so that no label can reach `Object.prototype`. */
  toRecord(): Readonly<Record<string, number>> {
    const record: Record<string, number> = nullRecord();
    for (const [rule, times] of this.#counts ?? []) record[rule] = times;
    return record;
  }

  /**
   * A value is redacted once, and counted under one rule. Here the others that select it are counted too, so that a rule is
   * not taken for a typo because another one is faster.
   */
  findings(): RuleFindings {
    if (this.#places === undefined) return { selected: this.#counts ?? NONE, hidden: NONE };
    const selected = new Map(this.#counts);
    const hidden = new Map<string, number>();
    for (const [place, { times, containers }] of this.#places) {
      const { others, inside } = overlapAt(place);
      for (const rule of others) increase(selected, rule, times);
      if (containers > 0) for (const rule of inside) increase(hidden, rule, containers);
    }
    return { selected, hidden };
  }
}

/** The rules at a place beside the one that counts. */
interface Overlap {
  readonly others: readonly string[];
  readonly inside: readonly string[];
}

/** Most places are states of an automaton, and come again with every body. */
const overlaps = new WeakMap<MatchPlace, Overlap>();

function overlapAt(place: MatchPlace): Overlap {
  let overlap = overlaps.get(place);
  if (overlap === undefined) {
    const { rules, openRules } = place;
    overlap = { others: rules.slice(1), inside: openRules.filter((rule) => !rules.includes(rule)) };
    overlaps.set(place, overlap);
  }
  return overlap;
}

function increase(counts: Map<string, number>, key: string, times: number): void {
  counts.set(key, (counts.get(key) ?? 0) + times);
}
