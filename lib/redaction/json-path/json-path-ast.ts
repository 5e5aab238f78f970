import type { RegexpProgram } from './i-regexp.js';

/** A parsed JSONPath: the segments after `$` (RFC 9535 section 2.1). */
export interface JsonPath {
  readonly segments: readonly Segment[];
}

/** One step: into the children, or into the children of the value and of everything below it (section 2.5). */
export interface Segment {
  readonly scope: 'child' | 'descendants';
  readonly selectors: readonly Selector[];
}

/** What a segment selects of one value's children (section 2.3). */
export type Selector =
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'wildcard' }
  | { readonly kind: 'index'; readonly index: number }
  | SliceSelector
  | { readonly kind: 'filter'; readonly condition: Condition };

/** An array slice; an absent bound means the end of the array the step comes from (section 2.3.4). */
export interface SliceSelector {
  readonly kind: 'slice';
  readonly start: number | undefined;
  readonly end: number | undefined;
  readonly step: number;
}

/** A query inside a filter: from `$` or from `@` (section 2.3.5). */
export interface FilterQuery {
  readonly origin: 'root' | 'current';
  readonly segments: readonly Segment[];
}

export type ComparisonOperator = '==' | '!=' | '<' | '<=' | '>' | '>=';

/** What a filter decides by: an expression that is true or false (section 2.3.5.1). */
export type Condition =
  | { readonly kind: 'or' | 'and'; readonly operands: readonly Condition[] }
  | { readonly kind: 'not'; readonly operand: Condition }
  | { readonly kind: 'exists'; readonly query: FilterQuery }
  | Comparison
  | RegexpTest;

export interface Comparison {
  readonly kind: 'comparison';
  readonly operator: ComparisonOperator;
  readonly left: Operand;
  readonly right: Operand;
}

/** `match` (the whole text) or `search` (anywhere in it), sections 2.4.6 and 2.4.7. */
export interface RegexpTest {
  readonly kind: 'regexp';
  readonly whole: boolean;
  readonly text: Operand;
  readonly pattern: Operand;
  /** The pattern, compiled at parse time, when it is a literal. */
  readonly program: RegexpProgram | undefined;
}

/** An expression of ValueType (section 2.4.1): a JSON value, or Nothing. */
export type Operand =
  | { readonly kind: 'string'; readonly value: string }
  | { readonly kind: 'number'; readonly text: string }
  | { readonly kind: 'constant'; readonly value: boolean | null }
  | { readonly kind: 'singular'; readonly query: FilterQuery }
  | { readonly kind: 'length'; readonly argument: Operand }
  | { readonly kind: 'count' | 'value'; readonly query: FilterQuery };
