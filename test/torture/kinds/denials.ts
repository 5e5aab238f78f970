import type { Kind } from './kind.js';
import { get, post } from './requests.js';

/** What guards and pipes refuse, and what global enhancers of the user decide. */
export const denialKinds: readonly Kind[] = [
  {
    name: 'guard denies 403',
    request: post('/guarded/denied', { item: 'tea' }),
    records: [
      {
        status: 403,
        route: '/guarded/denied',
        at: 'GuardedController.denied',
        errors: ['ForbiddenException: Forbidden resource'],
      },
    ],
  },
  {
    name: 'guard throws 401',
    request: post('/guarded/unauthorized', { item: 'tea' }),
    records: [
      {
        status: 401,
        route: '/guarded/unauthorized',
        at: 'GuardedController.unauthorized',
        errors: ['UnauthorizedException: who are you?'],
      },
    ],
  },
  {
    name: 'guard throws an Error',
    request: post('/guarded/stumbles', { item: 'tea' }),
    records: [
      {
        status: 500,
        route: '/guarded/stumbles',
        at: 'GuardedController.stumbles',
        errors: ['Error: the guard stumbled'],
      },
    ],
  },
  {
    name: 'guard throws, method filter',
    request: post('/guarded/method-filter', { item: 'tea' }),
    records: [
      {
        status: 418,
        route: '/guarded/method-filter',
        at: 'GuardedController.methodFilter',
        errors: ['UnauthorizedException: who are you?'],
      },
    ],
  },
  {
    name: 'global guard of the user denies',
    app: { globalEnhancers: true },
    request: post('/bodies/echo', { item: 'tea' }, { 'X-Deny': 'yes' }),
    records: [
      {
        status: 403,
        route: '/bodies/echo',
        at: 'BodiesController.echo',
        errors: ['ForbiddenException: Forbidden resource'],
      },
    ],
  },
  {
    name: 'global interceptor of the user answers',
    app: { globalEnhancers: true },
    request: post('/bodies/echo', { item: 'tea' }, { 'X-Cached': 'yes' }),
    records: [{ status: 201, route: '/bodies/echo', at: 'BodiesController.echo' }],
  },
  {
    name: 'ValidationPipe 400',
    request: post('/bodies/validated', { item: 1, amount: 'two' }),
    records: [
      {
        status: 400,
        route: '/bodies/validated',
        at: 'BodiesController.validated',
        errors: ['BadRequestException: Bad Request Exception'],
      },
    ],
  },
  {
    name: 'ParseIntPipe 400',
    request: get('/errors/parse-int/seven'),
    records: [
      {
        status: 400,
        route: '/errors/parse-int/:id',
        at: 'ErrorsController.parseInt',
        errors: ['BadRequestException: Validation failed (numeric string is expected)'],
      },
    ],
  },
];
