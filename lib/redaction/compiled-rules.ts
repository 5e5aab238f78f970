import type { BodyRules } from './bodies/body-context.js';
import { compileAutomaton, type JsonAutomaton } from './json-path/automaton.js';
import { JsonPathSyntaxError } from './json-path/json-path-syntax-error.js';
import { compileNameMatcher } from './name-matcher.js';
import { rememberNames, type NameMatcher } from './remembered-names.js';
import type { RedactionRules } from './redaction-rules.js';
import { defaultNameLabel, ruleLabel } from './rule-labels.js';
import { sensitiveHeader } from './sensitive-headers.js';
import { sensitiveName, sensitiveQueryName } from './sensitive-names.js';

/** Rules made ready at boot: per request nothing is parsed. */
export interface CompiledRules {
  readonly defaults: boolean;
  readonly matchHeader: NameMatcher;
  readonly matchQuery: NameMatcher;
  readonly matchPathParam: NameMatcher;
  readonly requestBody: BodyRules;
  readonly responseBody: BodyRules;
  /** The default names alone, for JSON inside a query value, which no path speaks of. */
  readonly namesOnly: JsonAutomaton;
}

/** What the lists are called where the user wrote them, for error messages. */
export type RuleListNames = Readonly<Record<keyof RedactionRules, string>>;

export function compileRules(rules: RedactionRules, defaults: boolean): CompiledRules {
  const names = defaults ? { sensitiveName: labelledName } : {};
  const parameters = defaults ? { sensitive: sensitiveQueryName } : {};
  const pathParams = defaults ? { sensitive: sensitiveName } : {};
  return {
    defaults,
    matchHeader: headerMatcher(rules.headers, defaults),
    matchQuery: compileNameMatcher({ list: 'query', configured: rules.query, ...parameters }),
    matchPathParam: compileNameMatcher({ list: 'pathParams', configured: rules.pathParams, ...pathParams }),
    requestBody: compileBodyRules('requestBody', rules, names),
    responseBody: compileBodyRules('responseBody', rules, names),
    namesOnly: compileAutomaton([], names),
  };
}

/** @throws Error for an entry that is no path or no name, saying which one and why */
export function checkRules(rules: RedactionRules, listNames: RuleListNames): void {
  checkNames(rules.headers, listNames.headers, 'a header name such as "x-session"');
  checkNames(rules.query, listNames.query, 'a parameter name such as "session"');
  checkNames(rules.pathParams, listNames.pathParams, 'a parameter name such as "id"');
  checkPaths(rules.requestBody, listNames.requestBody);
  checkPaths(rules.responseBody, listNames.responseBody);
}

function labelledName(memberName: string): string | undefined {
  const term = sensitiveName(memberName);
  return term === undefined ? undefined : defaultNameLabel(term);
}

function headerMatcher(configured: readonly string[], defaults: boolean): NameMatcher {
  const names = new Set(configured.map((name) => name.trim().toLowerCase()));
  return rememberNames((lowerCaseName) => {
    if (names.has(lowerCaseName)) return ruleLabel('headers', lowerCaseName);
    const label = defaults ? sensitiveHeader(lowerCaseName) : undefined;
    return label === undefined ? undefined : defaultHeaderLabel(lowerCaseName, label);
  });
}

/** By a word in its name, a header is redacted as any other name is; else by its own name or ending. */
function defaultHeaderLabel(lowerCaseName: string, label: string): string {
  const isOfHeaders = label === lowerCaseName || label.startsWith('*');
  return isOfHeaders ? ruleLabel('headers', label) : defaultNameLabel(label);
}

function compileBodyRules(
  list: 'requestBody' | 'responseBody',
  { [list]: paths }: RedactionRules,
  names: { sensitiveName?: NameMatcher },
): BodyRules {
  const rules = paths.map((path) => ({ rule: ruleLabel(list, path), path }));
  return {
    automaton: compileAutomaton(rules, names),
    hasPaths: paths.length > 0,
    ...(paths.includes('$') && { wholeRule: ruleLabel(list, '$') }),
  };
}

function checkNames(names: readonly unknown[], list: string, expected: string): void {
  names.forEach((name, index) => {
    if (typeof name === 'string' && name.trim() !== '') return;
    throw new Error(`${list}[${index}]: expected ${expected}, got ${describe(name)}.`);
  });
}

function checkPaths(paths: readonly unknown[], list: string): void {
  paths.forEach((path, index) => {
    const expected = `${list}[${index}]: expected a JSONPath (RFC 9535) such as "$.user.email", got ${describe(path)}`;
    if (typeof path !== 'string') throw new Error(`${expected}.`);
    try {
      compileAutomaton([{ rule: path, path }]);
    } catch (error) {
      if (!(error instanceof JsonPathSyntaxError)) throw error;
      const hint = error.hint === undefined ? '' : `; ${error.hint}`;
      throw new Error(`${expected}: ${error.reason} at position ${error.position}${hint}`, { cause: error });
    }
  });
}

function describe(value: unknown): string {
  return typeof value === 'string' ? JSON.stringify(value) : `a value of type ${typeof value}`;
}
