import { readRouteMetadata, type HandlerMetadata } from '../decorators/route-metadata.js';
import { emptyRules, mergeRules, type RedactionRules } from '../redaction/rules/redaction-rules.js';
import { RuleUnions } from '../redaction/rules/rule-unions.js';
import type { FoundResolver } from './find-resolvers.js';
import type { GraphqlOperation } from './graphql-operation.js';

/** The resolvers that an operation asks for. */
export interface NamedResolvers {
  readonly roots: readonly FoundResolver[];
  readonly fields: readonly FoundResolver[];
}

/** What the decorators of an app's resolvers say about the operations that clients send. */
export class ResolverRules {
  readonly #unions = new RuleUnions();
  /** Apart from the others, so that these are never too many. */
  readonly #unionsOfAll = new RuleUnions();
  readonly #resolvers: readonly FoundResolver[];
  readonly #ofFields: readonly FoundResolver[];
  readonly #named = new WeakMap<GraphqlOperation, NamedResolvers>();

  constructor(resolvers: readonly FoundResolver[] = []) {
    this.#resolvers = resolvers;
    this.#ofFields = resolvers.filter(({ of }) => of === 'field');
  }

  /**
   * The resolvers that an operation names. All of them, where it asks its root for a field of which no resolver
   * is known, such as the entities of a federated graph.
   */
  namedBy(operation: GraphqlOperation): NamedResolvers {
    let named = this.#named.get(operation);
    if (named === undefined) this.#named.set(operation, (named = this.#find(operation)));
    return named;
  }

  /**
   * Adds up the rules of these resolvers, of a route, and of the resolvers of all fields: guards do not run for
   * those. Once clients have asked for too many different unions, more is redacted than has to be.
   */
  unite(handlers: readonly HandlerMetadata[], route: RedactionRules = emptyRules): RedactionRules {
    const rules = [route, ...handlers.map((handler) => handler.rules)];
    return this.#unions.unite([...rules, ...this.#ofFields.map(rulesOf)], () => {
      const ofAll = [...rules, ...this.#resolvers.map(rulesOf)];
      return this.#unionsOfAll.unite(ofAll, () => mergeRules(...ofAll));
    });
  }

  #find({ type, rootFields, fields, document }: GraphqlOperation): NamedResolvers {
    const roots = this.#resolvers.filter(({ of, name }) => of === type && rootFields.has(name));
    const found = new Set(roots.map(({ name }) => name));
    const isKnown = [...rootFields].every((name) => found.has(name) || name.startsWith('__'));
    if (!isKnown || !document.complete) return { roots: this.#resolvers, fields: [] };
    return { roots, fields: this.#ofFields.filter(({ name }) => fields.has(name)) };
  }
}

export function metadataOf({ resolverClass, handler }: FoundResolver): HandlerMetadata {
  return readRouteMetadata(resolverClass, handler);
}

function rulesOf(resolver: FoundResolver): RedactionRules {
  return metadataOf(resolver).rules;
}
