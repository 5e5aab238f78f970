import { member, type Class } from './classes.js';
import { anyOf, typesIn, typesInSchema, unknownTypes, type DeclaredTypes } from './declared-types.js';
import { readRouteParameters, type RouteParameter } from './route-parameters.js';
import { apiBodyTypes, apiExtraModels, apiResponses } from './swagger.metadata.js';

/** What a handler declares to take and to answer. */
export interface RouteTypes {
  /** Of both bodies: an answer may repeat what was sent. */
  readonly bodies: readonly Class[];
  /** Of query, path parameters, headers and cookies. */
  readonly parameters: readonly Class[];
  /** Whether `@Body()` says what the request's body is. */
  readonly bodyDeclared: boolean;
  /** Whether that is all the handler takes and answers. */
  readonly complete: boolean;
}

/** Keys of Nest's metadata, which @nestjs/common does not export. */
const PATH = 'path';
const PASSTHROUGH = '__responsePassthrough__';
const SERIALIZE_OPTIONS = 'class_serializer:options';

/** Whether Nest routes requests to this method of a controller. */
export function isRouteHandler(method: object): boolean {
  return Reflect.hasMetadata(PATH, method);
}

/** Reads what the parameters, the return type and the decorators of a controller's method declare. */
export function readRouteTypes(controller: Class, method: string | symbol, handler: object): RouteTypes {
  const parameters = readRouteParameters(controller, method);
  const bodies = parameters.filter(({ kind }) => kind === 'body').map((each) => bodyTypes(each, handler));
  const named = parameters.filter(({ kind }) => kind === 'named');
  const response = responseTypes(controller, method, handler);
  const answersItself =
    parameters.some(({ kind }) => kind === 'response') &&
    Reflect.getMetadata(PASSTHROUGH, controller, method) !== true;
  return {
    bodies: [...bodies, response, extraModels(controller, handler)].flatMap(({ classes }) => classes),
    parameters: named.flatMap(({ types }) => types.classes),
    bodyDeclared: bodies.length > 0,
    complete:
      !answersItself &&
      parameters.every(({ kind }) => kind !== 'unknown') &&
      [...bodies, response].every(({ known }) => known) &&
      // Where single values are asked for, the others are not read.
      named.every(({ types, isWhole }) => types.known || !isWhole),
  };
}

/** One value of a body says nothing about the others. */
function bodyTypes({ types, isWhole }: RouteParameter, handler: object): DeclaredTypes {
  const { classes, known } = anyOf([types, ...apiBodyTypes(handler).map(typesIn)]);
  return { classes, known: isWhole && known && classes.length > 0 };
}

/** A text proves nothing: of an object, JSON or HTML may have been made. */
function responseTypes(controller: Class, method: string | symbol, handler: object): DeclaredTypes {
  const returned = typesIn(Reflect.getMetadata('design:returntype', controller.prototype, method));
  const serialized = [handler, controller].map((target) =>
    typesIn(member(Reflect.getMetadata(SERIALIZE_OPTIONS, target), 'type')),
  );
  const answers = documentedAnswers(controller, handler);
  const successes = answers.filter(({ isSuccess }) => isSuccess);
  const { known } = anyOf([returned, ...serialized, ...successes]);
  const { classes } = anyOf([returned, ...serialized, ...answers]);
  return { classes, known: known && classes.length > 0 && answers.every((answer) => answer.known) };
}

function documentedAnswers(
  controller: Class,
  handler: object,
): readonly (DeclaredTypes & { readonly isSuccess: boolean })[] {
  return apiResponses(controller, handler).flatMap(([status, response]) => {
    const isSuccess = /^(?:2|default$)/.test(status);
    // Inline, it may refer to anything.
    if (member(response, 'schema') !== undefined) return [{ ...unknownTypes, isSuccess }];
    return member(response, 'type') === undefined ? [] : [{ ...typesInSchema(response), isSuccess }];
  });
}

function extraModels(controller: Class, handler: object): DeclaredTypes {
  return anyOf([handler, controller].flatMap(apiExtraModels).map(typesIn));
}
