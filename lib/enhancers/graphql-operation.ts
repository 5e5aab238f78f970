import { isObject, nameOf, readDocumentNames, type DocumentNames } from './graphql-document.js';

/** An operation that a GraphQL server executes. */
export interface GraphqlOperation extends DocumentNames {
  readonly type: 'query' | 'mutation' | 'subscription';
  readonly name?: string;
}

/** What a resolver is called for. */
export interface ResolverCall {
  readonly operation: GraphqlOperation;
  /** The same for all resolvers of one execution, and no others. */
  readonly execution: object;
}

/** Clients make these names up. */
const MAX_NAME_CHARS = 128;

/** Servers keep the documents that they parsed: each is read once. */
const operations = new WeakMap<object, GraphqlOperation>();

/** Reads the arguments of a resolver; undefined when they do not tell which operation it is called for. */
export function readResolverCall(args: readonly unknown[]): ResolverCall | undefined {
  // The last of (root, args, context, info), or of a federated entity's (reference, context, info).
  const info = args.at(-1);
  const node: unknown = isObject(info) ? Reflect.get(info, 'operation') : undefined;
  if (!isObject(info) || !isObject(node)) return undefined;
  const operation = operations.get(node) ?? readOperation(node, Reflect.get(info, 'fragments'));
  if (operation === undefined) return undefined;
  operations.set(node, operation);
  // Made anew for each execution, also where there are none.
  const variableValues: unknown = Reflect.get(info, 'variableValues');
  return { operation, execution: isObject(variableValues) ? variableValues : node };
}

function readOperation(node: object, fragments: unknown): GraphqlOperation | undefined {
  const type: unknown = Reflect.get(node, 'operation');
  if (type !== 'query' && type !== 'mutation' && type !== 'subscription') return undefined;
  const name = nameOf(node, 'name')?.slice(0, MAX_NAME_CHARS);
  return { type, ...(name !== undefined && { name }), ...readDocumentNames(node, fragments) };
}
