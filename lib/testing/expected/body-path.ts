import { CLIENT_REDACTED, type CapturedBody } from '../../exchange/redacted-exchange.js';
import { compileAutomaton, type JsonAutomaton } from '../../redaction/json-path/automaton.js';
import { matchFieldName } from '../../redaction/json-path/match-field-name.js';
import { isJsonPath } from '../../redaction/json-path/parse-json-path.js';
import { redactValue } from '../../redaction/json-path/redact-value.js';
import { leavesIn } from '../report/paths-in.js';

/** A JSONPath that selects in captured bodies, by the very engine that redacts them. */
export interface BodyPath {
  readonly selects: JsonAutomaton;
  /** What it leads through, nearest first: where one of these is redacted, so is what was below. */
  readonly above: readonly JsonAutomaton[];
}

/** @throws Error for a path that is not valid by RFC 9535 */
export function readBodyPath(path: string): BodyPath {
  return { selects: compile(path), above: pathsAbove(path).map(compile) };
}

/** What the path selects: values of JSON, of each line of JSON, or fields of a form. */
export function findInBody({ selects, above }: BodyPath, body: CapturedBody | undefined): readonly unknown[] {
  const content = read(body);
  if (content.kind === 'form')
    return content.fields.flatMap(([name, value]) =>
      matchFieldName(name, selects) === undefined ? [] : [value],
    );
  return content.values.flatMap((value) => {
    const selected = select(value, selects);
    if (selected.length > 0) return selected;
    const covers = above.some((each) => select(value, each).includes(CLIENT_REDACTED));
    return covers ? [CLIENT_REDACTED] : [];
  });
}

/** The paths of all that holds no other values. */
export function leafPathsOf(body: CapturedBody): readonly string[] {
  const content = read(body);
  if (content.kind === 'form') return content.fields.map(([name]) => `$.${name}`);
  return [...new Set(content.values.flatMap((value) => leavesIn(value).map(({ path }) => path)))];
}

type Content =
  | { readonly kind: 'json'; readonly values: readonly unknown[] }
  | { readonly kind: 'form'; readonly fields: readonly (readonly [string, string])[] };

function read(body: CapturedBody | undefined): Content {
  const text = body?.text;
  if (body === undefined || text === undefined) return { kind: 'json', values: [] };
  if (body.contentType?.includes('x-www-form-urlencoded') === true && !text.startsWith('{'))
    return { kind: 'form', fields: [...new URLSearchParams(text)] };
  const whole = parsed(text);
  return { kind: 'json', values: whole.length > 0 ? whole : text.split('\n').flatMap(parsed) };
}

/** None where it is no JSON. */
function parsed(text: string): readonly unknown[] {
  try {
    const value: unknown = JSON.parse(text);
    return [value];
  } catch {
    return [];
  }
}

function select(value: unknown, automaton: JsonAutomaton): readonly unknown[] {
  const selected: unknown[] = [];
  redactValue(value, automaton, {
    replace(found) {
      selected.push(found);
      return found;
    },
  });
  return selected;
}

function compile(path: string): JsonAutomaton {
  return compileAutomaton([{ rule: path, path }]);
}

/** Of `$.card.number`, `$.card` and `$`. */
function pathsAbove(path: string): readonly string[] {
  return [...path]
    .flatMap((character, at) => (character === '.' || character === '[' ? [path.slice(0, at)] : []))
    .filter((start) => !start.endsWith('.') && isJsonPath(start))
    .toReversed();
}
