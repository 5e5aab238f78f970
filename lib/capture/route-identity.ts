import type { GraphqlRequest } from '../exchange/graphql-request.js';
import type { RedactionRules } from '../redaction/rules/redaction-rules.js';

/** What is known of a request once it is known who handles it. */
export interface HandlerIdentity {
  readonly controller?: string | undefined;
  readonly handler?: string | undefined;
  readonly rules: RedactionRules;
  readonly tags: readonly string[];
  readonly skip: boolean;
  readonly skipBodies: boolean;
  readonly sampleRate?: number | undefined;
}

/** What is known once the handler of a request over HTTP is known. */
export interface RouteIdentity extends HandlerIdentity {
  readonly route?: string | undefined;
  readonly pathParams: Readonly<Record<string, string>>;
  /**
   * False where some of the rules could not be understood: those that could still hold, and no body and no
   * error message may leave.
   *
   * @default true
   */
  readonly rulesKnown?: boolean | undefined;
}

/** What is known of a request by the resolvers that it reached. */
export interface ResolverIdentity extends HandlerIdentity {
  readonly graphql: Required<GraphqlRequest>;
  /** Adds the rules of a route to those of the resolvers. */
  readonly unite: (routeRules: RedactionRules) => RedactionRules;
}

/** What is known of a request as a whole. */
export interface RequestIdentity extends RouteIdentity {
  readonly graphql?: GraphqlRequest | undefined;
}

/**
 * A request is that of its route, where it has one. Resolvers that a controller or a middleware calls on its
 * own account only add to that.
 */
export function combineIdentities(
  route: RouteIdentity | undefined,
  resolvers: ResolverIdentity | undefined,
): RequestIdentity | undefined {
  if (resolvers === undefined) return route;
  const { unite, ...ofResolvers } = resolvers;
  if (route === undefined) return { pathParams: {}, ...ofResolvers };
  return {
    ...route,
    rules: unite(route.rules),
    tags: [...route.tags, ...resolvers.tags],
    skipBodies: route.skipBodies || resolvers.skipBodies,
    graphql: { documents: resolvers.graphql.documents },
  };
}
