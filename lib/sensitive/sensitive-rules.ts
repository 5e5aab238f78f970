import { emptyRules, mergeRules, type RedactionRules } from '../redaction/rules/redaction-rules.js';
import type { Class } from './classes.js';
import { describeDto } from './dto-description.js';
import { reachFrom, type ReachedType } from './reachable-types.js';
import { isRouteHandler, readRouteTypes } from './route-types.js';
import { allSensitiveNames, sensitiveNamesIn, sensitiveNamesVersion } from './sensitive-names.js';

/**
 * Adds what the marks on DTO properties say about a handler to its rules. Only of a controller's method the types
 * are known; of a GraphQL resolver's, they are not read.
 */
export function addSensitiveRules(
  rules: RedactionRules,
  owner: Class,
  method: string | symbol | undefined,
  handler: object,
): RedactionRules {
  if (method === undefined || !isRouteHandler(handler)) return addSensitiveNames(rules);
  try {
    return mergeRules(rules, rulesOfRoute(owner, method, handler));
  } catch {
    // Types are read from what other packages keep: where that fails, they prove nothing.
    return addSensitiveNames(rules);
  }
}

const withNames = new WeakMap<RedactionRules, { readonly version: number; readonly rules: RedactionRules }>();

/**
 * Adds every marked name to the rules of something without types: a call to another server, a request that
 * nobody handles. The same object for the same rules, so that they are compiled once.
 */
export function addSensitiveNames(rules: RedactionRules = emptyRules): RedactionRules {
  const version = sensitiveNamesVersion();
  if (version === 0) return rules;
  const known = withNames.get(rules);
  if (known?.version === version) return known.rules;
  const added = mergeRules(rules, rulesOfNames(allSensitiveNames()));
  withNames.set(rules, { version, rules: added });
  return added;
}

function rulesOfRoute(controller: Class, method: string | symbol, handler: object): RedactionRules {
  const { bodies, parameters, bodyDeclared, complete } = readRouteTypes(controller, method, handler);
  const inBodies = reachFrom(bodies);
  const inParameters = reachFrom(parameters);
  const names = sensitiveNamesIn({
    types: [...inBodies.types, ...inParameters.types],
    complete: complete && inBodies.complete && inParameters.complete,
  });
  const rules = rulesOfNames(names);
  const hidden = inBodies.types.flatMap(hiddenPaths);
  const undeclared = bodyDeclared ? [] : allSensitiveNames().map(anywhere);
  const hiddenParameters = inParameters.types.flatMap(({ type }) => hiddenNames(type));
  return {
    headers: [...rules.headers, ...hiddenParameters],
    requestBody: [...rules.requestBody, ...undeclared, ...hidden],
    responseBody: [...rules.responseBody, ...hidden],
    query: [...rules.query, ...hiddenParameters],
    pathParams: [...rules.pathParams, ...hiddenParameters],
  };
}

function rulesOfNames(names: readonly string[]): RedactionRules {
  if (names.length === 0) return emptyRules;
  const paths = names.map(anywhere);
  // No header and no parameter is called nothing.
  const parameters = names.filter((name) => name.trim() !== '');
  return {
    headers: parameters,
    requestBody: paths,
    responseBody: paths,
    query: parameters,
    pathParams: parameters,
  };
}

/**
 * Below the property that holds the object, at any depth: envelopes, pages and arrays lie between. What an app
 * hides need not be a secret, so a hidden `id` of one class must not mask the `id` of others.
 */
function hiddenPaths({ type, below }: ReachedType): string[] {
  const holders = below?.map(anywhere) ?? ['$'];
  return hiddenNames(type).flatMap((name) => holders.map((holder) => `${holder}..[${JSON.stringify(name)}]`));
}

function hiddenNames(type: Class): string[] {
  return describeDto(type).properties.flatMap((property) => (property.isHidden ? property.wireNames : []));
}

/** Every member of this name (RFC 9535 section 2.5.2). */
function anywhere(name: string): string {
  return `$..[${JSON.stringify(name)}]`;
}
