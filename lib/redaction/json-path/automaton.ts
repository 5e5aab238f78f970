import { ItemList, type ItemSet, type JsonPathRule } from './automaton-items.js';
import { AutomatonState } from './automaton-state.js';
import { NameTable, type NameJudges } from './name-table.js';
import { needsLength } from './selector-rules.js';

/** Asked of member names at any depth. */
export type AutomatonOptions = NameJudges;

/** Compiles all paths of a rule set into one automaton; an invalid path throws a `JsonPathSyntaxError`. */
export function compileAutomaton(
  rules: readonly JsonPathRule[],
  options: AutomatonOptions = {},
): JsonAutomaton {
  return new JsonAutomaton(rules, options);
}

/** States remembered between bodies: paths such as `$..a.*.*.*` could make a hostile body ask for ever new ones. */
const MAX_STATES = 2048;

/**
 * Paths merged into one automaton whose states are sets of items: however many paths and descendant searches overlap,
 * a value is looked at once. States are made when a body first needs them.
 */
export class JsonAutomaton {
  /** Whether nothing can match, whatever the body. */
  readonly isEmpty: boolean;
  /** Whether a name alone can be a match. */
  readonly matchesNames: boolean;
  /** Whether names matter even where no path can match. */
  readonly readsAllNames: boolean;
  /** Whether a path has a filter or counts from an array's end: the body must be outlined before it is scanned. */
  readonly looksAhead: boolean;
  readonly names: NameTable;
  readonly #list: ItemList;
  #states = new Map<string, AutomatonState>();
  #start: AutomatonState | undefined;

  constructor(rules: readonly JsonPathRule[], judges: AutomatonOptions) {
    const { sensitiveName, suspiciousName } = judges;
    this.#list = new ItemList(rules);
    const { selectors, names } = this.#list;
    this.matchesNames = sensitiveName !== undefined;
    this.isEmpty = rules.length === 0 && !this.matchesNames;
    this.readsAllNames = this.matchesNames || suspiciousName !== undefined;
    this.looksAhead = selectors.some((selector) => selector.kind === 'filter' || needsLength(selector));
    this.names = new NameTable(new Map([...names].map((name, id) => [name, id])), judges);
  }

  /** The state before the root of a body. What earlier bodies made us remember is dropped once it is too much. */
  begin(): AutomatonState {
    if (this.names.isFull) this.names.clear();
    if (this.#states.size >= MAX_STATES) {
      this.#states = new Map();
      this.#start = undefined;
    }
    return (this.#start ??= this.#stateOf(this.#list.start));
  }

  readonly #stateOf = (items: ItemSet): AutomatonState => {
    // From here on to the end of the body, looking states up would cost more than making them.
    if (this.#states.size >= MAX_STATES) return new AutomatonState(items, this.#list, this.#stateOf);
    const key = items.join();
    const known = this.#states.get(key);
    if (known !== undefined) return known;
    const state = new AutomatonState(items, this.#list, this.#stateOf);
    this.#states.set(key, state);
    return state;
  };
}
