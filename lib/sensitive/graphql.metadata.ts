import { classChain, member, type Class } from './classes.js';

/** How `@Field({ name })` spells a property. Known from when the schema is made, while the app starts. */
export function graphqlFieldNames(type: Class, property: string): unknown[] {
  return classChain(type).flatMap((link) => {
    const fields = member(member(classes()?.get(link), 'fields'), 'all');
    return Array.isArray(fields)
      ? fields
          .filter((field) => member(field, 'name') === property)
          .map((field) => member(field, 'schemaName'))
      : [];
  });
}

/** @nestjs/graphql keeps what it knows in a global, one for all of its copies. */
function classes(): Map<unknown, unknown> | undefined {
  const storage: unknown = Reflect.get(globalThis, 'GqlTypeMetadataStorage');
  const map = member(member(storage, 'metadataByTargetCollection'), 'storageMap');
  return map instanceof Map ? map : undefined;
}
