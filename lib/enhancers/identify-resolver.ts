import type { ExecutionContext } from '@nestjs/common';
import type { Recording } from '../capture/recording.js';
import type { ResolverIdentity } from '../capture/route-identity.js';
import { readRouteMetadata, type HandlerMetadata } from '../decorators/route-metadata.js';
import { readResolverCall, type GraphqlOperation } from './graphql-operation.js';
import { metadataOf, type ResolverRules } from './resolver-rules.js';

/** What a request asked of resolvers so far. */
interface SeenCalls {
  readonly controller: string;
  readonly handler: string;
  readonly operations: Set<GraphqlOperation>;
  readonly executions: Set<object>;
  readonly roots: Set<HandlerMetadata>;
  readonly fields: Set<HandlerMetadata>;
}

/** Each operation of a batch is remembered until the request ends. */
const MAX_EXECUTIONS = 256;

/** Not kept by the guard: two apps of one process may take part in one request. */
const requests = new WeakMap<Recording, SeenCalls>();

/**
 * Notes which resolver a GraphQL request reached, and which others its operation names: those that are not
 * reached any more, because another one failed, have their variables in the request too.
 */
export function identifyResolver(
  recording: Recording,
  context: ExecutionContext,
  resolvers: ResolverRules,
): void {
  const call = readResolverCall(context.getArgs());
  if (call === undefined) return recording.distrust();
  const { operation, execution } = call;
  const metadata = readRouteMetadata(context.getClass(), context.getHandler());
  const seen = requests.get(recording) ?? begin(recording, context.getClass().name, metadata, operation);
  if (seen.executions.has(execution) && (seen.roots.has(metadata) || seen.fields.has(metadata))) return;
  if (seen.executions.size >= MAX_EXECUTIONS) return recording.distrust();

  const { roots, fields } = resolvers.namedBy(operation);
  seen.operations.add(operation);
  seen.executions.add(execution);
  for (const root of roots) seen.roots.add(metadataOf(root));
  for (const field of fields) seen.fields.add(metadataOf(field));
  // An app may have guards run for the resolvers of fields.
  if (!seen.roots.has(metadata)) seen.fields.add(metadata);
  recording.identifyResolvers(identityOf(seen, resolvers));
}

function begin(
  recording: Recording,
  controller: string,
  { handlerName }: HandlerMetadata,
  { type, name }: GraphqlOperation,
): SeenCalls {
  const seen: SeenCalls = {
    controller,
    handler: handlerName,
    operations: new Set(),
    executions: new Set(),
    roots: new Set(),
    fields: new Set(),
  };
  requests.set(recording, seen);
  // As the semantic conventions of OpenTelemetry call them.
  recording.setAttributes({
    'graphql.operation.type': type,
    ...(name !== undefined && { 'graphql.operation.name': name }),
  });
  return seen;
}

function identityOf(seen: SeenCalls, resolvers: ResolverRules): ResolverIdentity {
  const { controller, handler, operations, executions } = seen;
  const roots = [...seen.roots];
  const all = [...roots, ...seen.fields];
  const rates = roots.map(({ sampleRate }) => sampleRate);
  const sampleRate = highest(rates);
  return {
    controller,
    handler,
    rules: resolvers.unite(all),
    unite: (route) => resolvers.unite(all, route),
    tags: roots.flatMap(({ tags }) => tags),
    // What one resolver withholds must not leave with the answer of another.
    skip: roots.every(({ skip }) => skip === true),
    skipBodies: all.some(({ skip, skipBodies }) => skip === true || skipBodies === true),
    ...(sampleRate !== undefined && { sampleRate }),
    graphql: {
      documents: [...operations].map(({ document }) => document),
      operationCount: executions.size,
    },
  };
}

/** The highest rate, when all resolvers have one of their own. */
function highest(rates: readonly (number | undefined)[]): number | undefined {
  const own = rates.filter((rate) => rate !== undefined);
  return own.length === rates.length && own.length > 0 ? Math.max(...own) : undefined;
}
