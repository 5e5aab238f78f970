import type { ClientDocument } from '../../exchange/graphql-request.js';
import { compileAutomaton, type AutomatonOptions, type JsonAutomaton } from '../json-path/automaton.js';
import type { JsonPathRule } from '../json-path/automaton-items.js';
import { spokenNames, type SpokenNames } from './spoken-names.js';

/** What a GraphQL client wrote, and how it sent it. */
export interface ClientDocuments {
  readonly documents: readonly ClientDocument[];
  /** The names of which body matter. */
  readonly kind: 'responseKeys' | 'variables';
  /** Whether the bodies are arrays, with one element for each operation. */
  readonly isBatch: boolean;
  /** Variables of which no operation says what they fill. */
  readonly undeclared: readonly string[];
}

/**
 * The automaton of a body in which a client chose some of the names. Undefined when nobody can tell what the
 * rules would select there.
 */
export type ClientNameRules = (client: ClientDocuments) => JsonAutomaton | undefined;

/**
 * A rule speaks of the names of a schema: `{ me { p: password } }` must not switch it off. What stands under a
 * chosen name is redacted at any depth, when that name stands for one of which a rule speaks.
 */
export function compileClientNames(
  ofRoute: readonly JsonPathRule[],
  names: AutomatonOptions,
  plain: JsonAutomaton,
): ClientNameRules {
  const memo = new WeakMap<ClientDocument, { readonly automaton: JsonAutomaton | undefined }>();
  const { sensitiveName } = names;
  let spoken: SpokenNames | undefined;
  let batch: JsonAutomaton | undefined;

  const compile: ClientNameRules = ({ documents, kind, isBatch, undeclared }) => {
    spoken ??= spokenNames(ofRoute);
    const { inPaths, inFilters, hasRootQueries } = spoken;
    if ((isBatch && hasRootQueries) || !documents.every(({ complete }) => complete)) return undefined;
    const sealed = new Map<string, string>();
    for (const { chosen, standsFor } of documents.flatMap((document) => document[kind])) {
      if (inFilters.has(chosen) || inFilters.has(standsFor)) return undefined;
      const rule = inPaths.get(standsFor) ?? sensitiveName?.(standsFor);
      if (rule !== undefined) sealed.set(chosen, rule);
    }
    const rules = [...ofRoute, ...undeclared.map(variableRule)];
    if (sealed.size > 0 || undeclared.length > 0) {
      const isSealed = (name: string): string | undefined => sealed.get(name) ?? sensitiveName?.(name);
      return compileAutomaton(isBatch ? inElements(rules) : rules, { ...names, sensitiveName: isSealed });
    }
    if (!isBatch) return plain;
    return (batch ??= compileAutomaton(inElements(rules), names));
  };

  return (client) => {
    const [only] = client.documents;
    const isPlain = client.documents.length === 1 && !client.isBatch && client.undeclared.length === 0;
    if (only === undefined || !isPlain) return compile(client);
    // Each rule set is for one body, so that the kind is always the same.
    let known = memo.get(only);
    if (known === undefined) memo.set(only, (known = { automaton: compile(client) }));
    return known.automaton;
  };
}

function variableRule(name: string): JsonPathRule {
  return { rule: 'undeclared variable', path: `$.variables[${JSON.stringify(name)}]` };
}

/** The rules as they are, and for each element of an array: a slice selects nothing of an object. */
function inElements(rules: readonly JsonPathRule[]): readonly JsonPathRule[] {
  return [...rules, ...rules.map(({ rule, path }) => ({ rule, path: `$[0:]${path.slice(1)}` }))];
}
