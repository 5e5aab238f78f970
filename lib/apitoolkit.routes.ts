import type { ModulesContainer } from '@nestjs/core';
import type { APIToolkitClient } from './apitoolkit.client.js';
import { APIToolkitConfigError } from './config/option-checks.js';
import { inDecorators } from './decorators/rule-origin.js';
import { readRouteMetadata } from './decorators/route-metadata.js';
import { checkRules } from './redaction/check-rules.js';

type Constructor = abstract new (...args: never[]) => unknown;

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

/** @throws APIToolkitConfigError naming class, method and position of a rule that is not valid */
export function compileHandler(type: Constructor, handler: object, client: APIToolkitClient): void {
  const metadata = readRouteMetadata(type, handler);
  try {
    checkRules(metadata.rules, inDecorators(metadata.rules));
    client.compileRules(metadata.rules);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new APIToolkitConfigError(`${type.name}.${metadata.handlerName} ${reason}`, { cause: error });
  }
}

function checkController(controller: Function, client: APIToolkitClient): void {
  // A controller is a class: Nest made instances of it.
  const type = controller as Constructor;
  for (const handler of handlersOf(type.prototype)) compileHandler(type, handler, client);
}

function handlersOf(prototype: object | null): object[] {
  if (prototype === null || prototype === Object.prototype) return [];
  const own = Reflect.ownKeys(prototype)
    .map((key): unknown => Reflect.getOwnPropertyDescriptor(prototype, key)?.value)
    .filter((value): value is object => typeof value === 'function' && Reflect.hasMetadata(PATH, value));
  return [...own, ...handlersOf(Reflect.getPrototypeOf(prototype))];
}
