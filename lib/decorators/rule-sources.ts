import type { RuleSource } from '../redaction/rules/configured-rules.js';
import { prototypeChain, type Class } from '../sensitive/classes.js';
import { methodNames, ownMetadata } from './route-metadata.js';

/**
 * Which decorators a handler's rules come from: those of its class and bases, as `UsersController`, and those of the method
 * here and where it was overridden, as `UsersController.create`. Marks on DTO properties are not among them.
 */
export function readRuleSources(controller: Class, handler: object): readonly RuleSource[] {
  const prototypes = prototypeChain(controller.prototype);
  const ofClasses = prototypeChain(controller).map((type) => [nameOf(type), ownMetadata(type)] as const);
  const ofMethods = methodNames(prototypes, handler).flatMap((method) =>
    prototypes.map((prototype) => {
      const setBy = `${nameOf(Reflect.get(prototype, 'constructor'))}.${String(method)}`;
      return [setBy, ownMetadata(prototype, method)] as const;
    }),
  );
  return [...ofClasses, ...ofMethods].flatMap(([setBy, metadata]) =>
    metadata === undefined ? [] : [{ setBy, rules: metadata.rules }],
  );
}

function nameOf(type: unknown): string {
  return typeof type === 'function' ? type.name : '';
}
