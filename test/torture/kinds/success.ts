import { gzipSync } from 'node:zlib';
import type { Kind } from './kind.js';
import { get, post, send } from './requests.js';

/** What goes well. */
export const successKinds: readonly Kind[] = [
  {
    name: 'GET 200',
    request: get('/alive'),
    records: [{ status: 200, route: '/alive', at: 'AnswersController.alive' }],
  },
  {
    name: 'POST JSON 201',
    request: post('/bodies/echo', { item: 'tea', amount: 2 }),
    records: [{ status: 201, route: '/bodies/echo', at: 'BodiesController.echo' }],
  },
  {
    name: 'POST JSON, chunked',
    request: send('POST', '/bodies/echo', { body: '{"item":"tea","amount":2}', chunkBytes: 7 }),
    records: [{ status: 201, route: '/bodies/echo', at: 'BodiesController.echo' }],
  },
  {
    name: 'POST form',
    request: send('POST', '/bodies/echo', {
      body: 'item=tea&amount=2',
      headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
    }),
    records: [{ status: 201, route: '/bodies/echo', at: 'BodiesController.echo' }],
  },
  {
    name: 'POST gzip',
    request: send('POST', '/bodies/echo', {
      body: gzipSync('{"item":"tea","amount":2}'),
      headers: { 'Content-Encoding': 'gzip' },
    }),
    records: [{ status: 201, route: '/bodies/echo', at: 'BodiesController.echo' }],
    // Fastify inflates nothing by itself.
    except: {
      fastify: { status: 400, at: undefined, errors: ['HttpException: '] },
      'fastify-10': { errors: ['BadRequestException: '] },
      'fastify-12': { errors: ['HttpException:  <- FastifyError: '] },
    },
  },
  {
    name: 'POST without a body',
    request: send('POST', '/bodies/echo'),
    records: [{ status: 201, route: '/bodies/echo', at: 'BodiesController.echo' }],
  },
  {
    name: 'handler mutates its body',
    request: post('/bodies/mutated', { item: 'tea', amount: 2 }),
    records: [{ status: 201, route: '/bodies/mutated', at: 'BodiesController.mutated' }],
  },
  {
    name: 'route parameters',
    request: get('/users/7/orders/a%20b?expand=items&expand=notes'),
    records: [
      {
        status: 200,
        route: '/users/:userId/orders/:orderId',
        at: 'AnswersController.order',
        pathParams: { userId: '7', orderId: 'a b' },
      },
    ],
  },
  {
    name: 'query',
    request: get('/bodies/search?q=tea&q=milk&empty='),
    records: [{ status: 200, route: '/bodies/search', at: 'BodiesController.search' }],
  },
  {
    name: 'inherited handler',
    request: get('/child/inherited'),
    records: [{ status: 200, route: '/child/inherited', at: 'ChildController.inherited' }],
  },
  {
    name: 'Observable result',
    request: get('/answers/observable'),
    records: [{ status: 200, route: '/answers/observable', at: 'AnswersController.observable' }],
  },
  {
    name: 'text result',
    request: get('/answers/text'),
    records: [{ status: 200, route: '/answers/text', at: 'AnswersController.text' }],
  },
  {
    name: 'no result',
    request: get('/answers/nothing'),
    records: [{ status: 200, route: '/answers/nothing', at: 'AnswersController.nothing' }],
  },
  {
    name: 'null result',
    request: get('/answers/null'),
    records: [{ status: 200, route: '/answers/null', at: 'AnswersController.null' }],
  },
  {
    name: '204',
    request: post('/answers/no-content', { done: true }),
    records: [{ status: 204, route: '/answers/no-content', at: 'AnswersController.noContent' }],
  },
  {
    name: '304 by the handler',
    request: get('/answers/not-modified'),
    records: [{ status: 304, route: '/answers/not-modified', at: 'AnswersController.notModified' }],
  },
  {
    name: '304 by ETag',
    absent: { fastify: 'Fastify makes no ETags' },
    request: get('/answers/text', { 'If-None-Match': '*' }),
    records: [{ status: 304, route: '/answers/text', at: 'AnswersController.text' }],
  },
  {
    name: 'HEAD',
    request: send('HEAD', '/answers/text'),
    records: [{ status: 200, route: '/answers/text', at: 'AnswersController.text' }],
  },
  {
    name: 'redirect',
    request: get('/answers/redirect'),
    records: [{ status: 302, route: '/answers/redirect', at: 'AnswersController.redirect' }],
  },
  {
    name: '@Header',
    request: get('/answers/header'),
    records: [{ status: 200, route: '/answers/header', at: 'AnswersController.header' }],
  },
  {
    name: 'Set-Cookie',
    request: get('/answers/cookies', { Cookie: 'theme=light' }),
    records: [{ status: 200, route: '/answers/cookies', at: 'AnswersController.cookies' }],
  },
  {
    name: '@Res by hand',
    request: get('/answers/manual'),
    records: [{ status: 202, route: '/answers/manual', at: 'AnswersController.manual' }],
  },
  {
    name: '@Res passthrough',
    request: get('/answers/passthrough'),
    records: [{ status: 200, route: '/answers/passthrough', at: 'AnswersController.passthrough' }],
  },
  {
    name: 'trailers',
    request: get('/answers/trailers'),
    records: [{ status: 200, route: '/answers/trailers', at: 'AnswersController.trailers' }],
  },
  {
    name: 'raw writeHead with a header array',
    request: get('/answers/raw-headers'),
    records: [{ status: 200, route: '/answers/raw-headers', at: 'AnswersController.rawHeaders' }],
  },
  {
    name: 'raw end without headers',
    request: get('/answers/implicit'),
    records: [
      {
        status: 200,
        route: '/answers/implicit',
        at: 'AnswersController.implicit',
        responseBody: { omitted: 'type' },
      },
    ],
  },
  {
    name: '1 MB in and out, beyond the cap',
    app: { maxRequestBytes: 5_000_000 },
    request: post('/bodies/large', { text: 'x'.repeat(1_000_000) }),
    records: [
      {
        status: 201,
        route: '/bodies/large',
        at: 'BodiesController.large',
        requestBody: 'prefix',
        responseBody: 'prefix',
      },
    ],
  },
];
