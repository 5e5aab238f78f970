import { compileAutomaton } from './json-path/automaton.js';
import type { RedactionRules } from './redaction-rules.js';

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
    try {
      checkPath(path);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      throw new Error(`${locate(list, index)}: ${reason}`, { cause: error });
    }
  }
}

function checkPath(path: unknown): void {
  if (typeof path === 'string') compileAutomaton([{ rule: path, path }]);
  else
    throw new TypeError(
      `expected a JSONPath (RFC 9535) such as "$.user.email", got ${described(path)}.${adviceFor(path)}`,
    );
}

function adviceFor(path: unknown): string {
  return path instanceof RegExp ? ` A path names what it selects: "$..['password','pin']".` : '';
}

function described(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value);
  return value instanceof RegExp ? 'a regular expression' : `a value of type ${typeof value}`;
}
