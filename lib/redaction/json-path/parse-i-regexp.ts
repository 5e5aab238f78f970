import type { RegexpNode } from './i-regexp.js';

export type RegexpParse =
  | { readonly status: 'parsed'; readonly node: RegexpNode }
  | { readonly status: 'invalid'; readonly reason: string };

/** Groups inside one another, since the parser calls itself; a pattern may come from a body. */
const MAX_NESTING = 32;

/** Parses a pattern by the grammar of RFC 9485 section 4; what other dialects add (`\d`, `(?:`, `*?`) is refused. */
export function parseRegexp(pattern: string): RegexpParse {
  const parser = new RegexpParser(pattern);
  const node = parser.parseChoice(0);
  if (parser.reason === undefined && !parser.atEnd) parser.fail();
  return parser.reason === undefined
    ? { status: 'parsed', node }
    : { status: 'invalid', reason: parser.reason };
}

type CharacterTest = (codePoint: number) => boolean;

const NOTHING: RegexpNode = { kind: 'sequence', parts: [] };

class RegexpParser {
  readonly #pattern: string;
  #position = 0;
  /** Set at the first refusal; everything parsed afterwards is thrown away. */
  reason: string | undefined;

  constructor(pattern: string) {
    this.#pattern = pattern;
  }

  get atEnd(): boolean {
    return this.#position >= this.#pattern.length;
  }

  fail(reason = this.#unexpected()): void {
    this.reason ??= `${reason} at offset ${this.#position} of the pattern`;
  }

  #unexpected(): string {
    const at = this.#position;
    if (/^\\[dDwWsS]/.test(this.#pattern.slice(at, at + 2))) {
      return `${this.#pattern.slice(at, at + 2)} is not in I-Regexp, write a class such as [0-9]`;
    }
    return `unexpected ${this.atEnd ? 'end' : JSON.stringify(this.#pattern.charAt(at))}`;
  }

  parseChoice(nesting: number): RegexpNode {
    if (nesting > MAX_NESTING) this.fail('groups are nested too deeply');
    if (this.reason !== undefined) return NOTHING;
    const parts = [this.#parseBranch(nesting)];
    while (this.#take(/\|/y) !== undefined) parts.push(this.#parseBranch(nesting));
    const [only] = parts;
    return parts.length === 1 && only !== undefined ? only : { kind: 'choice', parts };
  }

  #parseBranch(nesting: number): RegexpNode {
    const parts: RegexpNode[] = [];
    while (this.reason === undefined) {
      const atom = this.#parseAtom(nesting);
      if (atom === undefined) break;
      parts.push(this.#parseQuantifier(atom));
    }
    return { kind: 'sequence', parts };
  }

  #parseAtom(nesting: number): RegexpNode | undefined {
    if (this.#take(/\(/y) !== undefined) {
      const group = this.parseChoice(nesting + 1);
      if (this.#take(/\)/y) === undefined) this.fail();
      return group;
    }
    if (this.#take(/\^/y) !== undefined) return { kind: 'start' };
    if (this.#take(/\$/y) !== undefined) return { kind: 'end' };
    if (this.#take(/\./y) !== undefined)
      return { kind: 'character', test: (at) => at !== 0x0a && at !== 0x0d };
    const test =
      this.#parseClass() ?? this.#parseCategory() ?? this.#parseSingle(/[^()*+.?[\\\]{|}\ud800-\udfff]/uy);
    return test === undefined ? undefined : { kind: 'character', test };
  }

  #parseQuantifier(part: RegexpNode): RegexpNode {
    const sign = this.#take(/[*+?]|\{\d{1,9}(?:,\d{0,9})?\}/y);
    if (sign === undefined) return part;
    if (sign === '*') return { kind: 'repeat', part, min: 0, max: Infinity };
    if (sign === '+') return { kind: 'repeat', part, min: 1, max: Infinity };
    if (sign === '?') return { kind: 'repeat', part, min: 0, max: 1 };
    const [from = '', to] = sign.slice(1, -1).split(',');
    const min = Number(from);
    const max = to === undefined ? min : to === '' ? Infinity : Number(to);
    if (max < min) this.fail('a repetition is the wrong way round');
    return { kind: 'repeat', part, min, max };
  }

  #parseSingle(normal: RegExp): CharacterTest | undefined {
    const character = this.#parseCharacter(normal);
    return character === undefined ? undefined : (at) => at === character;
  }

  #parseCharacter(normal: RegExp): number | undefined {
    const escape = this.#take(/\\[()*+\-.?[\\\]^nrt{|}]/y)?.charAt(1);
    if (escape !== undefined) return CONTROL_ESCAPES.get(escape) ?? escape.codePointAt(0);
    return this.#take(normal)?.codePointAt(0);
  }

  #parseCategory(): CharacterTest | undefined {
    const escape = this.#take(
      /\\[pP]\{(?:L[lmotu]?|M[cen]?|N[dlo]?|P[cdefios]?|Z[lps]?|S[ckmo]?|C[cfno]?)\}/y,
    );
    if (escape === undefined) return undefined;
    const category = new RegExp(`^${escape}$`, 'u');
    return (at) => category.test(String.fromCodePoint(at));
  }

  #parseClass(): CharacterTest | undefined {
    if (this.#take(/\[/y) === undefined) return undefined;
    const negated = this.#take(/\^/y) !== undefined;
    const tests: CharacterTest[] = [];
    if (this.#take(/-/y) !== undefined) tests.push((at) => at === 0x2d);
    while (this.reason === undefined && this.#take(/-?\]/y, false) === undefined)
      tests.push(this.#parseClassPart());
    if (this.#take(/-/y) !== undefined) tests.push((at) => at === 0x2d);
    if (tests.length === 0 || this.#take(/\]/y) === undefined) this.fail();
    return (at) => tests.some((test) => test(at)) !== negated;
  }

  #parseClassPart(): CharacterTest {
    const category = this.#parseCategory();
    if (category !== undefined) return category;
    const normal = /[^\-[\\\]\ud800-\udfff]/uy;
    const first = this.#parseCharacter(normal);
    if (first === undefined) this.fail();
    if (this.#take(/-(?!\])/y) === undefined) return (at) => at === first;
    const last = this.#parseCharacter(normal);
    if (first === undefined || last === undefined || last < first)
      this.fail('a range is the wrong way round or has no end');
    const [low, high] = [first ?? 0, last ?? 0];
    return (at) => at >= low && at <= high;
  }

  /** What the sticky expression matches here, consumed unless told otherwise. */
  #take(sticky: RegExp, consume = true): string | undefined {
    sticky.lastIndex = this.#position;
    const match = sticky.exec(this.#pattern)?.[0];
    if (match !== undefined && consume) this.#position += match.length;
    return match;
  }
}

const CONTROL_ESCAPES: ReadonlyMap<string, number> = new Map([
  ['n', 0x0a],
  ['r', 0x0d],
  ['t', 0x09],
]);
