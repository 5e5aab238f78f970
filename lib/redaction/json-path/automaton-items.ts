import type { Segment, Selector } from './json-path-ast.js';
import { parseJsonPath } from './parse-json-path.js';

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
}

/** A set of items, as ascending item numbers. */
export type ItemSet = readonly number[];

/** All paths of a rule set as one list of items. */
export class ItemList {
  readonly #items: Item[] = [];
  /** Where every path stands before the first value. */
  readonly start: ItemSet;

  constructor(rules: readonly JsonPathRule[]) {
    const start: number[] = [];
    for (const path of new Set(rules.map((rule) => rule.path))) {
      const rule = rules.find((candidate) => candidate.path === path)?.rule ?? path;
      start.push(this.#items.length);
      for (const segment of parseJsonPath(path).segments) this.#items.push({ rule, segment });
      this.#items.push({ rule, segment: undefined });
    }
    this.start = start;
  }

  /** The rule of the first path that ends in the set. */
  ruleOf(set: ItemSet): string | undefined {
    for (const id of set) {
      const item = this.#items[id];
      if (item?.segment === undefined) return item?.rule;
    }
    return undefined;
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
      if (segment.scope === 'descendants') next.push(id);
      if (segment.selectors.some(takes)) next.push(id + 1);
    }
    return uniqueAscending(next);
  }

  /** Every selector that is tried on the children of a value, with the item it leads to. */
  *selectorsOf(set: ItemSet): Generator<{ readonly selector: Selector; readonly target: number }> {
    for (const id of set) {
      for (const selector of this.#items[id]?.segment?.selectors ?? []) yield { selector, target: id + 1 };
    }
  }

  /** Every selector of every path. */
  all(): Generator<{ readonly selector: Selector; readonly target: number }> {
    return this.selectorsOf([...this.#items.keys()]);
  }
}

export function uniqueAscending(ids: readonly number[]): ItemSet {
  return [...new Set(ids)].toSorted((a, b) => a - b);
}
