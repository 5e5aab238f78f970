import type { ChosenName, ClientDocument } from '../exchange/graphql-request.js';
import { compileAutomaton, type AutomatonOptions, type JsonAutomaton } from './json-path/automaton.js';
import type { JsonPathRule } from './json-path/automaton-items.js';
import { parseJsonPath } from './json-path/parse-json-path.js';

/**
 * The rules of a body in which clients chose some of the names. Undefined when nobody can tell what the rules
 * would select there.
 */
export type ClientNameRules = (
  names: readonly ClientDocument[],
  kind: 'responseKeys' | 'variables',
) => JsonAutomaton | undefined;

/**
 * A rule speaks of the names of a schema: `{ me { p: password } }` must not switch it off. What stands under a
 * chosen name is redacted at any depth, when that name stands for one of which a rule speaks.
 */
export function compileClientNames(
  rules: readonly JsonPathRule[],
  judges: AutomatonOptions,
  automaton: JsonAutomaton,
): ClientNameRules {
  const memo = new WeakMap<ClientDocument, { readonly automaton: JsonAutomaton | undefined }>();
  const { sensitiveName } = judges;
  let spoken: SpokenNames | undefined;

  const compile: ClientNameRules = (names, kind) => {
    if (!names.every(({ complete }) => complete)) return undefined;
    spoken ??= spokenNames(rules);
    const { inPaths, inFilters } = spoken;
    const pairs = names.flatMap((each) => each[kind]);
    if (pairs.some(({ chosen, standsFor }) => inFilters.has(chosen) || inFilters.has(standsFor)))
      return undefined;
    const ruleOf = ({ standsFor }: ChosenName): string | undefined =>
      inPaths.get(standsFor) ?? sensitiveName?.(standsFor);
    const sealed = new Map<string, string>();
    for (const pair of pairs) {
      const rule = ruleOf(pair);
      if (rule !== undefined) sealed.set(pair.chosen, rule);
    }
    if (sealed.size === 0) return automaton;
    return compileAutomaton(rules, { ...judges, sensitiveName: (name) => sealed.get(name) ?? sensitiveName?.(name) });
  };

  return (names, kind) => {
    const [only] = names;
    if (only === undefined || names.length > 1) return compile(names, kind);
    let known = memo.get(only);
    if (known === undefined) memo.set(only, (known = { automaton: compile(names, kind) }));
    return known.automaton;
  };
}

/** The names that paths select by, with the rule that does, and those that filters look at. */
interface SpokenNames {
  readonly inPaths: ReadonlyMap<string, string>;
  readonly inFilters: ReadonlySet<string>;
}

function spokenNames(rules: readonly JsonPathRule[]): SpokenNames {
  const inPaths = new Map<string, string>();
  const inFilters = new Set<string>();
  for (const { rule, path } of rules) {
    for (const selector of parseJsonPath(path).segments.flatMap(({ selectors }) => selectors)) {
      if (selector.kind === 'name') inPaths.set(selector.name, rule);
      if (selector.kind === 'filter') addNames(selector.condition, inFilters);
    }
  }
  return { inPaths, inFilters };
}

/** Every name selector in a part of a parsed filter. The parser bounds how deep they go. */
function addNames(part: unknown, names: Set<string>): void {
  if (typeof part !== 'object' || part === null) return;
  if ('kind' in part && part.kind === 'name' && 'name' in part) names.add(String(part.name));
  for (const inner of Object.values(part)) addNames(inner, names);
}
