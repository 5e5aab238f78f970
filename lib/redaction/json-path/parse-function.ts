import type { Condition, FilterQuery, Operand } from './json-path-ast.js';
import { compileRegexp, type RegexpProgram } from './i-regexp.js';
import type { PathReader } from './path-reader.js';

/** A part of a filter before its type is settled, RFC 9535 section 2.4.1. */
export type FilterTerm =
  | { readonly kind: 'operand'; readonly position: number; readonly operand: Operand }
  | { readonly kind: 'query'; readonly position: number; readonly query: FilterQuery }
  | { readonly kind: 'condition'; readonly position: number; readonly condition: Condition };

export function isFunctionAhead(reader: PathReader): boolean {
  const position = reader.position;
  const found = reader.takeMatch(FUNCTION_NAME) !== '' && reader.peek() === '(';
  reader.position = position;
  return found;
}

/** A call of one of the five functions of section 2.4.4 to 2.4.8; no blanks before its parenthesis. */
export function parseFunction(reader: PathReader, parseArgument: () => FilterTerm): FilterTerm {
  const position = reader.position;
  const name = reader.takeMatch(FUNCTION_NAME);
  const terms = parseArguments(reader, parseArgument);
  const [first, second] = terms;
  const arity = name === 'match' || name === 'search' ? 2 : 1;
  if (!KNOWN_FUNCTIONS.includes(name))
    reader.fail(`there is no function "${name}": use ${KNOWN_FUNCTIONS.join(', ')}`, position);
  if (first === undefined || terms.length !== arity)
    return reader.fail(`${name}() takes ${arity} argument${arity === 1 ? '' : 's'}`, position);
  if (second !== undefined)
    return { kind: 'condition', position, condition: regexpTest(reader, name === 'match', first, second) };
  if (name === 'length')
    return { kind: 'operand', position, operand: { kind: 'length', argument: toOperand(reader, first) } };
  if (first.kind !== 'query')
    return reader.fail(`${name}() takes a query, such as @.items[*]`, first.position);
  return {
    kind: 'operand',
    position,
    operand: { kind: name === 'count' ? 'count' : 'value', query: first.query },
  };
}

/** The term as a value to compare (ValueType): a query must be singular, it may select at most one value. */
export function toOperand(reader: PathReader, term: FilterTerm): Operand {
  if (term.kind === 'operand') return term.operand;
  if (term.kind === 'condition')
    return reader.fail('the result of match() or search() cannot be compared', term.position);
  if (!isSingular(term.query))
    reader.fail(
      'only a query for a single value can be compared: no "*", "..", slice, filter or list',
      term.position,
    );
  return { kind: 'singular', query: term.query };
}

/** The term as a test (LogicalType): a query tests whether it selects anything. */
export function toCondition(reader: PathReader, term: FilterTerm): Condition {
  if (term.kind === 'condition') return term.condition;
  if (term.kind === 'query') return { kind: 'exists', query: term.query };
  return reader.fail('a literal or the value of a function must be compared with something', term.position);
}

/** Section 2.4: lower-case letter, then lower-case letters, digits and `_`. */
const FUNCTION_NAME = /[a-z][a-z0-9_]*/y;

const KNOWN_FUNCTIONS = ['length', 'count', 'value', 'match', 'search'];

function parseArguments(reader: PathReader, parseArgument: () => FilterTerm): FilterTerm[] {
  reader.take('(');
  reader.skipBlanks();
  const terms: FilterTerm[] = [];
  if (reader.take(')')) return terms;
  do {
    reader.skipBlanks();
    terms.push(parseArgument());
    reader.skipBlanks();
  } while (reader.take(','));
  reader.expect(')', 'after the arguments');
  return terms;
}

function isSingular(query: FilterQuery): boolean {
  return query.segments.every(({ scope, selectors }) => {
    const [selector, ...others] = selectors;
    return (
      scope === 'child' && others.length === 0 && (selector?.kind === 'name' || selector?.kind === 'index')
    );
  });
}

function regexpTest(reader: PathReader, whole: boolean, text: FilterTerm, pattern: FilterTerm): Condition {
  const operand = toOperand(reader, pattern);
  return {
    kind: 'regexp',
    whole,
    text: toOperand(reader, text),
    pattern: operand,
    program: operand.kind === 'string' ? compileLiteral(reader, operand.value, pattern.position) : undefined,
  };
}

/** A literal pattern that can never match by RFC 9535 is a typo, and would leave what it meant to hide readable. */
function compileLiteral(reader: PathReader, pattern: string, position: number): RegexpProgram {
  const program = compileRegexp(pattern);
  if (program.status === 'compiled') return program.program;
  if (program.status === 'too-large')
    return reader.fail('this pattern is too large: lower its {n,m} repetitions', position);
  return reader.fail(`this pattern is not an I-Regexp (RFC 9485): ${program.reason}`, position);
}
