import type { ModulesContainer } from '@nestjs/core';
import { isObject } from './graphql-document.js';

type Constructor = abstract new (...args: never[]) => unknown;

/** A method that a GraphQL schema calls. */
export interface FoundResolver {
  readonly resolverClass: Constructor;
  readonly handler: object;
  /** What its fields belong to: the root of operations of one type, or any type below. */
  readonly of: 'query' | 'mutation' | 'subscription' | 'field';
  /** As the schema calls it. */
  readonly name: string;
}

/** The metadata keys of @nestjs/graphql 12 to 14, which does not export them; the package is the app's. */
const RESOLVER_TYPE = 'graphql:resolver_type';
const RESOLVER_NAME = 'graphql:resolver_name';
const FIELD_RESOLVER = 'graphql:resolve_property';
const REFERENCE_RESOLVER = 'graphql:resolve_reference';

/** Finds all resolvers of an app, as GraphQLModule does: among the methods of all providers. */
export function findResolvers(modules: ModulesContainer): readonly FoundResolver[] {
  const prototypes = new Set<object>();
  for (const module of modules.values()) {
    for (const wrapper of module.providers.values()) {
      const instance: unknown = wrapper.instance;
      const prototype = isObject(instance) ? Reflect.getPrototypeOf(instance) : null;
      if (prototype !== null && prototype !== Object.prototype) prototypes.add(prototype);
    }
  }
  return [...prototypes].flatMap(resolversOf);
}

function resolversOf(prototype: object): FoundResolver[] {
  const resolverClass: unknown = Reflect.getOwnPropertyDescriptor(prototype, 'constructor')?.value;
  if (!isClass(resolverClass)) return [];
  const found: FoundResolver[] = [];
  for (const [key, handler] of methodsOf(prototype)) {
    const of = kindOf(resolverClass, handler);
    const name: unknown = Reflect.getMetadata(RESOLVER_NAME, handler);
    if (of !== undefined) found.push({ resolverClass, handler, of, name: String(name ?? key) });
  }
  return found;
}

function kindOf(resolverClass: Constructor, handler: object): FoundResolver['of'] | undefined {
  if (Reflect.hasMetadata(FIELD_RESOLVER, handler) || Reflect.hasMetadata(REFERENCE_RESOLVER, handler))
    return 'field';
  const type: unknown =
    Reflect.getMetadata(RESOLVER_TYPE, handler) ?? Reflect.getMetadata(RESOLVER_TYPE, resolverClass);
  if (type === 'Query') return 'query';
  if (type === 'Mutation') return 'mutation';
  return type === 'Subscription' ? 'subscription' : undefined;
}

/** The methods by name, of a subclass before those that they override. */
function methodsOf(prototype: object): ReadonlyMap<string | symbol, object> {
  const methods = new Map<string | symbol, object>();
  for (let link: object | null = prototype; link !== null; link = Reflect.getPrototypeOf(link)) {
    if (link === Object.prototype) break;
    for (const key of Reflect.ownKeys(link)) {
      const method: unknown = Reflect.getOwnPropertyDescriptor(link, key)?.value;
      if (typeof method === 'function' && key !== 'constructor' && !methods.has(key))
        methods.set(key, method);
    }
  }
  return methods;
}

/** Nest's providers with methods are classes, whether it made the instance or a factory of the app did. */
function isClass(value: unknown): value is Constructor {
  return typeof value === 'function';
}
