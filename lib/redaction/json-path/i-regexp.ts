import { parseRegexp } from './parse-i-regexp.js';

/** One instruction of a compiled pattern; `next` and `other` are instruction numbers. */
export type Instruction =
  | { readonly kind: 'character'; readonly test: (codePoint: number) => boolean }
  | { kind: 'fork'; next: number; other: number }
  | { kind: 'jump'; next: number }
  | { readonly kind: 'start' | 'end' | 'accept' };

/** A pattern as a non-deterministic automaton: it is simulated, never backtracked, so its time is linear in the text. */
export type RegexpProgram = readonly Instruction[];

export type RegexpCompilation =
  | { readonly status: 'compiled'; readonly program: RegexpProgram }
  | { readonly status: 'invalid'; readonly reason: string }
  | { readonly status: 'too-large' };

/** A pattern by RFC 9485, as a tree. */
export type RegexpNode =
  | { readonly kind: 'character'; readonly test: (codePoint: number) => boolean }
  | { readonly kind: 'start' | 'end' }
  | { readonly kind: 'sequence' | 'choice'; readonly parts: readonly RegexpNode[] }
  | { readonly kind: 'repeat'; readonly part: RegexpNode; readonly min: number; readonly max: number };

/** Instructions a pattern may need: `{n,m}` is unrolled, and matching costs up to this much per character. */
const MAX_INSTRUCTIONS = 1000;

/** Longest pattern: one may come from a body. */
const MAX_PATTERN_LENGTH = 4096;

/** Compiles an I-Regexp (RFC 9485). `^` and `$` anchor, as in its mapping to ECMAScript (section 5.3). */
export function compileRegexp(pattern: string): RegexpCompilation {
  if (pattern.length > MAX_PATTERN_LENGTH) return { status: 'too-large' };
  const parsed = parseRegexp(pattern);
  if (parsed.status === 'invalid') return parsed;
  const program: Instruction[] = [];
  if (!emit(parsed.node, program)) return { status: 'too-large' };
  program.push({ kind: 'accept' });
  return { status: 'compiled', program };
}

/** Appends the instructions of `node`; false when the program has grown too large. */
function emit(node: RegexpNode, program: Instruction[]): boolean {
  if (program.length >= MAX_INSTRUCTIONS) return false;
  switch (node.kind) {
    case 'character':
      program.push(node);
      return true;
    case 'start':
    case 'end':
      program.push({ kind: node.kind });
      return true;
    case 'sequence':
      return node.parts.every((part) => emit(part, program));
    case 'choice':
      return emitChoice(node.parts, program);
    case 'repeat':
      return emitRepeat(node.part, node.min, node.max, program);
  }
}

function emitChoice(parts: readonly RegexpNode[], program: Instruction[]): boolean {
  const exits: { kind: 'jump'; next: number }[] = [];
  for (const part of parts) {
    const fork = { kind: 'fork' as const, next: program.length + 1, other: 0 };
    program.push(fork);
    if (!emit(part, program)) return false;
    const exit = { kind: 'jump' as const, next: 0 };
    program.push(exit);
    exits.push(exit);
    fork.other = program.length;
  }
  // The last fork's other way: no alternative is left, a character that is never there.
  program.push({ kind: 'character', test: () => false });
  for (const exit of exits) exit.next = program.length;
  return true;
}

function emitRepeat(part: RegexpNode, min: number, max: number, program: Instruction[]): boolean {
  for (let count = 0; count < min; count += 1) {
    const before = program.length;
    if (!emit(part, program)) return false;
    // Nothing to repeat: without this, `(){999999999}` would never end.
    if (program.length === before) break;
  }
  if (max === Infinity) return emitLoop(part, program);
  const forks: { kind: 'fork'; next: number; other: number }[] = [];
  for (let count = min; count < max; count += 1) {
    const fork = { kind: 'fork' as const, next: program.length + 1, other: 0 };
    program.push(fork);
    forks.push(fork);
    if (!emit(part, program)) return false;
  }
  for (const fork of forks) fork.other = program.length;
  return true;
}

function emitLoop(part: RegexpNode, program: Instruction[]): boolean {
  const start = program.length;
  const fork = { kind: 'fork' as const, next: start + 1, other: 0 };
  program.push(fork);
  if (!emit(part, program)) return false;
  program.push({ kind: 'jump', next: start });
  fork.other = program.length;
  return true;
}
