import type { JsonPath, Segment, Selector } from './json-path-ast.js';
import { JsonPathSyntaxError } from './json-path-syntax-error.js';
import { parseInteger, parseString } from './parse-literals.js';
import { parseCondition } from './parse-filter.js';
import { PathReader } from './path-reader.js';
import { suggestJsonPath } from './suggest-json-path.js';

/** Longest path in UTF-16 code units: far above any real path, and it bounds segments, selectors and nesting too. */
const MAX_PATH_LENGTH = 4096;

/** Parses a path strictly by RFC 9535; anything else throws a {@link JsonPathSyntaxError}. */
export function parseJsonPath(path: string): JsonPath {
  try {
    return parseStrictly(path);
  } catch (error) {
    if (!(error instanceof JsonPathSyntaxError)) throw error;
    const suggestion = suggestJsonPath(path, isJsonPath);
    if (suggestion === undefined) throw error;
    throw new JsonPathSyntaxError(path, error.position, error.reason, `did you mean \`${suggestion}\`?`);
  }
}

function parseStrictly(path: string): JsonPath {
  const reader = new PathReader(path);
  if (path.length > MAX_PATH_LENGTH)
    reader.fail(`a path is limited to ${MAX_PATH_LENGTH} characters`, MAX_PATH_LENGTH);
  if (!reader.take('$')) reader.fail(`a path starts with "$", got ${reader.found()}`);
  const segments = parseSegments(reader, 0);
  if (!reader.atEnd) reader.fail(`expected ".", ".." or "[" before ${reader.found()}`);
  return { segments };
}

/** Whether a path is valid by RFC 9535. */
export function isJsonPath(candidate: string): boolean {
  try {
    parseStrictly(candidate);
    return true;
  } catch {
    return false;
  }
}

/** The segments of a query after `$` or `@`; blanks are only consumed when a segment follows them. */
function parseSegments(reader: PathReader, nesting: number): Segment[] {
  const segments: Segment[] = [];
  for (;;) {
    const start = reader.position;
    reader.skipBlanks();
    const segment = parseSegment(reader, nesting);
    if (segment === undefined) {
      reader.position = start;
      return segments;
    }
    segments.push(segment);
  }
}

function parseSegment(reader: PathReader, nesting: number): Segment | undefined {
  if (reader.peek() === '[') return { scope: 'child', selectors: parseBrackets(reader, nesting) };
  if (reader.take('..')) {
    const selectors = reader.peek() === '[' ? parseBrackets(reader, nesting) : [parseShorthand(reader, '..')];
    return { scope: 'descendants', selectors };
  }
  if (reader.take('.')) return { scope: 'child', selectors: [parseShorthand(reader, '.')] };
  return undefined;
}

/** `.*` or `.name`, section 2.5.1.1: letters, digits, `_` and everything outside ASCII. */
function parseShorthand(reader: PathReader, after: string): Selector {
  if (reader.take('*')) return { kind: 'wildcard' };
  const name = reader.takeMatch(
    /[A-Za-z_\u0080-\ud7ff\ue000-\u{10ffff}][0-9A-Za-z_\u0080-\ud7ff\ue000-\u{10ffff}]*/uy,
  );
  if (name === '') reader.fail(`expected a name or "*" after "${after}", got ${reader.found()}`);
  return { kind: 'name', name };
}

function parseBrackets(reader: PathReader, nesting: number): Selector[] {
  reader.take('[');
  const selectors: Selector[] = [];
  do {
    reader.skipBlanks();
    selectors.push(parseSelector(reader, nesting));
    reader.skipBlanks();
  } while (reader.take(','));
  reader.expect(']', 'after a selector');
  return selectors;
}

function parseSelector(reader: PathReader, nesting: number): Selector {
  const next = reader.peek();
  if (next === '"' || next === "'") return { kind: 'name', name: parseString(reader) };
  if (reader.take('*')) return { kind: 'wildcard' };
  if (reader.take('?')) {
    reader.skipBlanks();
    return { kind: 'filter', condition: parseCondition(reader, nesting + 1, parseSegments) };
  }
  return parseIndexOrSlice(reader);
}

function parseIndexOrSlice(reader: PathReader): Selector {
  const start = parseInteger(reader);
  reader.skipBlanks();
  if (!reader.take(':')) {
    if (start === undefined)
      reader.fail(`expected a quoted name, an index, a slice, "*" or "?", got ${reader.found()}`);
    return { kind: 'index', index: start };
  }
  reader.skipBlanks();
  const end = parseInteger(reader);
  reader.skipBlanks();
  const step = reader.take(':') ? parseStep(reader) : 1;
  return { kind: 'slice', start, end, step };
}

function parseStep(reader: PathReader): number {
  reader.skipBlanks();
  return parseInteger(reader) ?? 1;
}
