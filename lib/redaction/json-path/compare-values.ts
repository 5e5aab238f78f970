import { compareNumbers } from './compare-numbers.js';
import { not, valueOf, type FilterValue, type Truth } from './filter-value.js';
import type { ComparisonOperator } from './json-path-ast.js';
import type { JsonOutline } from './json-outline.js';
import type { WorkBudget } from './match-regexp.js';

/** A comparison by RFC 9535 section 2.3.5.2.2. */
export function compareValues(
  operator: ComparisonOperator,
  left: FilterValue,
  right: FilterValue,
  outline: JsonOutline,
  budget: WorkBudget,
): Truth {
  if (left.kind === 'unknown' || right.kind === 'unknown') return undefined;
  const equal = (): Truth => areEqual(left, right, outline, budget);
  switch (operator) {
    case '==':
      return equal();
    case '!=':
      return not(equal());
    case '<':
      return isLess(left, right);
    case '>':
      return isLess(right, left);
    case '<=':
      return isLess(left, right) === true ? true : equal();
    case '>=':
      return isLess(right, left) === true ? true : equal();
  }
}

/** Only numbers and strings are ordered. */
function isLess(left: FilterValue, right: FilterValue): Truth {
  if (left.kind === 'string' && right.kind === 'string') return compareStrings(left.value, right.value) < 0;
  if (left.kind !== 'number' || right.kind !== 'number') return false;
  const order = compareNumbers(left.text, right.text);
  return order === undefined ? undefined : order < 0;
}

/** By Unicode scalar values, as the RFC wants; code units would put surrogates before U+E000. */
function compareStrings(left: string, right: string): number {
  const length = Math.min(left.length, right.length);
  for (let at = 0; at < length; at += 1) {
    if (left.charCodeAt(at) !== right.charCodeAt(at)) {
      return scalarRank(left.charCodeAt(at)) - scalarRank(right.charCodeAt(at));
    }
  }
  return left.length - right.length;
}

/** Where a code unit sorts among scalar values: surrogates stand for what lies above the rest. */
function scalarRank(codeUnit: number): number {
  return codeUnit >= 0xd800 && codeUnit <= 0xdfff ? codeUnit + 0x10000 : codeUnit;
}

function areEqual(left: FilterValue, right: FilterValue, outline: JsonOutline, budget: WorkBudget): Truth {
  if (left.kind === 'structure' && right.kind === 'structure')
    return areSame(left.node, right.node, outline, budget);
  return areEqualScalars(left, right);
}

function areEqualScalars(left: FilterValue, right: FilterValue): Truth {
  if (left.kind === 'number' && right.kind === 'number') {
    const order = compareNumbers(left.text, right.text);
    return order === undefined ? undefined : order === 0;
  }
  if ('value' in left && 'value' in right) return left.value === right.value;
  return left.kind === 'nothing' && right.kind === 'nothing';
}

/** Deep equality of two values of the body, without recursion: bodies may be deep. */
function areSame(left: number, right: number, outline: JsonOutline, budget: WorkBudget): Truth {
  if (left === right) return true;
  const pending: [number, number][] = [[left, right]];
  let result: Truth = true;
  for (let pair = pending.pop(); pair !== undefined; pair = pending.pop()) {
    const [one, other] = pair;
    budget.remaining -= 1 + (outline.childCount[one] ?? 0);
    if (budget.remaining < 0) return undefined;
    const truth = pushChildren(one, other, outline, budget, pending);
    if (truth === false) return false;
    if (truth === undefined) result = undefined;
  }
  return result;
}

/** Compares two values but for what is inside them, which is left to `pending`. */
function pushChildren(
  one: number,
  other: number,
  outline: JsonOutline,
  budget: WorkBudget,
  pending: [number, number][],
): Truth {
  const isObject = outline.isObject(one);
  if (isObject !== outline.isObject(other) || outline.isArray(one) !== outline.isArray(other)) return false;
  if (!isObject && !outline.isArray(one))
    return areEqualScalars(valueOf(outline, one, budget), valueOf(outline, other, budget));
  if (outline.ambiguous.has(one) || outline.ambiguous.has(other)) return undefined;
  if (outline.childCount[one] !== outline.childCount[other]) return false;
  const key = (child: number, position: number): number =>
    isObject ? (outline.nameId[child] ?? -1) : position;
  const others = new Map<number, number>();
  let position = 0;
  for (let child = outline.firstChild(other); child >= 0; child = outline.nextChild(other, child)) {
    others.set(key(child, position), child);
    position += 1;
  }
  position = 0;
  for (let child = outline.firstChild(one); child >= 0; child = outline.nextChild(one, child)) {
    const match = others.get(key(child, position));
    if (match === undefined) return false;
    pending.push([child, match]);
    position += 1;
  }
  return true;
}
