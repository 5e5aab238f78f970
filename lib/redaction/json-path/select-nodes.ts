import type { Condition, FilterQuery, Selector } from './json-path-ast.js';
import type { Truth } from './filter-value.js';
import type { JsonOutline } from './json-outline.js';
import type { WorkBudget } from './match-regexp.js';
import { isInSlice } from './selector-rules.js';

/** What a query inside a filter selects. */
export interface Selection {
  readonly nodes: readonly number[];
  /** Whether `nodes` may be wrong: a name occurred twice, an inner filter could not be decided, or time ran out. */
  readonly unsure: boolean;
}

export type TestCondition = (condition: Condition, node: number) => Truth;

/** Evaluates a query on a closed value; every value visited is paid from the budget. */
export function selectNodes(
  query: FilterQuery,
  context: number,
  outline: JsonOutline,
  budget: WorkBudget,
  test: TestCondition,
): Selection {
  const selector = new NodeSelector(outline, budget, test);
  let nodes: readonly number[] = [context];
  for (const segment of query.segments) {
    selector.found = [];
    for (const node of nodes) {
      const last = segment.scope === 'descendants' ? (outline.next[node] ?? 0) - 1 : node;
      for (let at = node; at <= last && budget.remaining >= 0; at += 1) {
        for (const each of segment.selectors) selector.apply(each, at);
      }
    }
    nodes = selector.found;
  }
  return { nodes, unsure: selector.unsure || budget.remaining < 0 };
}

class NodeSelector {
  readonly #outline: JsonOutline;
  readonly #budget: WorkBudget;
  readonly #test: TestCondition;
  found: number[] = [];
  unsure = false;

  constructor(outline: JsonOutline, budget: WorkBudget, test: TestCondition) {
    this.#outline = outline;
    this.#budget = budget;
    this.#test = test;
  }

  apply(selector: Selector, node: number): void {
    this.#budget.remaining -= 1;
    const isObject = this.#outline.isObject(node);
    if (!isObject && !this.#outline.isArray(node)) return;
    if (selector.kind === 'name') {
      if (isObject) this.#applyName(selector.name, node);
      return;
    }
    if (isObject && this.#outline.ambiguous.has(node)) this.unsure = true;
    const length = this.#outline.childCount[node] ?? 0;
    let position = 0;
    for (
      let child = this.#outline.firstChild(node);
      child >= 0;
      child = this.#outline.nextChild(node, child)
    ) {
      this.#budget.remaining -= 1;
      if (this.#budget.remaining < 0) return;
      if (this.#takes(selector, child, isObject, position, length)) this.found.push(child);
      position += 1;
    }
  }

  #applyName(name: string, node: number): void {
    const nameId = this.#outline.names.get(name);
    if (nameId === undefined) return;
    const before = this.found.length;
    for (
      let child = this.#outline.firstChild(node);
      child >= 0;
      child = this.#outline.nextChild(node, child)
    ) {
      this.#budget.remaining -= 1;
      if (this.#outline.nameId[child] === nameId) this.found.push(child);
    }
    if (this.found.length > before + 1) this.unsure = true;
  }

  #takes(selector: Selector, child: number, isMember: boolean, position: number, length: number): boolean {
    switch (selector.kind) {
      case 'wildcard':
        return true;
      case 'filter': {
        const truth = this.#test(selector.condition, child);
        if (truth === undefined) this.unsure = true;
        return truth !== false;
      }
      case 'index':
        return !isMember && position === (selector.index < 0 ? length + selector.index : selector.index);
      case 'slice':
        return !isMember && isInSlice(selector, position, length);
      case 'name':
        return false;
    }
  }
}
