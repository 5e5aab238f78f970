import { JsonPathSyntaxError } from '../json-path/json-path-syntax-error.js';
import { readFilter } from './plus-filter.js';

/** A path in the dialect of jsonpath-plus, as far as its cost and its meaning can be told beforehand. */
export interface PlusPath {
  readonly path: string;
  /** As jsonpath-plus must cut the path, or it means something else. */
  readonly tokens: readonly string[];
  /** Tokens that are no plain names: a member of a body with such a name changes what the path selects. */
  readonly signs: ReadonlySet<string>;
}

type TokenKind = 'name' | 'parent' | 'descendants' | 'many' | 'last';

interface Token {
  readonly kind: TokenKind;
  readonly text: string;
}

/**
 * Reads what jsonpath-plus and we understand alike. Refused is the rest: what it silently finds nothing with, what it
 * needs `eval` for, and what takes more time than the size of a body. @throws JsonPathSyntaxError
 */
export function parsePlusPath(path: string): PlusPath {
  if (path.length > MAX_PATH_LENGTH)
    refuse(path, MAX_PATH_LENGTH, `a path is limited to ${MAX_PATH_LENGTH} characters`);
  if (!path.startsWith('$')) refuse(path, 0, 'a path starts with "$"');
  const tokens: Token[] = [{ kind: 'name', text: '$' }];
  for (let at = 1; at < path.length;) {
    const read = readTokens(path, at);
    for (const token of read.tokens) {
      const problem = problemAfter(tokens, token);
      if (problem !== undefined) refuse(path, at, problem);
      tokens.push(token);
    }
    at = read.end;
  }
  const signs = tokens.filter(({ kind }, index) => kind !== 'name' || index === 0).map(({ text }) => text);
  return { path, tokens: tokens.map(({ text }) => text), signs: new Set(signs) };
}

/** Whether a path needs the dialect: it is read there, and has what RFC 9535 lacks. */
export function isPlusPath(path: string): boolean {
  try {
    parsePlusPath(path);
    return true;
  } catch (error) {
    if (error instanceof JsonPathSyntaxError) return false;
    throw error;
  }
}

const MAX_PATH_LENGTH = 1024;

const NAME = /[\p{L}_][\p{L}\p{N}_]*/uy;
const QUOTED_NAME = /\[(?:'([\p{L}\p{N}_. -]+)'|"([\p{L}\p{N}_. -]+)")\]/uy;
/** jsonpath-plus finds nothing with a negative index or step. */
const SELECTOR = /\[(\*|\d+(?:,\d+)*|-?\d*:-?\d*(?::[1-9]\d*)?)\]/y;
const LAST_ELEMENT = /\[(\(@\.length-[1-9]\d*\))\]/y;
const VALUE_TYPE = /@(?:null|boolean|number|string|integer|scalar|array|object)\(\)/y;

function readTokens(path: string, at: number): { tokens: readonly Token[]; end: number } {
  const rest = path.charAt(at);
  if (rest === '^') return { tokens: [{ kind: 'parent', text: '^' }], end: at + 1 };
  if (rest === '~') return { tokens: [{ kind: 'last', text: '~' }], end: at + 1 };
  if (rest === '@') return readType(path, at);
  if (rest === '[') return readBrackets(path, at);
  if (path.startsWith('..', at)) {
    const next = path.charAt(at + 2);
    const inner = next === '[' || next === '^' ? readTokens(path, at + 2) : readName(path, at + 2);
    return { tokens: [{ kind: 'descendants', text: '..' }, ...inner.tokens], end: inner.end };
  }
  return rest === '.' || path.charAt(at - 1) === '^'
    ? readName(path, rest === '.' ? at + 1 : at)
    : refuse(path, at, 'expected ".", "..", "[", "^", "~" or a type such as "@string()"');
}

function readName(path: string, at: number): { tokens: readonly Token[]; end: number } {
  if (path.charAt(at) === '*') return { tokens: [{ kind: 'many', text: '*' }], end: at + 1 };
  const name = match(NAME, path, at)?.[0];
  if (name === undefined) return refuse(path, at, 'expected a name or "*"');
  return { tokens: [{ kind: 'name', text: name }], end: at + name.length };
}

function readBrackets(path: string, at: number): { tokens: readonly Token[]; end: number } {
  const quoted = match(QUOTED_NAME, path, at);
  if (quoted !== undefined)
    return { tokens: [{ kind: 'name', text: quoted[1] ?? quoted[2] ?? '' }], end: QUOTED_NAME.lastIndex };
  const selector = match(SELECTOR, path, at)?.[1];
  if (selector !== undefined) {
    const kind = /^\d+$/.test(selector) ? 'name' : 'many';
    return { tokens: [{ kind, text: selector }], end: SELECTOR.lastIndex };
  }
  const last = match(LAST_ELEMENT, path, at)?.[1];
  if (last !== undefined) return { tokens: [{ kind: 'many', text: last }], end: LAST_ELEMENT.lastIndex };
  if (!path.startsWith('[?(', at))
    return refuse(
      path,
      at + 1,
      'expected a plain quoted name, an index from 0, a slice, "*", "?(" or "(@.length-1)"',
    );
  const end = readFilter(path, at + 3);
  return { tokens: [{ kind: 'many', text: path.slice(at + 1, end) }], end: end + 1 };
}

function readType(path: string, at: number): { tokens: readonly Token[]; end: number } {
  const type = match(VALUE_TYPE, path, at)?.[0];
  if (type === undefined) return refuse(path, at, 'expected a type such as "@string()"');
  return { tokens: [{ kind: 'last', text: type }], end: at + type.length };
}

/** What jsonpath-plus would ignore, throw at, or take too long for. */
function problemAfter(tokens: readonly Token[], { kind, text }: Token): string | undefined {
  const before = tokens.at(-1);
  const has = (sought: TokenKind): boolean => tokens.some((token) => token.kind === sought);
  if (before?.kind === 'last') return `nothing may follow "${before.text}"`;
  if (kind === 'descendants' && has('descendants'))
    return 'a second ".." costs more time than the size of a body: write two paths, or one in RFC 9535';
  if (has('parent') && (kind === 'descendants' || kind === 'many'))
    return 'only names may follow "^": more would visit the same values again and again';
  if (kind === 'last' && before?.kind === 'descendants')
    return `write "..*${text}": values are not searched after ".."`;
  return tokens.length === 1 && (kind === 'parent' || kind === 'last')
    ? 'the root has no parent and no name'
    : undefined;
}

function match(pattern: RegExp, path: string, at: number): RegExpExecArray | undefined {
  pattern.lastIndex = at;
  return pattern.exec(path) ?? undefined;
}

function refuse(path: string, position: number, reason: string): never {
  throw new JsonPathSyntaxError(path, position, reason, undefined, 'a path for jsonpath-plus');
}
