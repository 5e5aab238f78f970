import { isPlusPath } from '../json-path-plus/plus-path.js';
import { compilePlusPaths } from '../json-path-plus/plus-paths.js';
import { JsonPathSyntaxError } from '../json-path/json-path-syntax-error.js';
import { isJsonPath, parseJsonPath } from '../json-path/parse-json-path.js';
import type { JsonPathPlusRule, RedactionRules } from './redaction-rules.js';

/** Says where the user wrote an entry of a list: an option and its index, or a decorator. */
export type RuleLocator = (list: keyof RedactionRules, index: number) => string;

/** As entries of options or variables, called as the lists themselves unless `names` says otherwise. */
export function inOptions(names: Readonly<Partial<Record<keyof RedactionRules, string>>> = {}): RuleLocator {
  return (list, index) => `${names[list] ?? list}[${index}]`;
}

/** As the module's options are called. */
export const inModuleOptions: RuleLocator = inOptions({
  headers: 'redactHeaders',
  requestBody: 'redactRequestBody',
  responseBody: 'redactResponseBody',
  query: 'redactQuery',
  pathParams: 'redactPathParams',
});

/** @throws Error for an entry that is no path or no name, saying which one and why */
export function checkRules(rules: RedactionRules, locate: RuleLocator): void {
  checkNames(rules, 'headers', 'a header name such as "x-session"', locate);
  checkNames(rules, 'query', 'a parameter name such as "session"', locate);
  checkNames(rules, 'pathParams', 'a parameter name such as "id"', locate);
  checkPaths(rules, 'requestBody', locate);
  checkPaths(rules, 'responseBody', locate);
}

type NameList = 'headers' | 'query' | 'pathParams';

function checkNames(rules: RedactionRules, list: NameList, expected: string, locate: RuleLocator): void {
  const names: readonly unknown[] = rules[list];
  for (const [index, name] of names.entries()) {
    if (typeof name === 'string' && name.trim() !== '') continue;
    throw new Error(`${locate(list, index)}: expected ${expected}, got ${described(name)}.`);
  }
}

function checkPaths(rules: RedactionRules, list: 'requestBody' | 'responseBody', locate: RuleLocator): void {
  const paths: readonly unknown[] = rules[list];
  for (const [index, path] of paths.entries()) {
    const reason = reasonAgainst(path);
    if (reason !== undefined) throw new Error(`${locate(list, index)}: ${reason}`);
  }
}

/** All there is to say: no cause beside it, since Nest prints each cause of a failed boot with its stack. */
function reasonAgainst(path: unknown): string | undefined {
  try {
    checkPath(path);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

function checkPath(path: unknown): void {
  if (typeof path === 'string') return checkJsonPath(path);
  if (isPlusRule(path)) return checkPlusPath(path.path);
  const advice = path instanceof RegExp ? ` A path names what it selects: "$..['password','pin']".` : '';
  throw new TypeError(
    `expected a JSONPath (RFC 9535) such as "$.user.email", or { path, engine: 'jsonpath-plus' }, got ${described(path)}.${advice}`,
  );
}

function checkJsonPath(path: string): void {
  try {
    parseJsonPath(path);
  } catch (error) {
    if (!(error instanceof JsonPathSyntaxError) || error.hint !== undefined || !isPlusPath(path)) throw error;
    const hint = `only jsonpath-plus reads this: { path: ${JSON.stringify(path)}, engine: 'jsonpath-plus' }`;
    throw new JsonPathSyntaxError(path, error.position, error.reason, hint);
  }
}

function checkPlusPath(path: string): void {
  try {
    compilePlusPaths([path]);
  } catch (error) {
    if (!(error instanceof JsonPathSyntaxError) || !isJsonPath(path)) throw error;
    const hint = 'RFC 9535 reads this path: leave the engine out';
    throw new JsonPathSyntaxError(path, error.position, error.reason, hint, error.expected);
  }
}

function isPlusRule(path: unknown): path is JsonPathPlusRule {
  return (
    typeof path === 'object' &&
    path !== null &&
    'path' in path &&
    typeof path.path === 'string' &&
    'engine' in path &&
    path.engine === 'jsonpath-plus'
  );
}

function described(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value);
  if (value instanceof RegExp) return 'a regular expression';
  if (typeof value !== 'object') return `a value of type ${typeof value}`;
  return value === null ? 'null' : describedObject(value);
}

function describedObject(value: object): string {
  if (typeof Reflect.get(value, 'path') !== 'string') return 'an object whose path is not a string';
  const engine: unknown = Reflect.get(value, 'engine');
  return typeof engine === 'string' ? `an object with engine '${engine}'` : 'an object without an engine';
}
