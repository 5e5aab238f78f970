import type { Segment, Selector } from './json-path-ast.js';
import { parseJsonPath } from './parse-json-path.js';
import { needsLength, settlesAt } from './selector-rules.js';

export interface JsonPathRule {
  /** The label counted when the path matches. */
  readonly rule: string;
  readonly path: string;
}

/** A place in a path: what comes before it is matched. The item after it has the next number. */
export interface Item {
  readonly rule: string;
  /** What to match next; absent at the end of the path, where the value reached is a match. */
  readonly segment: Segment | undefined;
  /** From which index on the segment gives every element the same answer. */
  readonly settlesAt: number;
  /** Its selectors that need more than a name or an index. */
  readonly objectConditionals: readonly Conditional[];
  readonly arrayConditionals: readonly Conditional[];
}

/** A selector that depends on the child's value, or on the end of its array, with the item it leads to. */
export interface Conditional {
  readonly selector: Selector;
  readonly target: number;
}

/** A set of items, as ascending item numbers. */
export type ItemSet = readonly number[];

/** All paths of a rule set as one list of items. */
export class ItemList {
  readonly #items: Item[] = [];
  /** Where every path stands before the first value. */
  readonly start: ItemSet;
  /** Every selector of every path. */
  readonly selectors: readonly Selector[];
  /** The names that paths mention. */
  readonly names: ReadonlySet<string>;

  constructor(rules: readonly JsonPathRule[]) {
    const start: number[] = [];
    for (const path of new Set(rules.map((rule) => rule.path))) {
      const rule = rules.find((candidate) => candidate.path === path)?.rule ?? path;
      start.push(this.#items.length);
      for (const segment of parseJsonPath(path).segments)
        this.#items.push(itemOf(rule, segment, this.#items.length + 1));
      this.#items.push(itemOf(rule, undefined, 0));
    }
    this.start = start;
    this.selectors = this.#items.flatMap(({ segment }) => segment?.selectors ?? []);
    this.names = new Set(this.selectors.flatMap((each) => (each.kind === 'name' ? [each.name] : [])));
  }

  at(id: number): Item | undefined {
    return this.#items[id];
  }

  /** The rules of all paths that end in the set, or of all that go on. */
  rulesOf(set: ItemSet, which: 'ending' | 'open'): readonly string[] {
    const items = set.flatMap((id) => this.#items[id] ?? []);
    const wanted = items.filter(({ segment }) => (segment === undefined) === (which === 'ending'));
    return [...new Set(wanted.map(({ rule }) => rule))];
  }

  /** The set one level below: items whose selector `takes` the child move on, descendant searches also stay. */
  step(set: ItemSet, takes: (selector: Selector) => boolean): ItemSet {
    const next: number[] = [];
    for (const id of set) {
      const segment = this.#items[id]?.segment;
      if (segment === undefined) continue;
      // Ascending as the set is: only the item before can have led here too.
      if (segment.scope === 'descendants' && next.at(-1) !== id) next.push(id);
      if (segment.selectors.some(takes)) next.push(id + 1);
    }
    return next;
  }
}

export function uniqueAscending(ids: readonly number[]): ItemSet {
  return [...new Set(ids)].toSorted((a, b) => a - b);
}

function itemOf(rule: string, segment: Segment | undefined, target: number): Item {
  const selectors = segment?.selectors ?? [];
  const conditionals = (holds: (selector: Selector) => boolean): readonly Conditional[] =>
    selectors.filter(holds).map((selector) => ({ selector, target }));
  return {
    rule,
    segment,
    settlesAt: Math.max(0, ...selectors.map(settlesAt)),
    objectConditionals: conditionals(({ kind }) => kind === 'filter'),
    arrayConditionals: conditionals((selector) => selector.kind === 'filter' || needsLength(selector)),
  };
}
