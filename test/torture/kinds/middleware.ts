import type { Kind } from './kind.js';
import { get, post, send } from './requests.js';

const PREFLIGHT = send('OPTIONS', '/alive', {
  headers: { Origin: 'https://front.test', 'Access-Control-Request-Method': 'GET' },
});

/** Requests that never reach a route, because something before it decides. */
export const middlewareKinds: readonly Kind[] = [
  {
    name: 'module middleware answers',
    request: post('/middleware/answers', { item: 'tea' }),
    records: [{ status: 403 }],
  },
  {
    name: 'module middleware of one method answers',
    request: post('/middleware/answers-post', { item: 'tea' }),
    records: [{ status: 403 }],
  },
  {
    name: 'module middleware throws',
    request: get('/middleware/throws'),
    records: [{ status: 500, errors: ['Error: '] }],
  },
  {
    name: 'module middleware passes an error',
    request: get('/middleware/passes-error'),
    records: [{ status: 500, errors: ['Error: '] }],
  },
  {
    name: 'main.ts middleware answers',
    request: post('/main/answers', { item: 'tea' }),
    records: [{ status: 403 }],
  },
  {
    name: 'main.ts middleware throws',
    request: get('/main/throws'),
    records: [{ status: 500, errors: ['Error: '] }],
  },
  {
    name: 'main.ts middleware passes an error',
    request: get('/main/passes-error'),
    records: [{ status: 500, errors: ['Error: '] }],
  },
  {
    name: 'main.ts middleware rewrites the URL',
    request: get('/main/rewrites'),
    records: [{ status: 200, route: '/alive', at: 'AnswersController.alive' }],
    except: { fastify: { status: 404, route: undefined, at: undefined, errors: ['NotFoundException: '] } },
  },
  {
    name: 'CORS request',
    app: { cors: true },
    request: get('/alive', { Origin: 'https://front.test' }),
    records: [{ status: 200, route: '/alive', at: 'AnswersController.alive' }],
  },
  {
    name: 'CORS preflight, not captured by default',
    app: { cors: true },
    request: PREFLIGHT,
    records: [],
  },
  {
    name: 'CORS preflight, captureOptions',
    app: { cors: true, captureOptions: true },
    request: PREFLIGHT,
    records: [{ status: 204 }],
  },
  {
    name: 'preflight without CORS, captureOptions',
    app: { captureOptions: true },
    request: PREFLIGHT,
    records: [{ status: 404, errors: ['NotFoundException: '] }],
  },
];
