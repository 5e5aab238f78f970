import { transformations, transformedProperties } from './class-transformer.metadata.js';
import { classChain, member, type Class } from './classes.js';
import { validatedProperties } from './class-validator.metadata.js';
import { anyOf, typesIn, typesInSchema, type DeclaredTypes } from './declared-types.js';
import { graphqlFieldNames } from './graphql.metadata.js';
import { sensitiveMarks } from './sensitive-marks.js';
import { apiProperty, apiPropertyNames } from './swagger.metadata.js';

/** The properties that any decorator we can read tells of, of a class and its bases. */
export function propertyNames(type: Class): string[] {
  return [...new Set([...classChain(type).flatMap(ownNames), ...apiPropertyNames(type)])];
}

/** How a property may be spelled on the wire. */
export function wireNames(type: Class, property: string): string[] {
  const names = [
    property,
    ...transformations(type, property, 'expose').map((said) => member(member(said, 'options'), 'name')),
    ...apiProperty(type, property).map((said) => member(said, 'name')),
    ...graphqlFieldNames(type, property),
  ];
  return [...new Set(names.filter((name) => typeof name === 'string'))];
}

export function typesOfProperty(type: Class, property: string): DeclaredTypes {
  const transformed = transformations(type, property, 'type').flatMap((said) => [
    typesIn(member(said, 'typeFunction')),
    ...subTypes(said),
  ]);
  const documented = apiProperty(type, property).map(typesInSchema);
  return anyOf([designType(type.prototype, property), ...transformed, ...documented]);
}

/**
 * Whether the app hides this property by `@Exclude()` of class-transformer, or by `format: 'password'` or
 * `writeOnly` of Swagger.
 */
export function isHidden(type: Class, property: string): boolean {
  return (
    transformations(type, property, 'exclude').length > 0 ||
    apiProperty(type, property).some(
      (said) => member(said, 'format') === 'password' || member(said, 'writeOnly') === true,
    )
  );
}

/** Whether a class of the app's source, this one or a base, declares the property under a decorator. */
export function isWritten(type: Class, property: string): boolean {
  return classChain(type).some((link) => isWrittenIn(link, property));
}

/**
 * Whether a class and its bases tell by themselves what they are: each declares some property under a
 * decorator, and none took any over from elsewhere. Mapped types (`PartialType()`, `PickType()`, …) copy what
 * they know into a class without a base, and drop what they do not know, marks among it: theirs is no proof.
 */
export function isLegible(type: Class): boolean {
  return classChain(type).every(
    (link) =>
      (validatedProperties(link)?.every(({ copied }) => !copied) ?? false) &&
      [...ownNames(link), ...apiPropertyNames(link)].some((name) => isWrittenIn(link, name)),
  );
}

/** TypeScript writes this for a decorated property; mapped types copy it where they copy rules of validation. */
function isWrittenIn(link: Class, property: string): boolean {
  const copied = validatedProperties(link)?.some((each) => each.copied && each.name === property) ?? true;
  return !copied && Reflect.hasOwnMetadata('design:type', link.prototype, property);
}

function ownNames(type: Class): string[] {
  return [
    ...transformedProperties(type),
    ...(validatedProperties(type) ?? []).map(({ name }) => name),
    ...sensitiveMarks().flatMap(([prototype, property]) => (prototype === type.prototype ? [property] : [])),
  ];
}

/** What `@Type()` may also make, by a discriminator. */
function subTypes(said: object): DeclaredTypes[] {
  const listed = member(member(member(said, 'options'), 'discriminator'), 'subTypes');
  return Array.isArray(listed) ? listed.map((each) => typesIn(member(each, 'value'))) : [];
}

function designType(prototype: object, property: string): DeclaredTypes {
  return typesIn(Reflect.getMetadata('design:type', prototype, property));
}
