import { uniqueAscending, type Conditional, type ItemList, type ItemSet } from './automaton-items.js';
import type { Selector } from './json-path-ast.js';
import type { MemberName } from './name-table.js';
import { selectsIndex, selectsName } from './selector-rules.js';

/** Where the paths of an automaton stand at a value. */
export interface MatchPlace {
  /** The rules of all paths that end there: the first is the one that counts. */
  readonly rules: readonly string[];
  /** The rules of the paths that may select something inside of the value. */
  readonly openRules: readonly string[];
}

/** Finds or makes the state of a set of items. */
export type StateOf = (items: ItemSet) => AutomatonState;

/** Elements whose next state is remembered one by one; beyond, it is worked out again, or the same for all. */
const MAX_REMEMBERED_INDEX = 64;

const NONE: readonly Conditional[] = [];

/** What is being looked for below one value: a set of items. Its transitions are worked out when first taken. */
export class AutomatonState implements MatchPlace {
  /** Of the path that ends here: the value itself is a match. */
  readonly rule: string | undefined;
  /** Whether no path can match anything below. */
  readonly isDead: boolean;
  readonly arrayConditionals: readonly Conditional[];
  readonly objectConditionals: readonly Conditional[];
  readonly #items: ItemSet;
  readonly #list: ItemList;
  readonly #stateOf: StateOf;
  readonly #settlesAt: number;
  readonly #afterName: (AutomatonState | undefined)[] = [];
  readonly #afterIndex: (AutomatonState | undefined)[] = [];
  /** By the one conditional that held. */
  readonly #withTarget: (AutomatonState | undefined)[] = [];
  /** By the name, or none for all that no path mentions. */
  #afterAnyName: Map<string | undefined, AutomatonState> | undefined;
  #afterAnyElement: Map<string | undefined, AutomatonState> | undefined;
  #afterOtherName: AutomatonState | undefined;
  #afterSettledIndex: AutomatonState | undefined;

  constructor(items: ItemSet, list: ItemList, stateOf: StateOf) {
    this.#items = items;
    this.#list = list;
    this.#stateOf = stateOf;
    let rule: string | undefined;
    let isDead = true;
    let settled = 0;
    let conditionals: { readonly object: Conditional[]; readonly array: Conditional[] } | undefined;
    // Loops and no lists of lists: a body can make us ask for ever new states, so making one must be cheap.
    for (const id of items) {
      const item = list.at(id);
      if (item?.segment === undefined) {
        rule ??= item?.rule;
        continue;
      }
      isDead = false;
      settled = Math.max(settled, item.settlesAt);
      if (item.arrayConditionals.length === 0) continue;
      conditionals ??= { object: [], array: [] };
      conditionals.object.push(...item.objectConditionals);
      conditionals.array.push(...item.arrayConditionals);
    }
    this.rule = rule;
    this.isDead = isDead;
    this.#settlesAt = settled;
    this.objectConditionals = conditionals?.object ?? NONE;
    this.arrayConditionals = conditionals?.array ?? NONE;
  }

  get rules(): readonly string[] {
    return this.#list.rulesOf(this.#items, 'ending');
  }

  get openRules(): readonly string[] {
    return this.#list.rulesOf(this.#items, 'open');
  }

  /** The state of a member's value, conditionals aside. */
  afterName(name: MemberName): AutomatonState {
    if (this.isDead) return this;
    if (name.id === undefined)
      return (this.#afterOtherName ??= this.#step((selector) => selectsName(selector, undefined)));
    return (this.#afterName[name.id] ??= this.#step((selector) => selectsName(selector, name.text)));
  }

  /** The state of an element, conditionals aside. */
  afterIndex(index: number): AutomatonState {
    if (this.isDead) return this;
    if (index >= this.#settlesAt)
      return (this.#afterSettledIndex ??= this.#step((selector) => selectsIndex(selector, index)));
    if (index >= MAX_REMEMBERED_INDEX) return this.#step((selector) => selectsIndex(selector, index));
    return (this.#afterIndex[index] ??= this.#step((selector) => selectsIndex(selector, index)));
  }

  /** The state of a child of which only the name, if anything, is known: what cannot be decided counts as taken. */
  afterAny(name: string | undefined, takesElements: boolean): AutomatonState {
    const mentioned = name !== undefined && this.#list.names.has(name) ? name : undefined;
    const remembered = takesElements
      ? (this.#afterAnyElement ??= new Map())
      : (this.#afterAnyName ??= new Map());
    let state = remembered.get(mentioned);
    if (state === undefined) {
      state = this.#step((selector) => {
        if (selector.kind === 'filter') return true;
        if (selector.kind === 'index' || selector.kind === 'slice') return takesElements;
        return selectsName(selector, mentioned);
      });
      remembered.set(mentioned, state);
    }
    return state;
  }

  /** This state, and the targets of the conditionals that turned out to hold. */
  with(targets: readonly number[]): AutomatonState {
    const [target] = targets;
    if (target === undefined || targets.length > 1) return this.#withAll(targets);
    return (this.#withTarget[target] ??= this.#withAll(targets));
  }

  #withAll(targets: readonly number[]): AutomatonState {
    return this.#stateOf(uniqueAscending([...this.#items, ...targets]));
  }

  #step(takes: (selector: Selector) => boolean): AutomatonState {
    return this.#stateOf(this.#list.step(this.#items, takes));
  }
}
