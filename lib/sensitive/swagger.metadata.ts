import { isObject, member, prototypeChain, resultOf, type Class } from './classes.js';

/** As @nestjs/swagger calls them; it does not export them. */
const PROPERTY = 'swagger/apiModelProperties';
const PROPERTY_NAMES = 'swagger/apiModelPropertiesArray';
const RESPONSES = 'swagger/apiResponse';
const PARAMETERS = 'swagger/apiParameters';
const EXTRA_MODELS = 'swagger/apiExtraModels';
const PLUGIN_FACTORY = '_OPENAPI_METADATA_FACTORY';

/** What `@ApiProperty()`, and Swagger's compiler plugin, say about a property of a class and its bases. */
export function apiProperty(type: Class, property: string): object[] {
  const decorated: unknown = Reflect.getMetadata(PROPERTY, type.prototype, property);
  return [decorated, ...pluginMetadata(type).map((properties) => member(properties, property))].filter(
    isObject,
  );
}

/** The properties that Swagger knows of a class and its bases. */
export function apiPropertyNames(type: Class): string[] {
  const decorated: unknown = Reflect.getMetadata(PROPERTY_NAMES, type.prototype);
  const names = Array.isArray(decorated) ? decorated.filter((name) => typeof name === 'string') : [];
  return [...names.map((name) => name.replace(/^:/, '')), ...pluginMetadata(type).flatMap(Object.keys)];
}

/** What `@ApiResponse()` and its like say about the answers of a handler, by status; the handler before its class. */
export function apiResponses(controller: Class, handler: object): [status: string, response: object][] {
  const ofClass: unknown = Reflect.getMetadata(RESPONSES, controller);
  const ofHandler: unknown = Reflect.getMetadata(RESPONSES, handler);
  return [ofHandler, ofClass]
    .filter(isObject)
    .flatMap((responses) =>
      Object.entries(responses).filter((entry): entry is [string, object] => isObject(entry[1])),
    );
}

/** The types that `@ApiBody()` names. */
export function apiBodyTypes(handler: object): unknown[] {
  const parameters: unknown = Reflect.getMetadata(PARAMETERS, handler);
  if (!Array.isArray(parameters)) return [];
  return parameters.filter((each) => member(each, 'in') === 'body').map((each) => member(each, 'type'));
}

/** The classes that `@ApiExtraModels()` names. */
export function apiExtraModels(target: object): unknown[] {
  const models: unknown = Reflect.getMetadata(EXTRA_MODELS, target);
  return Array.isArray(models) ? models : [];
}

function pluginMetadata(type: Class): object[] {
  return prototypeChain(type).flatMap((link) => {
    const factory: unknown = Reflect.getOwnPropertyDescriptor(link, PLUGIN_FACTORY)?.value;
    const properties: unknown = typeof factory === 'function' ? resultOf(factory, link) : undefined;
    return isObject(properties) ? [properties] : [];
  });
}
