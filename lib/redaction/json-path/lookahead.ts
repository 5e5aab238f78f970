import type { Conditional } from './automaton-items.js';
import type { AutomatonState } from './automaton-state.js';
import { FilterEvaluator } from './filter-evaluator.js';
import type { JsonOutline } from './json-outline.js';
import type { WorkBudget } from './match-regexp.js';
import { isInSlice } from './selector-rules.js';

/** Answers what the scanner cannot know yet when it reaches a value: filters, and how far the end of its array is. */
export class Lookahead {
  readonly #outline: JsonOutline;
  readonly #filters: FilterEvaluator;

  constructor(outline: JsonOutline, budget: WorkBudget) {
    this.#outline = outline;
    this.#filters = new FilterEvaluator(outline, budget);
  }

  /** The state of the value `node`, from what its container looks for and what its name or index gave. */
  stateOf(
    parent: AutomatonState,
    base: AutomatonState,
    container: number,
    node: number,
    index: number,
  ): AutomatonState {
    const conditionals = index < 0 ? parent.objectConditionals : parent.arrayConditionals;
    if (conditionals.length === 0) return base;
    const holding = conditionals.filter((conditional) => this.#holds(conditional, container, node, index));
    return holding.length === 0 ? base : base.with(holding.map(({ target }) => target));
  }

  #holds({ selector }: Conditional, container: number, node: number, index: number): boolean {
    if (selector.kind === 'filter') {
      return !this.#outline.isClosed(node) || this.#filters.test(selector.condition, node) !== false;
    }
    const length = this.#outline.childCount[container] ?? 0;
    const isClosed = this.#outline.isClosed(container);
    if (selector.kind === 'index') {
      // While the array is open its end can only be further away: what is too far from it now stays so.
      return isClosed ? index === length + selector.index : index >= length + selector.index;
    }
    return selector.kind === 'slice' && (!isClosed || isInSlice(selector, index, length));
  }
}
