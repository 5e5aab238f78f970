import { isObject, member, type Class } from './classes.js';
import { anyOf, typesIn, type DeclaredTypes } from './declared-types.js';

/** A parameter of a handler under one of Nest's decorators. */
export interface RouteParameter {
  readonly kind: 'body' | 'named' | 'response' | 'other' | 'unknown';
  readonly types: DeclaredTypes;
  /** False for one value of it, as in `@Body('name')`. */
  readonly isWhole: boolean;
}

/** Nest's metadata key, which @nestjs/common does not export. */
const ROUTE_ARGUMENTS = '__routeArguments__';

/** As Nest numbers them (`RouteParamtypes`). */
const KINDS: Readonly<Record<string, RouteParameter['kind']>> = {
  1: 'response',
  3: 'body',
  // Query, path parameters, headers, cookies, signed cookies.
  4: 'named',
  5: 'named',
  6: 'named',
  14: 'named',
  15: 'named',
  // Session, file, files, host, address: nothing that is sent by name.
  7: 'other',
  8: 'other',
  9: 'other',
  10: 'other',
  11: 'other',
};

/** What a handler takes. The request itself, the raw body and decorators of the app may stand for anything. */
export function readRouteParameters(controller: Class, method: string | symbol): RouteParameter[] {
  const types: unknown = Reflect.getMetadata('design:paramtypes', controller.prototype, method);
  const decorated: unknown = Reflect.getMetadata(ROUTE_ARGUMENTS, controller, method);
  return Object.entries(isObject(decorated) ? decorated : {}).map(([key, argument]: [string, unknown]) => {
    const declared: unknown = Array.isArray(types) ? types[Number(member(argument, 'index'))] : undefined;
    return {
      kind: KINDS[key.split(':', 1).join()] ?? 'unknown',
      types: anyOf([typesIn(declared), ...itemTypes(argument)]),
      isWhole: member(argument, 'data') === undefined,
    };
  });
}

/** The items that `new ParseArrayPipe({ items: X })` checks. */
function itemTypes(argument: unknown): DeclaredTypes[] {
  const pipes = member(argument, 'pipes');
  return Array.isArray(pipes) ? pipes.map((pipe) => typesIn(member(member(pipe, 'options'), 'items'))) : [];
}
