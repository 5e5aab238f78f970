import { cancelledOverHttp2, overHttp2 } from '../wire/http2.js';
import { inject } from '../wire/inject.js';
import { encodeRequest } from '../wire/wire-request.js';
import type { Expected, Kind } from './kind.js';
import { get, send } from './requests.js';

const ALIVE: Expected = { status: 200, route: '/alive', at: 'AnswersController.alive' };
const ECHO: Expected = { status: 201, route: '/bodies/echo', at: 'BodiesController.echo' };
const ERROR: Expected = {
  status: 500,
  route: '/errors/error',
  at: 'ErrorsController.error',
  errors: ['Error: plain trouble <- TypeError: the reason'],
};
const NOT_FOUND: Expected = { status: 404, errors: ['NotFoundException: '] };
const NEVER: Expected = {
  status: 499,
  outcome: 'aborted',
  route: '/lifetimes/never',
  at: 'LifetimesController.never',
};

const FASTIFY_ONLY = { express: 'Express cannot' } as const;
const H2C = { transport: 'h2c' } as const;

/** Several requests on one connection, other protocols, and none at all. */
export const connectionKinds: readonly Kind[] = [
  {
    name: 'keep-alive, one after the other',
    request: async (client) => {
      const requests = ['/alive?n=1', '/errors/error', '/nowhere', '/alive?n=2'].map((target) =>
        client.request('GET', target),
      );
      const connection = await client.connect();
      const responses = [];
      for (const request of requests) {
        connection.write(encodeRequest(request));
        responses.push(await connection.response('GET'));
      }
      connection.leave();
      return client.left(
        requests,
        responses.filter((response) => response !== undefined),
      );
    },
    records: [ALIVE, ERROR, NOT_FOUND, ALIVE],
  },
  {
    name: 'pipelined and answered',
    isConcurrent: true,
    request: (client) =>
      client.pipeline([
        client.request('GET', '/alive'),
        client.request('POST', '/bodies/echo', { body: '{"item":"tea"}' }),
        client.request('GET', '/nowhere'),
        client.request('GET', '/alive'),
      ]),
    records: [ALIVE, ECHO, NOT_FOUND, ALIVE],
  },
  {
    name: 'pipelined x15 behind one that never answers',
    isConcurrent: true,
    request: async (client) => {
      const others = Array.from({ length: 14 }, (_, index) => client.request('GET', `/alive?n=${index}`));
      const requests = [client.request('GET', '/lifetimes/never'), ...others];
      const connection = await client.connect();
      connection.write(Buffer.concat(requests.map(encodeRequest)));
      await client.app.journal.reached('middleware saw GET /alive?n=13');
      connection.leave();
      return client.left(requests);
    },
    records: [
      NEVER,
      ...Array.from({ length: 14 }, () => ({ ...ALIVE, status: 499, outcome: 'aborted' as const })),
    ],
  },
  {
    name: 'Connection: close',
    request: get('/alive', { Connection: 'close' }),
    records: [ALIVE],
  },
  {
    name: 'HTTP/1.0',
    request: send('GET', '/streams/chunks', { version: '1.0' }),
    records: [{ status: 200, route: '/streams/chunks', at: 'StreamsController.chunks' }],
  },
  {
    name: 'client that half-closes',
    request: async (client) => {
      const request = client.request('GET', '/alive');
      const connection = await client.connect();
      connection.write(encodeRequest(request));
      connection.finish();
      const answer = await connection.response('GET');
      return { ...client.left([request], answer && [answer]), connection: await connection.end() };
    },
    records: [ALIVE],
  },
  { name: 'app.inject() GET', absent: FASTIFY_ONLY, request: inject('GET', '/alive'), records: [ALIVE] },
  {
    name: 'app.inject() POST',
    absent: FASTIFY_ONLY,
    request: inject('POST', '/bodies/echo', { body: '{"item":"tea"}' }),
    records: [ECHO],
  },
  {
    name: 'app.inject() error',
    absent: FASTIFY_ONLY,
    request: inject('GET', '/errors/error'),
    records: [ERROR],
  },
  {
    name: 'app.inject() 404',
    absent: FASTIFY_ONLY,
    request: inject('GET', '/nowhere'),
    records: [NOT_FOUND],
  },
  {
    name: 'app.inject() malformed JSON',
    absent: FASTIFY_ONLY,
    request: inject('POST', '/bodies/echo', { body: '{"item": tea}' }),
    records: [{ status: 400, route: '/bodies/echo', errors: ['HttpException: '] }],
    except: {
      'fastify-10': { errors: ['BadRequestException: '] },
      'fastify-12': { errors: ['HttpException:  <- FastifyError: '] },
    },
  },
  {
    name: 'h2c GET',
    app: H2C,
    absent: FASTIFY_ONLY,
    request: overHttp2(['GET', '/alive']),
    records: [ALIVE],
  },
  {
    name: 'h2c POST',
    app: H2C,
    absent: FASTIFY_ONLY,
    request: overHttp2(['POST', '/bodies/echo', '{"item":"tea"}']),
    records: [ECHO],
  },
  {
    name: 'h2c error',
    app: H2C,
    absent: FASTIFY_ONLY,
    request: overHttp2(['GET', '/errors/error']),
    records: [ERROR],
  },
  {
    name: 'h2c 404',
    app: H2C,
    absent: FASTIFY_ONLY,
    request: overHttp2(['GET', '/nowhere']),
    records: [NOT_FOUND],
  },
  {
    name: 'h2c malformed URL',
    app: H2C,
    absent: FASTIFY_ONLY,
    request: overHttp2(['GET', '/users/%zz/orders/1']),
    records: [{ status: 400, path: '/users/[CLIENT_REDACTED]/orders/1' }],
  },
  {
    name: 'h2c middleware answers',
    app: H2C,
    absent: FASTIFY_ONLY,
    request: overHttp2(['POST', '/main/answers', '{"item":"tea"}']),
    records: [{ status: 403, requestBody: 'unseen' }],
  },
  {
    name: 'h2c SSE',
    app: H2C,
    absent: FASTIFY_ONLY,
    request: overHttp2(['GET', '/streams/events']),
    records: [{ status: 200, route: '/streams/events', at: 'StreamsController.events', atLeastMs: 80 }],
  },
  {
    name: 'h2c four streams at once',
    isConcurrent: true,
    app: H2C,
    absent: FASTIFY_ONLY,
    request: overHttp2(['GET', '/alive'], ['GET', '/alive'], ['GET', '/alive'], ['GET', '/alive']),
    records: [ALIVE, ALIVE, ALIVE, ALIVE],
  },
  {
    name: 'h2c cancelled',
    app: H2C,
    absent: FASTIFY_ONLY,
    request: cancelledOverHttp2('GET', '/lifetimes/never', 'handler started'),
    records: [NEVER],
  },
];
