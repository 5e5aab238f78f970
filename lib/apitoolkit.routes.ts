import type { ModulesContainer } from '@nestjs/core';
import type { APIToolkitClient } from './apitoolkit.client.js';
import { APIToolkitConfigError } from './config/option-checks.js';
import { readRouteMetadata } from './decorators/route-metadata.js';

/** Nest's metadata key of a handler's path; not exported by @nestjs/common. */
const PATH = 'path';

/**
 * Compiles the redaction rules of every route, so that a path that is not valid stops the boot instead of
 * leaking from the first request.
 *
 * @throws APIToolkitConfigError naming controller, handler and position
 */
export function checkRoutes(modules: ModulesContainer, client: APIToolkitClient): void {
  for (const module of modules.values()) {
    for (const { metatype } of module.controllers.values()) {
      if (typeof metatype === 'function') checkController(metatype, client);
    }
  }
}

function checkController(controller: Function, client: APIToolkitClient): void {
  for (const handler of handlersOf(controller.prototype)) {
    // A controller is a class: Nest made instances of it.
    const metadata = readRouteMetadata(controller as new () => unknown, handler);
    try {
      client.compileRules(metadata.rules);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      throw new APIToolkitConfigError(`${controller.name}.${metadata.handlerName}: ${reason}`, {
        cause: error,
      });
    }
  }
}

function handlersOf(prototype: object | null): object[] {
  if (prototype === null || prototype === Object.prototype) return [];
  const own = Reflect.ownKeys(prototype)
    .map((key): unknown => Reflect.getOwnPropertyDescriptor(prototype, key)?.value)
    .filter((value): value is object => typeof value === 'function' && Reflect.hasMetadata(PATH, value));
  return [...own, ...handlersOf(Reflect.getPrototypeOf(prototype))];
}
