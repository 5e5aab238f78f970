import { compareValues } from './compare-values.js';
import { anyOf, not, NOTHING, UNKNOWN, valueOf, type FilterValue, type Truth } from './filter-value.js';
import { compileRegexp, type RegexpCompilation, type RegexpProgram } from './i-regexp.js';
import type { JsonOutline } from './json-outline.js';
import type { Condition, FilterQuery, Operand, RegexpTest } from './json-path-ast.js';
import { matchRegexp, type WorkBudget } from './match-regexp.js';
import { selectNodes, type Selection } from './select-nodes.js';

/** Steps that filters may take on one body: some, more with its size, within reason. What is undecided then is matched. */
const MIN_STEPS = 65_536;
const STEPS_PER_BYTE = 3;
const MAX_STEPS = 2_000_000;

/** The work that filters may do on a body. */
export function filterBudget(byteLength: number): WorkBudget {
  return { remaining: Math.min(MAX_STEPS, MIN_STEPS + STEPS_PER_BYTE * byteLength) };
}

/** Decides filters (RFC 9535 section 2.3.5) on the values of one body; recursion follows the path, never the data. */
export class FilterEvaluator {
  readonly #outline: JsonOutline;
  readonly #budget: WorkBudget;
  /** Queries from `$` do not depend on the value tested: once per body is enough. */
  readonly #fromRoot = new Map<FilterQuery, Selection>();
  readonly #patterns = new Map<string, RegexpCompilation>();

  constructor(outline: JsonOutline, budget: WorkBudget) {
    this.#outline = outline;
    this.#budget = budget;
  }

  /** Whether the filter holds for a value, `undefined` when that cannot be told. */
  test(condition: Condition, node: number): Truth {
    this.#budget.remaining -= 1;
    if (this.#budget.remaining < 0) return undefined;
    switch (condition.kind) {
      case 'or':
        return anyOf(condition.operands.map((operand) => () => this.test(operand, node)));
      case 'and':
        return not(anyOf(condition.operands.map((operand) => () => not(this.test(operand, node)))));
      case 'not':
        return not(this.test(condition.operand, node));
      case 'exists': {
        const { nodes, unsure } = this.#select(condition.query, node);
        return unsure ? undefined : nodes.length > 0;
      }
      case 'comparison': {
        const left = this.#evaluate(condition.left, node);
        return compareValues(
          condition.operator,
          left,
          this.#evaluate(condition.right, node),
          this.#outline,
          this.#budget,
        );
      }
      case 'regexp':
        return this.#testRegexp(condition, node);
    }
  }

  #evaluate(operand: Operand, node: number): FilterValue {
    switch (operand.kind) {
      case 'string':
      case 'number':
      case 'constant':
        return operand;
      case 'singular':
      case 'value':
        return this.#onlyValue(this.#select(operand.query, node));
      case 'count': {
        const { nodes, unsure } = this.#select(operand.query, node);
        return unsure ? UNKNOWN : { kind: 'number', text: String(nodes.length) };
      }
      case 'length':
        return this.#length(this.#evaluate(operand.argument, node));
    }
  }

  #select(query: FilterQuery, node: number): Selection {
    const test = (condition: Condition, child: number): Truth => this.test(condition, child);
    if (query.origin === 'current') return selectNodes(query, node, this.#outline, this.#budget, test);
    const known = this.#fromRoot.get(query);
    if (known !== undefined) return known;
    const selection = this.#outline.isClosed(0)
      ? selectNodes(query, 0, this.#outline, this.#budget, test)
      : { nodes: [], unsure: true };
    this.#fromRoot.set(query, selection);
    return selection;
  }

  /** Nothing when no value, or more than one, is selected (section 2.4.8). */
  #onlyValue({ nodes, unsure }: Selection): FilterValue {
    if (unsure) return UNKNOWN;
    const [node] = nodes;
    if (node === undefined || nodes.length > 1) return NOTHING;
    return valueOf(this.#outline, node, this.#budget);
  }

  /** Section 2.4.4: Unicode scalar values, elements or members. */
  #length(value: FilterValue): FilterValue {
    if (value.kind === 'string') return { kind: 'number', text: String(countCodePoints(value.value)) };
    if (value.kind === 'unknown') return value;
    if (value.kind !== 'structure') return NOTHING;
    if (this.#outline.ambiguous.has(value.node)) return UNKNOWN;
    return { kind: 'number', text: String(this.#outline.childCount[value.node] ?? 0) };
  }

  #testRegexp(condition: RegexpTest, node: number): Truth {
    const text = this.#evaluate(condition.text, node);
    const pattern = this.#evaluate(condition.pattern, node);
    if (text.kind === 'unknown' || pattern.kind === 'unknown') return undefined;
    if (text.kind !== 'string' || pattern.kind !== 'string') return false;
    const program = condition.program ?? this.#compile(pattern.value);
    return program === undefined
      ? undefined
      : matchRegexp(program, text.value, condition.whole, this.#budget);
  }

  /** A pattern that the body brings: by the RFC an invalid one matches nothing, but fewer redactions need better proof. */
  #compile(pattern: string): RegexpProgram | undefined {
    this.#budget.remaining -= pattern.length;
    if (this.#budget.remaining < 0) return undefined;
    const known = this.#patterns.get(pattern) ?? compileRegexp(pattern);
    this.#patterns.set(pattern, known);
    return known.status === 'compiled' ? known.program : undefined;
  }
}

function countCodePoints(text: string): number {
  let count = 0;
  for (const _ of text) count += 1;
  return count;
}
