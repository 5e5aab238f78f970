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

/** The slice rule of RFC 9535 section 2.3.4.2.2 for one index of an array of `length` elements. */
export function isInSlice({ start, end, step }: SliceSelector, index: number, length: number): boolean {
  if (step === 0) return false;
  if (step > 0) {
    const lower = clamp(fromEnd(start ?? 0, length), 0, length);
    const upper = clamp(fromEnd(end ?? length, length), 0, length);
    return index >= lower && index < upper && (index - lower) % step === 0;
  }
  const upper = clamp(fromEnd(start ?? length - 1, length), -1, length - 1);
  const lower = end === undefined ? -1 : clamp(fromEnd(end, length), -1, length - 1);
  return index <= upper && index > lower && (upper - index) % -step === 0;
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

function clamp(value: number, low: number, high: number): number {
  return Math.min(Math.max(value, low), high);
}
