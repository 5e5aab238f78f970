import 'reflect-metadata';
import { createServer } from 'node:http';
import { connect as connectHttp2 } from 'node:http2';
import { once } from 'node:events';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import type { IncomingMessage, ServerResponse } from 'node:http';
import {
  Controller,
  Get,
  HttpException,
  Inject,
  Module,
  Param,
  Post,
  RequestMethod,
  type DynamicModule,
  type INestApplication,
} from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { ExpressAdapter } from '@nestjs/platform-express';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { afterEach, describe, expect, it } from 'vitest';
import {
  APIToolkitModule,
  APIToolkitService,
  ObservedHttpService,
  RedactRequestBody,
  type APIToolkitModuleOptions,
} from '../../lib/index.js';
import type { ExchangeSummary } from '../../lib/inspector/inspector-api.js';
import { InMemoryExporter } from '../../lib/testing/index.js';
import { ask } from '../support/ask.js';
import { EventReader } from '../support/event-reader.js';
import { MemoryLogger } from '../support/memory-logger.js';
import { adapters, postJson, startApp, type Adapter, type RunningApp } from '../support/nest-app.js';
import { identity, pem } from '../support/tls-files.js';
import { listenOnBothAddresses } from '../torture/app/listen.js';

const SECRET = 'hunter2-which-nobody-may-see';

@Controller('orders')
class OrdersController {
  constructor(
    @Inject(ObservedHttpService) private readonly http: ObservedHttpService,
    @Inject(APIToolkitService) private readonly apitoolkit: APIToolkitService,
  ) {}

  @Get('failing')
  fail(): never {
    throw new HttpException('no stock', 500, { cause: new TypeError('stock is undefined') });
  }

  @Get('calling/:port')
  async call(@Param('port') port: string): Promise<string> {
    const { data } = await this.http.axiosRef.get<string>(`http://127.0.0.1:${port}/stock?api_key=${SECRET}`);
    return data;
  }

  @Get(':id')
  find(@Param('id') id: string): object {
    return { id, total: 7 };
  }

  @Post()
  @RedactRequestBody('$.card')
  create(): object {
    this.apitoolkit.setUser({ id: 7 });
    return { ok: true, session_token: SECRET };
  }
}

interface StartOptions {
  readonly options?: APIToolkitModuleOptions;
  readonly prepare?: (app: INestApplication) => void;
}

interface Started extends RunningApp {
  readonly logger: MemoryLogger;
  /** Of the inspector. */
  readonly page: string;
}

function appWith(options: APIToolkitModuleOptions): DynamicModule {
  class AppModule {}
  Module({})(AppModule);
  return { module: AppModule, imports: [APIToolkitModule.forRoot(options)], controllers: [OrdersController] };
}

async function start(
  adapter: Adapter,
  { options = { inspector: true }, prepare = () => {} }: StartOptions = {},
): Promise<Started> {
  const logger = new MemoryLogger();
  const app = await startApp(adapter, appWith(options), { logger, prepare });
  return { ...app, logger, page: `${app.url}/_apitoolkit` };
}

async function read<T>(url: string): Promise<T> {
  // What the server says it answers with.
  return (await (await fetch(url)).json()) as T;
}

/** Every answer that the inspector can give, but the page and the stream. */
async function everything(page: string): Promise<string> {
  const list = await (await fetch(`${page}/api/exchanges`)).text();
  const ids = [...list.matchAll(/"id":(\d+)/g)].map(([, id]) => `exchanges/${id}`);
  const texts = ['state', 'errors', 'redaction', ...ids].map(async (path) =>
    (await fetch(`${page}/api/${path}`)).text(),
  );
  return [list, ...(await Promise.all(texts))].join('\n');
}

