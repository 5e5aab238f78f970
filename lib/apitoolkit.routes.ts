import type { ModulesContainer } from '@nestjs/core';
import type { APIToolkitClient } from './apitoolkit.client.js';
import { APIToolkitConfigError } from './config/option-checks.js';
import { inDecorators } from './decorators/rule-origin.js';
import { readRouteMetadata } from './decorators/route-metadata.js';
import { readRuleSources } from './decorators/rule-sources.js';
import { checkRules } from './redaction/rules/check-rules.js';
import { isClass, prototypeChain, type Class } from './sensitive/classes.js';
import { isRouteHandler } from './sensitive/route-types.js';
import { noticeSensitiveNames } from './sensitive/sensitive-names.js';

/**
 * Compiles the redaction rules of every route, so that a path that is not valid stops the boot instead of
 * leaking from the first request.
 *
 * @throws APIToolkitConfigError naming controller, handler and position
 */
export function checkRoutes(modules: ModulesContainer, client: APIToolkitClient): void {
  noticeSensitiveNames();
  for (const module of modules.values()) {
    for (const { metatype } of module.controllers.values()) {
      if (!isClass(metatype)) continue;
      for (const handler of handlersOf(metatype)) compileHandler(metatype, handler, client);
    }
  }
}

/** @throws APIToolkitConfigError naming class, method and position of a rule that is not valid */
export function compileHandler(type: Class, handler: object, client: APIToolkitClient): void {
  const metadata = readRouteMetadata(type, handler);
  try {
    checkRules(metadata.rules, inDecorators(metadata.rules));
    client.compileRules(metadata.rules, readRuleSources(type, handler));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new APIToolkitConfigError(`${type.name}.${metadata.handlerName} ${reason}`);
  }
}

function handlersOf(controller: Class): object[] {
  return prototypeChain(controller.prototype)
    .flatMap((link) => Reflect.ownKeys(link).map((key) => Reflect.getOwnPropertyDescriptor(link, key)?.value))
    .filter((value: unknown) => typeof value === 'function')
    .filter(isRouteHandler);
}
