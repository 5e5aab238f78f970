import { asciiText, decodeString } from './decode-string.js';
import type { JsonOutline } from './json-outline.js';
import type { WorkBudget } from './match-regexp.js';

/** Three-valued: `undefined` when it cannot be told, and then the filter counts as holding. */
export type Truth = boolean | undefined;

/** A value in a filter, RFC 9535 section 2.4.1. */
export type FilterValue =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'string'; readonly value: string }
  /** As written: two ids that differ may be the same double. */
  | { readonly kind: 'number'; readonly text: string }
  | { readonly kind: 'constant'; readonly value: boolean | null }
  | { readonly kind: 'structure'; readonly node: number }
  /** It depends on bytes we have not seen, or on which of two members of one name is meant, or took too long. */
  | { readonly kind: 'unknown' };

export const NOTHING: FilterValue = { kind: 'nothing' };
export const UNKNOWN: FilterValue = { kind: 'unknown' };

/** The value of a closed node of the outline; the bytes of a scalar are paid from the budget. */
export function valueOf(outline: JsonOutline, node: number, budget: WorkBudget): FilterValue {
  const start = outline.start[node] ?? 0;
  const end = outline.end[node] ?? -1;
  if (end < 0) return UNKNOWN;
  const first = outline.bytes[start];
  if (first === 0x7b || first === 0x5b) return { kind: 'structure', node };
  budget.remaining -= (end - start) >> 3;
  switch (first) {
    case 0x22:
      return { kind: 'string', value: decodeString(outline.bytes, start, end) };
    case 0x74:
      return { kind: 'constant', value: true };
    case 0x66:
      return { kind: 'constant', value: false };
    case 0x6e:
      return { kind: 'constant', value: null };
    default:
      return { kind: 'number', text: asciiText(outline.bytes, start, end) };
  }
}

export function not(truth: Truth): Truth {
  return truth === undefined ? undefined : !truth;
}

/** Whether any is true; failing that, whether any may be. Stops at the first that is. */
export function anyOf(tests: Iterable<() => Truth>): Truth {
  let result: Truth = false;
  for (const test of tests) {
    const truth = test();
    if (truth === true) return true;
    if (truth === undefined) result = undefined;
  }
  return result;
}