describe.each(adapters)('the inspector on %s', (adapter) => {
  it('shows what was captured, redacted, with the rule of each place', async () => {
    await using app = await start(adapter);
    using events = await EventReader.open(`${app.page}/api/events`);
    await postJson(`${app.url}/orders?api_key=${SECRET}`, { card: { number: SECRET }, note: 'n' });
    const summary = await events.next('exchange');

    const detail = await read(`${app.page}/api/exchanges/1`);

    expect(summary).toMatchObject({
      id: 1,
      method: 'POST',
      route: '/orders',
      statusCode: 201,
      redactions: 3,
    });
    expect(detail).toMatchObject({
      summary,
      exchange: {
        controller: 'OrdersController',
        user: { id: 7 },
        request: { body: { text: '{"card":"[CLIENT_REDACTED]","note":"n"}' } },
        response: { body: { text: '{"ok":true,"session_token":"[CLIENT_REDACTED]"}' } },
      },
      redacted: [
        { part: 'query', at: 'api_key', rules: ['name api key'] },
        { part: 'request body', at: "$['card']", rules: ['request body $.card'] },
        { part: 'response body', at: "$['session_token']", rules: ['name session token'] },
      ],
      otlp: {
        name: 'monoscope.http',
        attributes: { 'http.request.method': 'POST', 'http.route': '/orders' },
      },
      calls: [],
    });
  });

  it('shows the very exchange that the exporter gets, after beforeSend, and nothing that beforeSend drops', async () => {
    const exporter = new InMemoryExporter();
    const options: APIToolkitModuleOptions = {
      inspector: true,
      exporter,
      queue: { flushIntervalMs: 1 },
      beforeSend: (exchange) =>
        exchange.request.path === '/orders/2' ? null : { ...exchange, tags: ['seen by beforeSend'] },
    };
    await using app = await start(adapter, { options });
    using events = await EventReader.open(`${app.page}/api/events`);

    for (const id of [1, 2, 3]) await fetch(`${app.url}/orders/${id}`);
    const [first, third] = [await events.next('exchange'), await events.next('exchange')];
    await exporter.waitFor(({ request }) => request.path === '/orders/3');

    expect([first, third]).toMatchObject([
      { path: '/orders/1' },
      { path: '/orders/3', tags: ['seen by beforeSend'] },
    ]);
    const shown = await Promise.all([1, 2].map((id) => read(`${app.page}/api/exchanges/${id}`)));
    expect(shown.map((detail) => Reflect.get(Object(detail), 'exchange'))).toEqual(
      exporter.exchanges.map((exchange) => JSON.parse(JSON.stringify(exchange))),
    );
  });

  it('shows errors with their causes, outgoing calls under their request, and what was reported outside', async () => {
    const stock = createServer((_, response) => response.end('12')).listen(0, '127.0.0.1');
    await once(stock, 'listening');
    const { port } = Object(stock.address());
    await using app = await start(adapter);
    using events = await EventReader.open(`${app.page}/api/events`);

    await fetch(`${app.url}/orders/failing`);
    await events.next('exchange');
    await fetch(`${app.url}/orders/calling/${port}`);
    await events.next('exchange');
    await events.next('exchange');
    app.app.get(APIToolkitService).reportError(new RangeError('job failed'));
    const reported = await events.next('error');
    stock.close();

    const list = await read<readonly ExchangeSummary[]>(`${app.page}/api/exchanges`);
    const [failing, incoming] = list.filter(({ kind }) => kind === 'incoming');
    expect(await read(`${app.page}/api/exchanges/${failing?.id}`)).toMatchObject({
      exchange: {
        errors: [
          {
            type: 'HttpException',
            message: 'no stock',
            cause: { type: 'TypeError', stack: expect.any(String) },
          },
        ],
      },
    });
    expect(await read(`${app.page}/api/exchanges/${incoming?.id}`)).toMatchObject({
      calls: [{ kind: 'outgoing', path: '/stock', statusCode: 200, parentExchangeId: incoming?.spanId }],
    });
    expect(reported).toMatchObject({ error: { type: 'RangeError', message: 'job failed' } });
    expect(await read(`${app.page}/api/errors`)).toEqual([reported]);
    expect(await everything(app.page)).not.toContain(SECRET);
  });

  it('serves nothing that a rule or a default redacts', async () => {
    await using app = await start(adapter);
    using events = await EventReader.open(`${app.page}/api/events`);
    const canary = (name: string): string => `canary-${name}-${SECRET}`;

    await postJson(
      `${app.url}/orders?token=${canary('query')}`,
      { card: canary('path'), password: canary('name'), nested: [{ secret: canary('nested') }] },
      {
        authorization: `Bearer ${canary('header')}`,
        cookie: `sid=${canary('cookie')}`,
        'x-api-key': canary('key'),
      },
    );
    await events.next('exchange');
    await events.next('state');

    const served = (await everything(app.page)) + JSON.stringify(events.events);
    expect(served).toContain('/orders');
    expect(served).not.toContain('canary');
    expect(app.logger.lines.join('\n')).not.toContain('canary');
  });

  it('is no request of the app: not captured, behind no prefix, middleware or CORS of it', async () => {
    const seen: string[] = [];
    await using app = await start(adapter, {
      prepare: (nest) => {
        nest.setGlobalPrefix('api/v1', { exclude: [{ path: 'health', method: RequestMethod.GET }] });
        nest.enableCors({ origin: '*' });
        nest.use((request: IncomingMessage, response: ServerResponse, next: () => void) => {
          seen.push(request.url ?? '');
          response.setHeader('x-frame-options', 'ALLOWALL');
          next();
        });
      },
    });
    using events = await EventReader.open(`${app.page}/api/events`);

    const state = await ask(`${app.page}/api/state`);
    await ask(`${app.page}/nothing`);
    await fetch(`${app.url}/api/v1/orders/1`);
    await events.next('exchange');

    expect(state.status).toBe(200);
    expect(state.headers).not.toHaveProperty('access-control-allow-origin');
    expect(state.headers['x-frame-options']).toBe('DENY');
    expect(seen.filter((url) => url.includes('_apitoolkit'))).toEqual([]);
    expect(await read(`${app.page}/api/exchanges`)).toMatchObject([{ id: 1, path: '/api/v1/orders/1' }]);
    expect(await read(`${app.page}/api/state`)).toMatchObject({
      status: { captured: 1 },
      kept: { count: 1 },
    });
  });

  it('answers neither another host name nor another origin, nor a POST without its token', async () => {
    await using app = await start(adapter);

    const answers = await Promise.all([
      ask(`${app.page}/api/state`, { headers: { host: 'evil.test' } }),
      ask(`${app.page}/api/state`, { headers: { origin: 'https://evil.test' } }),
      ask(`${app.page}/api/exchanges`, { headers: { 'sec-fetch-site': 'cross-site' } }),
      ask(`${app.page}/api/clear`, { method: 'POST', headers: { 'content-type': 'application/json' } }),
    ]);

    expect(answers.map(({ status }) => status)).toEqual([403, 403, 403, 403]);
    expect((await ask(`${app.page}/api/state`)).status).toBe(200);
  });

  it.each<[string, APIToolkitModuleOptions, string | undefined]>([
    ['it is switched off', { inspector: false }, undefined],
    ['records leave the process', { exporter: new InMemoryExporter() }, undefined],
    ['it is a test', {}, 'test'],
    ['it is production', { inspector: true }, 'production'],
  ])('is not there when %s: the app answers as it does without', async (_, options, nodeEnv) => {
    const before = process.env['NODE_ENV'];
    if (nodeEnv !== undefined) process.env['NODE_ENV'] = nodeEnv;
    await using app = await start(adapter, { options });
    await using bare = await startApp(adapter, appWith({ enabled: false }));
    process.env['NODE_ENV'] = before;

    const answer = await ask(`${app.page}/api/state`);
    const expected = await ask(`${bare.url}/_apitoolkit/api/state`);

    expect(answer.status).toBe(404);
    expect(answer.text).toBe(expected.text);
    expect(Object.keys(answer.headers).toSorted()).toEqual(Object.keys(expected.headers).toSorted());
    expect(app.logger.own.some((line) => line.includes('allowInProduction'))).toBe(nodeEnv === 'production');
  });

  it('is there in production when that is asked for twice, under the path that was chosen', async () => {
    const before = process.env['NODE_ENV'];
    process.env['NODE_ENV'] = 'production';
    await using app = await start(adapter, {
      options: { inspector: { path: '/ops/seen', allowInProduction: true, maxExchanges: 2 } },
    });
    process.env['NODE_ENV'] = before;

    expect(await read(`${app.url}/ops/seen/api/state`)).toMatchObject({ kept: { max: 2 } });
    expect((await ask(`${app.page}/api/state`)).status).toBe(404);
  });

  it('says where it is once the app listens', async () => {
    await using app = await start(adapter);

    const { port } = new URL(app.url);
    expect(app.logger.own).toContain(`log Inspector: http://localhost:${port}/_apitoolkit/ APIToolkit`);
  });

  it('does not hold up a shutdown while a page listens', async () => {
    const app = await start(adapter);
    using events = await EventReader.open(`${app.page}/api/events`);
    await events.next('state');

    const closed = app.app.close();
    await Promise.all([events.ended, closed]);

    await expect(fetch(app.url)).rejects.toThrow();
  });

  it('does not hold up a shutdown by a page that asks again on a connection it had opened before', async () => {
    const app = await start(adapter);
    const { port } = new URL(app.url);
    const early = connect(Number(port), '127.0.0.1');
    await once(early, 'connect');
    using events = await EventReader.open(`${app.page}/api/events`);
    await events.next('state');

    const closed = app.app.close();
    await events.ended;
    await expect.poll(() => app.app.getHttpServer().listening).toBe(false);
    early.write('GET /_apitoolkit/api/events HTTP/1.1\r\nhost: 127.0.0.1\r\n\r\n');
    const answer = await text(early);
    await closed;

    expect(answer).toContain('HTTP/1.1 503');
    expect(answer).toContain('The app is shutting down.');
  });

  it('shows each of two apps in one process its own', async () => {
    await using one = await start(adapter);
    await using other = await start(adapter);
    using events = await EventReader.open(`${one.page}/api/events`);

    await fetch(`${one.url}/orders/1`);
    await events.next('exchange');

    expect(await read(`${one.page}/api/exchanges`)).toHaveLength(1);
    expect(await read(`${other.page}/api/exchanges`)).toEqual([]);
  });

  it('is served once where the module is imported twice', async () => {
    class AppModule {}
    Module({})(AppModule);
    const twice = APIToolkitModule.forRoot({ inspector: true });
    const root = { module: AppModule, imports: [twice, { ...appWith({ inspector: true }) }] };
    await using app = await startApp(adapter, root);
    using events = await EventReader.open(`${app.url}/_apitoolkit/api/events`);

    await fetch(`${app.url}/orders/1`);
    await events.next('exchange');

    expect(await read(`${app.url}/_apitoolkit/api/exchanges`)).toHaveLength(1);
  });
});

