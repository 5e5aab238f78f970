import type { AutomatonState, Conditional } from './automaton-state.js';
import { FilterEvaluator } from './filter-evaluator.js';
import type { JsonOutline } from './json-outline.js';
import { isInSlice } from './selector-rules.js';

/** Answers what the scanner cannot know yet when it reaches a value: filters, and how far the end of its array is. */
export class Lookahead {
  readonly #outline: JsonOutline;
  readonly #filters: FilterEvaluator;

  constructor(outline: JsonOutline) {
    this.#outline = outline;
    this.#filters = new FilterEvaluator(outline);
  }

  /** The state of a member's value. */
  ofMember(parent: AutomatonState, base: AutomatonState, node: number): AutomatonState {
    const { objectConditionals } = parent;
    if (objectConditionals.length === 0) return base;
    return this.#join(
      base,
      objectConditionals.filter((conditional) => this.#holds(conditional, -1, node, -1)),
    );
  }

  /** The state of the element at `index` of the array `container`. */
  ofElement(
    parent: AutomatonState,
    base: AutomatonState,
    container: number,
    node: number,
    index: number,
  ): AutomatonState {
    const { arrayConditionals } = parent;
    if (arrayConditionals.length === 0) return base;
    return this.#join(
      base,
      arrayConditionals.filter((conditional) => this.#holds(conditional, container, node, index)),
    );
  }

  #join(base: AutomatonState, holding: readonly Conditional[]): AutomatonState {
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
