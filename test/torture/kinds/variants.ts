import type { TortureOptions } from '../app/torture-options.js';
import { abortKinds } from './aborts.js';
import { denialKinds } from './denials.js';
import { failureKinds } from './failures.js';
import type { Expected, Kind, Place } from './kind.js';
import { malformedKinds } from './malformed.js';
import { middlewareKinds } from './middleware.js';
import { streamKinds } from './streams.js';
import { successKinds } from './success.js';

const ALL = [
  ...successKinds,
  ...failureKinds,
  ...denialKinds,
  ...malformedKinds,
  ...middlewareKinds,
  ...streamKinds,
  ...abortKinds,
];

/** One of each family: what a differently built app must get right as well. */
const TYPICAL = [
  'GET 200',
  'POST JSON 201',
  'route parameters',
  'Error',
  'guard denies 403',
  'malformed JSON',
  '413 by Content-Length',
  '404 with a body',
  'malformed URL',
  'module middleware answers',
  'main.ts middleware answers',
  'main.ts middleware throws',
  'CORS preflight, captureOptions',
  'SSE to its end',
  'StreamableFile that fails midway',
  'client leaves during the upload',
  'client leaves, handler never resolves',
];

/** Failures of routes, which any catch-all filter of the user answers. */
const ROUTE_FAILURES = [
  'HttpException',
  'Error',
  'undefined thrown',
  'Observable error',
  'method filter',
  'guard denies 403',
  'guard throws, method filter',
  'ValidationPipe 400',
];

/** Failures around routes, which only a filter that is not request-scoped answers. */
const OTHER_FAILURES = [
  'request-scoped constructor throws',
  'malformed JSON',
  '413 by Content-Length',
  '404 with a body',
  'malformed URL',
  'module middleware throws',
  'main.ts middleware passes an error',
];

const ALL_FAILURES = [...ROUTE_FAILURES, 'circular result', ...OTHER_FAILURES];

const NO_SECOND_SERVER: Partial<Record<Place, string>> = { express: 'Express binds one server' };

/** The same kinds on apps that are built, bound or filtered differently. */
export const variantKinds: readonly Kind[] = [
  ...variants(TYPICAL, '@nestjs/testing', { testing: true }).map(withoutMainMiddleware),
  ...variants(TYPICAL, 'global enhancers of the user', { globalEnhancers: true }),
  ...variants(TYPICAL, 'plain function', { plainFunction: true }).map(onExpressOnly),
  ...variants(TYPICAL, 'https', { transport: 'https' }),
  ...variants(TYPICAL, 'module imported twice', { importedTwice: true }),
  ...secondServer('127.0.0.1'),
  ...secondServer('::1'),
  ...variants(ALL_FAILURES, 'APP_FILTER of the user', { catchAll: 'app-filter' }).map(answeredByUser),
  ...variants(ALL_FAILURES, 'useGlobalFilters', { catchAll: 'main' }).map(answeredByUser),
  ...variants(ROUTE_FAILURES, 'request-scoped APP_FILTER', { catchAll: 'request-scoped' }).map(
    answeredByUser,
  ),
  ...variants(OTHER_FAILURES, 'request-scoped APP_FILTER', { catchAll: 'request-scoped' }),
];

function variants(names: readonly string[], suffix: string, app: TortureOptions): Kind[] {
  return names.map((name) => {
    const kind = ALL.find((each) => each.name === name);
    if (kind === undefined) throw new Error(`no kind is called ${name}`);
    return { ...kind, name: `${name} · ${suffix}`, app: { ...kind.app, ...app } };
  });
}

function secondServer(host: string): Kind[] {
  return variants(TYPICAL, `localhost at ${host}`, { twoAddresses: true }).map((kind) => ({
    ...kind,
    absent: { ...kind.absent, ...NO_SECOND_SERVER },
    request: (client) => kind.request(client.at(host)),
  }));
}

function onExpressOnly(kind: Kind): Kind {
  return { ...kind, absent: { ...kind.absent, fastify: 'inject() is what Fastify has instead' } };
}

/** Where `app.use()` does not work under `@nestjs/testing`. */
function withoutMainMiddleware(kind: Kind): Kind {
  const needsIt = kind.name.startsWith('main.ts') || kind.name.startsWith('client leaves during');
  return needsIt ? { ...kind, absent: { 'fastify-10': 'no app.use() before app.init()' } } : kind;
}

/** The user's filter answers 418 whatever was thrown; what was thrown stays the same. */
function answeredByUser(kind: Kind): Kind {
  const teapot = (expected: Expected): Expected => ({ ...expected, status: 418 });
  const answered = { ...kind, records: kind.records.map(teapot) };
  // Fastify answers a malformed URL before Nest could ask any filter.
  if (!kind.name.startsWith('malformed URL')) return answered;
  return { ...answered, except: { ...kind.except, fastify: { status: 400, errors: [] } } };
}
