import type { RedactedExchange } from '../../exchange/redacted-exchange.js';
import { rulesIn, type ConfiguredRule, type RuleSource } from '../rules/configured-rules.js';
import type { ReportedRule } from './redaction-report.js';
import { emptyRules, type RedactionRules } from '../rules/redaction-rules.js';
import type { RuleFindings } from '../redaction-tally.js';
import type { RuleList } from '../rules/rule-labels.js';

/** What was found in all exchanges that the same rules held for. */
interface RuleSet {
  readonly rules: RedactionRules;
  exchanges: number;
  requestBodies: number;
  responseBodies: number;
  readonly selected: Map<string, number>;
  readonly hidden: Map<string, number>;
}

/** Outgoing calls may bring ever new rules; routes, and unions of them, are fewer. */
const MAX_RULE_SETS = 2000;

/** Follows what the configured rules select. */
export class RuleUsage {
  readonly #declared = new Map<RedactionRules, readonly RuleSource[]>();
  readonly #sets = new Map<RedactionRules, RuleSet>();
  /** Of exchanges whose rules are too many to be told apart: counted by what the rules say. */
  readonly #others = emptySet(emptyRules);

  /** @param global the rules that hold for every exchange, beside those of its route */
  constructor(private readonly global: () => RedactionRules) {}

  /** Says what the rules of a route or of a call are made of. */
  declare(rules: RedactionRules, sources: readonly RuleSource[]): void {
    const known = this.#declared.get(rules);
    if (known === undefined && this.#declared.size >= MAX_RULE_SETS) return;
    // Handlers with the same rules share them.
    const added = sources.filter(({ setBy }) => known?.every((source) => source.setBy !== setBy) ?? true);
    this.#declared.set(rules, [...(known ?? []), ...added]);
  }

  /** @param rules of the route, where they are known */
  add({ request, response }: RedactedExchange, rules: RedactionRules | undefined, found: RuleFindings): void {
    const set = this.#setOf(rules ?? emptyRules);
    set.exchanges += 1;
    if (request.body?.text !== undefined) set.requestBodies += 1;
    if (response?.body?.text !== undefined) set.responseBodies += 1;
    addAll(set.selected, found.selected);
    addAll(set.hidden, found.hidden);
  }

  /** Every rule that was configured, in a stable order. */
  report(): readonly ReportedRule[] {
    // Of united rules nobody said where they come from: they count wherever one of them stands.
    const united = this.#unitedSets();
    const ofSources = [...this.#placedRules().values()].map((each) =>
      reported(each, [...each.sets, ...(united.get(each.label) ?? []), this.#others]),
    );
    const everywhere = [...this.#sets.values(), this.#others];
    const ofOptions = rulesIn(this.global()).map((each) =>
      reported({ ...each, setBy: 'options' }, everywhere),
    );
    return [...ofOptions, ...ofSources].toSorted((left, right) => compare(sortKey(left), sortKey(right)));
  }

  #setOf(rules: RedactionRules): RuleSet {
    const known = this.#sets.get(rules);
    if (known !== undefined) return known;
    if (this.#sets.size >= MAX_RULE_SETS) return this.#others;
    const created = emptySet(rules);
    this.#sets.set(rules, created);
    return created;
  }

  /** The rules by where they stand, each with the sets it was declared to be part of. */
  #placedRules(): Map<string, PlacedRule> {
    const placed = new Map<string, PlacedRule>();
    for (const [rules, sources] of this.#declared) {
      const set = this.#sets.get(rules);
      for (const { setBy, rules: own } of sources) {
        for (const each of rulesIn(own)) {
          const key = JSON.stringify([setBy, each.label]);
          const known = placed.get(key) ?? { ...each, setBy, sets: new Set<RuleSet>() };
          if (set !== undefined) known.sets.add(set);
          placed.set(key, known);
        }
      }
    }
    return placed;
  }

  /** By label, the sets that nobody declared. */
  #unitedSets(): Map<string, RuleSet[]> {
    const united = new Map<string, RuleSet[]>();
    for (const set of this.#sets.values()) {
      if (this.#declared.has(set.rules)) continue;
      const labels = new Set(rulesIn(set.rules).map(({ label }) => label));
      for (const label of labels) united.set(label, [...(united.get(label) ?? []), set]);
    }
    return united;
  }
}

interface PlacedRule extends ConfiguredRule {
  readonly setBy: string;
  readonly sets: Set<RuleSet>;
}

function reported(
  { list, rule, label, setBy }: Omit<PlacedRule, 'sets'>,
  sets: readonly RuleSet[],
): ReportedRule {
  const sum = (count: (set: RuleSet) => number): number => sets.reduce((total, set) => total + count(set), 0);
  return {
    rule,
    list,
    setBy,
    chances: sum((set) => chancesOf(list, set)),
    matches: sum(({ selected }) => selected.get(label) ?? 0),
    hidden: sum(({ hidden }) => hidden.get(label) ?? 0),
  };
}

function chancesOf(list: RuleList, { exchanges, requestBodies, responseBodies }: RuleSet): number {
  if (list === 'requestBody') return requestBodies;
  return list === 'responseBody' ? responseBodies : exchanges;
}

function emptySet(rules: RedactionRules): RuleSet {
  return {
    rules,
    exchanges: 0,
    requestBodies: 0,
    responseBodies: 0,
    selected: new Map(),
    hidden: new Map(),
  };
}

function addAll(totals: Map<string, number>, counts: ReadonlyMap<string, number>): void {
  for (const [label, times] of counts) totals.set(label, (totals.get(label) ?? 0) + times);
}

function sortKey({ setBy, list, rule }: ReportedRule): string {
  return JSON.stringify([setBy, list, rule]);
}

function compare(left: string, right: string): number {
  return left < right ? -1 : Number(left > right);
}
