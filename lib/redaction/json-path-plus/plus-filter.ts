import { JsonPathSyntaxError } from '../json-path/json-path-syntax-error.js';

/**
 * Where the filter ends whose expression begins at `start`: at its closing parenthesis. Accepted are comparisons of
 * members with literals and of members with one another, `&&`, `||`, `!` and parentheses: no calls, no assignments, no
 * arithmetic, nothing that looks beyond the value itself and its name. @throws JsonPathSyntaxError
 */
export function readFilter(path: string, start: number): number {
  let depth = 0;
  let at = start;
  let expected: 'operand' | 'operator' = 'operand';
  for (;;) {
    at = afterBlanks(path, at);
    const sign = path.charAt(at);
    if (expected === 'operand' && (sign === '(' || (sign === '!' && path.charAt(at + 1) !== '='))) {
      depth += sign === '(' ? 1 : 0;
      at += 1;
    } else if (expected === 'operand') {
      at = after(OPERAND, path, at, 'expected "@.name", "@property", a literal, "!" or "("');
      expected = 'operator';
    } else if (sign === ')') {
      if (depth === 0) return endOfFilter(path, at);
      depth -= 1;
      at += 1;
    } else {
      at = after(OPERATOR, path, at, 'expected a comparison, "&&", "||" or ")"');
      expected = 'operand';
    }
  }
}

/** A bare "@" is read only with a blank behind it. Strings are plain: other signs would be taken for parts of the path. */
const OPERAND =
  /(?:@(?:property|parentProperty)(?![\w.[])|@(?:(?:\.[A-Za-z_]\w*|\['[\p{L}\p{N}_ -]+'\])+|(?=\s))|-?\d+(?:\.\d+)?(?![\w.])|(?:true|false|null)(?!\w)|'[\p{L}\p{N}_.:/+ -]*'|"[\p{L}\p{N}_.:/+ -]*")/uy;
const OPERATOR = /===|!==|==|!=|<=|>=|<|>|&&|\|\|/y;

function endOfFilter(path: string, at: number): number {
  if (path.charAt(at + 1) !== ']') refuse(path, at + 1, 'expected "]" after the filter');
  return at + 1;
}

function after(pattern: RegExp, path: string, at: number, otherwise: string): number {
  pattern.lastIndex = at;
  return pattern.test(path) ? pattern.lastIndex : refuse(path, at, otherwise);
}

function afterBlanks(path: string, at: number): number {
  let end = at;
  while (path.charAt(end) === ' ') end += 1;
  return end;
}

function refuse(path: string, position: number, reason: string): never {
  throw new JsonPathSyntaxError(path, position, reason, undefined, 'a path for jsonpath-plus');
}
