import type { Kind } from './kind.js';
import { get, post } from './requests.js';

/** What handlers and interceptors do wrong. */
export const failureKinds: readonly Kind[] = [
  {
    name: 'HttpException',
    request: get('/errors/http-exception'),
    records: [
      {
        status: 418,
        route: '/errors/http-exception',
        at: 'ErrorsController.httpException',
        errors: ['HttpException: short and stout'],
      },
    ],
  },
  {
    name: 'Error',
    request: get('/errors/error'),
    records: [
      {
        status: 500,
        route: '/errors/error',
        at: 'ErrorsController.error',
        errors: ['Error: plain trouble <- TypeError: the reason'],
      },
    ],
  },
  {
    name: 'a string thrown',
    request: get('/errors/string'),
    records: [
      {
        status: 500,
        route: '/errors/string',
        at: 'ErrorsController.string',
        errors: ['string: only a string'],
      },
    ],
  },
  {
    name: 'undefined thrown',
    request: get('/errors/undefined'),
    records: [
      {
        status: 500,
        route: '/errors/undefined',
        at: 'ErrorsController.undefined',
        errors: ['undefined: undefined'],
      },
    ],
  },
  {
    name: 'async rejection',
    request: get('/errors/rejection'),
    records: [
      {
        status: 500,
        route: '/errors/rejection',
        at: 'ErrorsController.rejection',
        errors: ['RangeError: later trouble'],
      },
    ],
  },
  {
    name: 'Observable error',
    request: get('/errors/observable'),
    records: [
      {
        status: 500,
        route: '/errors/observable',
        at: 'ErrorsController.observable',
        errors: ['Error: trouble in a stream'],
      },
    ],
  },
  {
    name: 'the same error object for two requests',
    isConcurrent: true,
    request: (client) =>
      client.pipeline([
        client.request('GET', '/errors/same-error-twice'),
        client.request('GET', '/errors/same-error-twice'),
      ]),
    records: [sharedError(), sharedError()],
  },
  {
    name: 'circular result',
    request: get('/errors/circular'),
    records: [
      { status: 500, route: '/errors/circular', at: 'ErrorsController.circular', errors: ['TypeError: *'] },
    ],
  },
  {
    name: 'method filter',
    request: get('/errors/method-filter'),
    records: [
      {
        status: 418,
        route: '/errors/method-filter',
        at: 'ErrorsController.methodFilter',
        errors: ['Error: caught by the method filter'],
      },
    ],
  },
  {
    name: 'controller filter',
    request: get('/filtered/error'),
    records: [
      {
        status: 418,
        route: '/filtered/error',
        at: 'FilteredController.error',
        errors: ['Error: caught by the controller filter'],
      },
    ],
  },
  {
    name: 'interceptor answers',
    request: get('/errors/interceptor-answers'),
    records: [
      { status: 200, route: '/errors/interceptor-answers', at: 'ErrorsController.interceptorAnswers' },
    ],
  },
  {
    name: 'interceptor throws',
    request: get('/errors/interceptor-throws'),
    records: [
      {
        status: 500,
        route: '/errors/interceptor-throws',
        at: 'ErrorsController.interceptorThrows',
        errors: ['Error: the interceptor threw'],
      },
    ],
  },
  {
    name: 'interceptor throws afterwards',
    request: get('/errors/interceptor-throws-afterwards'),
    records: [
      {
        status: 500,
        route: '/errors/interceptor-throws-afterwards',
        at: 'ErrorsController.interceptorThrowsAfterwards',
        errors: ['Error: the interceptor threw afterwards'],
      },
    ],
  },
  {
    name: 'request-scoped controller',
    request: post('/scoped/ok', { item: 'tea' }),
    records: [{ status: 201, route: '/scoped/ok', at: 'ScopedController.ok' }],
  },
  {
    name: 'request-scoped controller denied',
    request: post('/scoped/denied', { item: 'tea' }),
    records: [
      {
        status: 403,
        route: '/scoped/denied',
        at: 'ScopedController.denied',
        errors: ['ForbiddenException: Forbidden resource'],
      },
    ],
  },
  {
    name: 'request-scoped constructor throws',
    request: post('/broken', { item: 'tea' }),
    records: [{ status: 500, route: '/broken', errors: ['Error: '] }],
  },
];

function sharedError() {
  return {
    status: 500,
    route: '/errors/same-error-twice',
    at: 'ErrorsController.sameErrorTwice',
    errors: ['Error: one error object, many requests'],
  };
}
