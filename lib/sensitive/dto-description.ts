import { transformations, transformedProperties } from './class-transformer.metadata.js';
import { classChain, member, type Class } from './classes.js';
import { validatedProperties } from './class-validator.metadata.js';
import { anyOf, typesIn, typesInSchema, type DeclaredTypes } from './declared-types.js';
import { graphqlFieldNames } from './graphql.metadata.js';
import { rememberForNow } from './remember-for-now.js';
import { sensitiveMarks } from './sensitive-marks.js';
import { apiProperty, apiPropertyNames } from './swagger.metadata.js';

/** A property that some decorator we can read tells of. */
export interface DtoProperty {
  readonly name: string;
  /** How it may be spelled on the wire, its name included. */
  readonly wireNames: readonly string[];
  readonly types: DeclaredTypes;
  /**
   * Whether the app hides it: by `@Exclude()` of class-transformer, or by `format: 'password'` or `writeOnly` of
   * Swagger.
   */
  readonly isHidden: boolean;
}

/** What is known of a class and its bases. */
export interface DtoDescription {
  readonly properties: readonly DtoProperty[];
  /**
   * Whether the class and its bases tell by themselves what they are: each declares some property under a
   * decorator, and none took any over from elsewhere. Mapped types (`PartialType()`, `PickType()`, …) copy what
   * they know into a class without a base, and drop what they do not know, marks among it: theirs is no proof.
   */
  readonly isLegible: boolean;
}

export const describeDto = rememberForNow((type: Class): DtoDescription => {
  const documented = apiPropertyNames(type);
  const chain = classChain(type);
  const names = new Set([...chain.flatMap(ownNames), ...documented]);
  return {
    properties: [...names].map((name) => describeProperty(type, name)),
    isLegible: chain.every(
      (link) =>
        (validatedProperties(link)?.every(({ copied }) => !copied) ?? false) &&
        [...names].some((name) => isWrittenIn(link, name)),
    ),
  };
});

/** How a property of a class may be spelled on the wire, its name included. */
export function wireNames(type: Class, property: string): string[] {
  const names = [
    property,
    ...transformations(type, property, 'expose').map((said) => member(member(said, 'options'), 'name')),
    ...apiProperty(type, property).map((said) => member(said, 'name')),
    ...graphqlFieldNames(type, property),
  ];
  return [...new Set(names.filter((name) => typeof name === 'string'))];
}

/** Whether a class of the app's source, this one or a base, declares the property under a decorator. */
export function isWritten(type: Class, property: string): boolean {
  return classChain(type).some((link) => isWrittenIn(link, property));
}

function describeProperty(type: Class, name: string): DtoProperty {
  const documented = apiProperty(type, name);
  const transformed = transformations(type, name, 'type');
  return {
    name,
    wireNames: wireNames(type, name),
    types: anyOf([
      typesIn(Reflect.getMetadata('design:type', type.prototype, name)),
      ...transformed.flatMap((said) => [typesIn(member(said, 'typeFunction')), ...subTypes(said)]),
      ...documented.map(typesInSchema),
    ]),
    isHidden:
      transformations(type, name, 'exclude').length > 0 ||
      documented.some((said) => member(said, 'format') === 'password' || member(said, 'writeOnly') === true),
  };
}

/** What `@Type()` may also make, by a discriminator. */
function subTypes(said: object): DeclaredTypes[] {
  const listed = member(member(member(said, 'options'), 'discriminator'), 'subTypes');
  return Array.isArray(listed) ? listed.map((each) => typesIn(member(each, 'value'))) : [];
}

/** TypeScript writes this for a decorated property; mapped types copy it where they copy rules of validation. */
function isWrittenIn(link: Class, property: string): boolean {
  if (!Reflect.hasOwnMetadata('design:type', link.prototype, property)) return false;
  return validatedProperties(link)?.every((each) => !each.copied || each.name !== property) ?? false;
}

function ownNames(type: Class): string[] {
  return [
    ...transformedProperties(type),
    ...(validatedProperties(type) ?? []).map(({ name }) => name),
    ...sensitiveMarks().flatMap(([prototype, property]) => (prototype === type.prototype ? [property] : [])),
  ];
}