describe('the inspector on other servers', () => {
  const apps: INestApplication[] = [];

  afterEach(async () => {
    for (const app of apps.splice(0)) await app.close();
  });

  async function create(httpAdapter: FastifyAdapter): Promise<INestApplication> {
    const app = await NestFactory.create(appWith({ inspector: true }), httpAdapter, { logger: false });
    apps.push(app);
    return app;
  }

  it('answers on both addresses of localhost, where Fastify has two servers', async () => {
    const app = await create(new FastifyAdapter());
    await listenOnBothAddresses(app);
    const { port } = new URL(await app.getUrl());

    const answers = await Promise.all(
      ['127.0.0.1', '[::1]'].map((host) => ask(`http://${host}:${port}/_apitoolkit/api/state`)),
    );
    const list = await ask(`http://127.0.0.1:${port}/_apitoolkit/api/exchanges`);

    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    expect(list.text).toBe('[]');
  });

  it.each(adapters)('answers HTTPS on %s under its own origin, and says so where it is', async (adapter) => {
    const logger = new MemoryLogger();
    const root = appWith({ inspector: true });
    const app =
      adapter === 'express'
        ? await NestFactory.create(root, new ExpressAdapter(), { logger, httpsOptions: identity('server') })
        : await NestFactory.create(root, new FastifyAdapter({ https: identity('server') }), { logger });
    apps.push(app);
    await app.listen(0, '127.0.0.1');
    const { port } = new URL(await app.getUrl());
    const status = async (origin: string): Promise<number> => {
      const url = `https://localhost:${port}/_apitoolkit/api/state`;
      return (await ask(url, { ca: pem('ca'), family: 4, headers: { origin } })).status;
    };

    expect(await status(`https://localhost:${port}`)).toBe(200);
    expect(await status(`http://localhost:${port}`)).toBe(403);
    expect(logger.own).toContain(`log Inspector: https://localhost:${port}/_apitoolkit/ APIToolkit`);
  });

  it('answers HTTP/2, and checks its authority', async () => {
    const app = await create(new FastifyAdapter({ http2: true }));
    await app.listen(0, '127.0.0.1');
    const { port } = new URL(await app.getUrl());
    const session = connectHttp2(`http://127.0.0.1:${port}`);
    const status = async (headers: Record<string, string>): Promise<unknown> => {
      const stream = session.request({ ':path': '/_apitoolkit/api/state', ...headers });
      const [answered] = await once(stream.resume(), 'response');
      return Reflect.get(Object(answered), ':status');
    };

    const answers = [
      await status({}),
      await status({ ':authority': 'evil.test' }),
      await status({ ':authority': `localhost:${port}`, host: 'evil.test' }),
      await status({ origin: `http://127.0.0.1:${port}` }),
      await status({ origin: 'http://evil.test' }),
    ];
    session.close();

    expect(answers).toEqual([200, 403, 403, 200, 403]);
  });

  it('does not hold up a shutdown over HTTP/2 by a page that asks again', async () => {
    const app = await create(new FastifyAdapter({ http2: true }));
    await app.listen(0, '127.0.0.1');
    const session = connectHttp2(await app.getUrl());
    const events = session.request({ ':path': '/_apitoolkit/api/events' });
    await once(events, 'data');

    const closed = app.close();
    await once(events.resume(), 'end');
    await expect.poll(() => app.getHttpServer().listening).toBe(false);
    const again = session.request({ ':path': '/_apitoolkit/api/events' });
    const answer = await text(again);
    await closed;

    expect(answer).toContain('The app is shutting down.');
  });
});
