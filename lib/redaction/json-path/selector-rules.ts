import type { Selector, SliceSelector } from './json-path-ast.js';

/** Whether the selector takes the member called `name`, as far as that can be told without looking at its value. */
export function selectsName(selector: Selector, name: string | undefined): boolean {
  return selector.kind === 'wildcard' || (selector.kind === 'name' && selector.name === name);
}

/** Whether the selector takes the element at `index`, as far as that can be told before the array's end is seen. */
export function selectsIndex(selector: Selector, index: number): boolean {
  if (selector.kind === 'wildcard') return true;
  if (selector.kind === 'index') return selector.index === index;
  return selector.kind === 'slice' && !needsLength(selector) && isInSlice(selector, index, Infinity);
}

/** Whether the selector's answer depends on where the array ends. */
export function needsLength(selector: Selector): boolean {
  if (selector.kind === 'index') return selector.index < 0;
  if (selector.kind !== 'slice' || selector.step === 0) return false;
  return selector.step < 0 || (selector.start ?? 0) < 0 || (selector.end ?? 0) < 0;
}

/**
 * The slice rule of RFC 9535 section 2.3.4.2.2 for one index of an array of `length` elements. The index is inside of the
 * array, so only the bound that steps are counted from is moved there. A remainder by a step of 0 is not a number.
 */
export function isInSlice({ start, end, step }: SliceSelector, index: number, length: number): boolean {
  if (step > 0) {
    const first = Math.max(0, fromEnd(start ?? 0, length));
    return index >= first && index < fromEnd(end ?? length, length) && (index - first) % step === 0;
  }
  const first = Math.min(length - 1, fromEnd(start ?? length, length));
  const before = end === undefined ? -1 : fromEnd(end, length);
  return index <= first && index > before && (first - index) % step === 0;
}

/** From which index on the selector gives every element the same answer; `Infinity` when it never does. */
export function settlesAt(selector: Selector): number {
  if (selector.kind === 'index') return selector.index < 0 ? 0 : selector.index + 1;
  if (selector.kind !== 'slice' || selector.step === 0 || needsLength(selector)) return 0;
  if (selector.end !== undefined) return Math.max(selector.end, selector.start ?? 0);
  return selector.step === 1 ? (selector.start ?? 0) : Infinity;
}

function fromEnd(bound: number, length: number): number {
  return bound < 0 ? length + bound : bound;
}
