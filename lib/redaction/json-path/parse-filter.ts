import type { ComparisonOperator, Condition, FilterQuery, Segment } from './json-path-ast.js';
import { isFunctionAhead, parseFunction, toCondition, toOperand, type FilterTerm } from './parse-function.js';
import { parseNumber, parseString } from './parse-literals.js';
import type { PathReader } from './path-reader.js';

/** Parses the segments of a query inside a filter: handed in, since segments hold filters and filters hold segments. */
export type ParseSegments = (reader: PathReader, nesting: number) => Segment[];

/** A logical expression, RFC 9535 section 2.3.5.1: `||` binds weakest, then `&&`, then `!`, tests and comparisons. */
export function parseCondition(reader: PathReader, nesting: number, segments: ParseSegments): Condition {
  return parseChain(reader, '||', 'or', () =>
    parseChain(reader, '&&', 'and', () => parseBasic(reader, nesting, segments)),
  );
}

function parseChain(reader: PathReader, sign: string, kind: 'or' | 'and', parse: () => Condition): Condition {
  const first = parse();
  const operands = [first];
  for (;;) {
    reader.skipBlanks();
    if (!reader.take(sign)) return operands.length === 1 ? first : { kind, operands };
    reader.skipBlanks();
    operands.push(parse());
  }
}

function parseBasic(reader: PathReader, nesting: number, segments: ParseSegments): Condition {
  if (reader.take('!')) {
    reader.skipBlanks();
    // A "!" belongs to a test or a parenthesis only: "!@.a == 1" is not RFC 9535.
    const operand =
      reader.peek() === '('
        ? parseParenthesis(reader, nesting, segments)
        : toCondition(reader, parseTerm(reader, nesting, segments));
    return { kind: 'not', operand };
  }
  if (reader.peek() === '(') return parseParenthesis(reader, nesting, segments);
  const left = parseTerm(reader, nesting, segments);
  reader.skipBlanks();
  const operator = parseOperator(reader);
  if (operator === undefined) return toCondition(reader, left);
  reader.skipBlanks();
  const right = parseTerm(reader, nesting, segments);
  return { kind: 'comparison', operator, left: toOperand(reader, left), right: toOperand(reader, right) };
}

/** A literal, query or function call, not yet known to be compared or tested. */
function parseTerm(reader: PathReader, nesting: number, segments: ParseSegments): FilterTerm {
  reader.checkNesting(nesting);
  const next = reader.peek();
  const position = reader.position;
  if (next === '"' || next === "'")
    return { kind: 'operand', position, operand: { kind: 'string', value: parseString(reader) } };
  if (next === '@' || next === '$')
    return { kind: 'query', position, query: parseFilterQuery(reader, nesting, segments) };
  if (isFunctionAhead(reader)) return parseFunction(reader, () => parseTerm(reader, nesting + 1, segments));
  if (/[-\d]/.test(next))
    return { kind: 'operand', position, operand: { kind: 'number', text: parseNumber(reader) } };
  return { kind: 'operand', position, operand: { kind: 'constant', value: parseConstant(reader) } };
}

function parseParenthesis(reader: PathReader, nesting: number, segments: ParseSegments): Condition {
  reader.checkNesting(nesting);
  reader.take('(');
  reader.skipBlanks();
  const condition = parseCondition(reader, nesting + 1, segments);
  reader.skipBlanks();
  reader.expect(')', 'after a condition');
  return condition;
}

const OPERATORS: readonly ComparisonOperator[] = ['==', '!=', '<=', '>=', '<', '>'];

function parseOperator(reader: PathReader): ComparisonOperator | undefined {
  return OPERATORS.find((operator) => reader.take(operator));
}

function parseFilterQuery(reader: PathReader, nesting: number, segments: ParseSegments): FilterQuery {
  const origin = reader.take('$') ? 'root' : 'current';
  if (origin === 'current') reader.take('@');
  return { origin, segments: segments(reader, nesting + 1) };
}

function parseConstant(reader: PathReader): boolean | null {
  const position = reader.position;
  const word = reader.takeMatch(/[A-Za-z_][0-9A-Za-z_]*/y);
  if (word === 'true' || word === 'false') return word === 'true';
  if (word === 'null') return null;
  return reader.fail(
    word === ''
      ? `expected "@", "$", a literal or a function, got ${reader.found()}`
      : `"${word}" is not a literal or a function of RFC 9535`,
    position,
  );
}
