import type { ModulesContainer } from '@nestjs/core';
import type { APIToolkitClient } from './apitoolkit.client.js';
import { compileHandler } from './apitoolkit.routes.js';
import { findResolvers } from './enhancers/find-resolvers.js';
import { ResolverRules } from './enhancers/resolver-rules.js';

/**
 * Finds the GraphQL resolvers of an app, and compiles their redaction rules, as those of routes.
 *
 * @throws APIToolkitConfigError naming resolver, handler and position
 */
export function checkResolvers(modules: ModulesContainer, client: APIToolkitClient): ResolverRules {
  const found = findResolvers(modules);
  for (const { resolverClass, handler } of found) compileHandler(resolverClass, handler, client);
  return new ResolverRules(found);
}
