import { DEFAULT_MAX_REQUEST_BYTES } from '../app/torture-options.js';
import type { Kind } from './kind.js';
import { get, post, send } from './requests.js';

const TOO_LARGE = JSON.stringify({ text: 'x'.repeat(2 * DEFAULT_MAX_REQUEST_BYTES) });
const ECHO = '/bodies/echo';

/** What clients do wrong, or only rarely. */
export const malformedKinds: readonly Kind[] = [
  {
    name: 'malformed JSON',
    request: send('POST', ECHO, { body: '{"item": tea}' }),
    records: [{ status: 400, errors: ['SyntaxError: '] }],
    except: { fastify: { route: ECHO } },
  },
  {
    name: '413 by Content-Length',
    request: send('POST', ECHO, { body: TOO_LARGE }),
    records: [{ status: 413, errors: ['PayloadTooLargeError: '], requestBody: 'prefix' }],
    except: { fastify: { route: ECHO } },
  },
  {
    name: '413 chunked',
    request: send('POST', ECHO, { body: TOO_LARGE, chunkBytes: 16_384 }),
    records: [{ status: 413, errors: ['PayloadTooLargeError: '], requestBody: 'prefix' }],
    except: { fastify: { route: ECHO } },
  },
  {
    name: 'unsupported media type',
    request: send('POST', ECHO, { body: 'item: tea', headers: { 'Content-Type': 'application/yaml' } }),
    records: [{ status: 201, route: ECHO, at: 'BodiesController.echo', requestBody: { omitted: 'type' } }],
    except: { fastify: { status: 415, at: undefined, requestBody: 'as-wire', errors: ['FastifyError: '] } },
  },
  {
    name: 'bad charset',
    request: send('POST', ECHO, {
      body: '{"item":"tea"}',
      headers: { 'Content-Type': 'application/json; charset=ibm-500' },
    }),
    records: [{ status: 415, errors: ['UnsupportedMediaTypeError: '] }],
    except: {
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
    records: [{ status: 400, errors: ['URIError: '] }],
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
