import { rpcConversation } from '../wire/rpc.js';
import { webSocketConversation } from '../wire/websocket.js';
import type { Kind } from './kind.js';
import { post } from './requests.js';

const APP = { contexts: true } as const;
const FASTIFY_ONLY = { express: 'mercurius is a plugin of Fastify' } as const;

/** Handlers that are not HTTP. What reaches them over HTTP is recorded as HTTP, without knowing their rules. */
export const contextKinds: readonly Kind[] = [
  { name: 'TCP microservice, inheritAppConfig', app: APP, request: rpcConversation, records: [] },
  { name: 'WebSocket gateway', app: APP, request: webSocketConversation, records: [] },
  {
    name: 'HTTP beside the other contexts',
    app: APP,
    request: post('/bodies/echo', { item: 'tea' }),
    records: [{ status: 201, route: '/bodies/echo', at: 'BodiesController.echo' }],
  },
  {
    name: 'graphql context by hand',
    app: APP,
    request: post('/graphql-by-hand', { field: 'hello', name: 'tea' }),
    records: [{ status: 200 }],
    except: { fastify: { route: '/graphql-by-hand' } },
  },
  {
    name: 'graphql context by hand, resolver throws',
    app: APP,
    request: post('/graphql-by-hand', { field: 'fails' }),
    records: [{ status: 200, errors: ['Error: '] }],
    except: { fastify: { route: '/graphql-by-hand' } },
  },
  {
    name: 'GraphQL',
    app: APP,
    absent: FASTIFY_ONLY,
    request: post('/graphql', {
      query: 'query ($name: String!) { hello(name: $name) }',
      variables: { name: 'tea' },
    }),
    records: [{ status: 200, route: '/graphql', at: 'HelloResolver.hello' }],
  },
  {
    name: 'GraphQL, resolver throws',
    app: APP,
    absent: FASTIFY_ONLY,
    request: post('/graphql', { query: '{ fails }' }),
    records: [
      { status: 200, route: '/graphql', at: 'HelloResolver.fails', errors: ['Error: the resolver threw'] },
    ],
  },
  {
    name: 'GraphQL, guard denies',
    app: APP,
    absent: FASTIFY_ONLY,
    request: post('/graphql', { query: '{ denied }' }),
    records: [
      {
        status: 200,
        route: '/graphql',
        at: 'HelloResolver.denied',
        errors: ['ForbiddenException: Forbidden resource'],
      },
    ],
  },
  {
    name: 'GraphQL, syntax error',
    app: APP,
    absent: FASTIFY_ONLY,
    request: post('/graphql', { query: '{ hello(' }),
    records: [{ status: 400, route: '/graphql' }],
  },
];
