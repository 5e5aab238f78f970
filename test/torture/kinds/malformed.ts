import { DEFAULT_MAX_REQUEST_BYTES } from '../app/torture-options.js';
import type { Kind } from './kind.js';
import { get, post, send } from './requests.js';

const TOO_LARGE = JSON.stringify({ text: 'x'.repeat(2 * DEFAULT_MAX_REQUEST_BYTES) });
const ECHO = '/bodies/echo';

/** Nest wraps what its adapters throw, each major in its own way. */
const TOO_LARGE_ERRORS: NonNullable<Kind['except']> = {
  'express-12': { errors: ['HttpException:  <- PayloadTooLargeError: '] },
  fastify: { route: ECHO, errors: ['HttpException: '] },
  'fastify-10': { errors: ['FastifyError: '] },
  'fastify-12': { errors: ['HttpException:  <- FastifyError: '] },
};

/** What clients do wrong, or only rarely. */
export const malformedKinds: readonly Kind[] = [
  {
    name: 'malformed JSON',
    request: send('POST', ECHO, { body: '{"item": tea}' }),
    records: [{ status: 400, errors: ['BadRequestException: '] }],
    except: {
      'express-12': { errors: ['BadRequestException:  <- SyntaxError: '] },
      fastify: { route: ECHO, errors: ['HttpException: '] },
      'fastify-10': { errors: ['BadRequestException: '] },
      'fastify-12': { errors: ['HttpException:  <- FastifyError: '] },
    },
  },
  {
    name: '413 by Content-Length',
    request: send('POST', ECHO, { body: TOO_LARGE }),
    records: [{ status: 413, errors: ['PayloadTooLargeError: '], requestBody: 'prefix' }],
    except: TOO_LARGE_ERRORS,
  },
  {
    name: '413 chunked',
    request: send('POST', ECHO, { body: TOO_LARGE, chunkBytes: 16_384 }),
    records: [{ status: 413, errors: ['PayloadTooLargeError: '], requestBody: 'prefix' }],
    except: TOO_LARGE_ERRORS,
  },
  {
    name: 'unsupported media type',
    request: send('POST', ECHO, { body: 'item: tea', headers: { 'Content-Type': 'application/yaml' } }),
    records: [{ status: 201, route: ECHO, at: 'BodiesController.echo', requestBody: { omitted: 'type' } }],
    except: {
      fastify: { status: 415, at: undefined, requestBody: 'as-wire', errors: ['HttpException: '] },
      'fastify-10': { errors: ['FastifyError: '] },
      'fastify-12': { errors: ['HttpException:  <- FastifyError: '] },
    },
  },
  {
    name: 'bad charset',
    request: send('POST', ECHO, {
      body: '{"item":"tea"}',
      headers: { 'Content-Type': 'application/json; charset=ibm-500' },
    }),
    records: [{ status: 415, errors: ['UnsupportedMediaTypeError: '] }],
    except: {
      'express-12': { errors: ['HttpException:  <- UnsupportedMediaTypeError: '] },
      fastify: {
        status: 201,
        route: ECHO,
        at: 'BodiesController.echo',
        requestBody: { omitted: 'charset' },
        errors: [],
      },
    },
  },
  {
    name: '404',
    request: get('/nowhere?page=2'),
    records: [{ status: 404, errors: ['NotFoundException: '] }],
  },
  {
    name: '404 with a body',
    request: post('/nowhere', { item: 'tea' }),
    records: [{ status: 404, errors: ['NotFoundException: '] }],
  },
  {
    name: 'wrong method',
    request: post('/alive', { item: 'tea' }),
    records: [{ status: 404, errors: ['NotFoundException: '] }],
  },
  {
    name: '404 inside a global prefix',
    app: { globalPrefix: 'api' },
    request: get('/api/nowhere'),
    records: [{ status: 404, errors: ['NotFoundException: '] }],
  },
  {
    name: '404 outside a global prefix',
    app: { globalPrefix: 'api' },
    request: get('/alive'),
    records: [{ status: 404, errors: ['NotFoundException: '] }],
    // Express itself answers, and throws nothing.
    except: { 'express-12': { errors: [] } },
  },
  {
    name: 'wrong method inside a global prefix',
    app: { globalPrefix: 'api' },
    request: send('DELETE', '/api/alive'),
    records: [{ status: 404, errors: ['NotFoundException: '] }],
  },
  {
    name: 'malformed URL',
    request: get('/users/%zz/orders/1'),
    // What cannot be decoded cannot be told to be harmless.
    records: [{ status: 400, path: '/users/[CLIENT_REDACTED]/orders/1', errors: ['BadRequestException: '] }],
    except: {
      'express-12': { errors: ['BadRequestException:  <- URIError: '] },
      // Fastify answers before any hook, and throws nothing.
      fastify: { errors: [] },
    },
  },
  {
    name: 'OPTIONS *',
    app: { captureOptions: true },
    request: send('OPTIONS', '*'),
    records: [{ status: 404, errors: ['NotFoundException: '] }],
  },
  {
    name: 'absolute-form URL',
    request: get('http://torture.test/alive?from=proxy'),
    records: [{ status: 200, route: '/alive', at: 'AnswersController.alive' }],
  },
  {
    name: 'Upgrade that nobody handles',
    request: get('/alive', { Connection: 'Upgrade', Upgrade: 'torture' }),
    records: [{ status: 200, route: '/alive', at: 'AnswersController.alive' }],
  },
  {
    name: 'Expect: 100-continue',
    request: post(ECHO, { item: 'tea' }, { Expect: '100-continue' }),
    records: [{ status: 201, route: ECHO, at: 'BodiesController.echo' }],
  },
  {
    name: 'unknown expectation',
    request: post(ECHO, { item: 'tea' }, { Expect: 'a-miracle' }),
    records: [],
  },
  {
    name: 'garbage request line',
    request: async (client) => {
      const connection = await client.connect();
      connection.write(Buffer.from('NOT HTTP AT ALL\r\n\r\n'));
      const answer = await connection.response('GET');
      return { ...client.left([], answer === undefined ? [] : [answer]), connection: await connection.end() };
    },
    records: [],
  },
];
