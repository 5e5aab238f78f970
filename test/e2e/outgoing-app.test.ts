import { Controller, Get, Inject, Module, type DynamicModule } from '@nestjs/common';
import { firstValueFrom } from 'rxjs';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { APIToolkitModuleOptions } from '../../lib/apitoolkit.options.js';
import type { RedactedExchange } from '../../lib/exchange/redacted-exchange.js';
import { ObservedHttpModule } from '../../lib/outgoing/observed-http.module.js';
import { InjectObservedHttp } from '../../lib/outgoing/observed-http.providers.js';
import { ObservedHttpService } from '../../lib/outgoing/observed-http.service.js';
import { APIToolkitTestingModule } from '../../lib/testing/apitoolkit-testing.module.js';
import { InMemoryExporter } from '../../lib/testing/in-memory.exporter.js';
import { MemoryLogger } from '../support/memory-logger.js';
import { adapters, startApp, type RunningApp } from '../support/nest-app.js';
import { RemoteServer } from '../support/remote-server.js';

/** In every place of a call where a secret can be. */
const SECRETS = {
  userinfo: 'hunter2-userinfo',
  basic: 'hunter2-basic',
  bearer: 'hunter2-bearer',
  header: 'hunter2-header',
  query: 'hunter2-query',
  ruledQuery: 'hunter2-ruled-query',
  path: 'hunter2-path',
  body: 'hunter2-body',
  ruledBody: 'hunter2-ruled-body',
  answer: 'from-remote',
};

let remote: RemoteServer;

beforeAll(async () => {
  remote = await RemoteServer.start();
});
afterAll(() => remote.stop());

@Controller()
class CallingController {
  constructor(
    @Inject(ObservedHttpService) private readonly http: ObservedHttpService,
    @InjectObservedHttp('remote') private readonly named: ObservedHttpService,
  ) {}

  @Get('secrets')
  async secrets(): Promise<string> {
    const withUserinfo = remote.url.replace('//', `//ada:${SECRETS.userinfo}@`);
    await firstValueFrom(
      this.http.post(
        `${withUserinfo}/reset-links/${SECRETS.path}?token=${SECRETS.query}&ruled=${SECRETS.ruledQuery}`,
        { password: SECRETS.body, ruled: { deep: SECRETS.ruledBody }, kept: 'kept' },
        {
          headers: { 'x-ruled': SECRETS.header, 'x-kept': 'kept' },
          validateStatus: null,
          apitoolkit: {
            route: '/reset-links/:token',
            redactHeaders: ['X-Ruled'],
            redactQuery: ['ruled'],
            redactRequestBody: ['$.ruled'],
          },
        },
      ),
    );
    await firstValueFrom(this.named.get('/json', { headers: { authorization: `Bearer ${SECRETS.bearer}` } }));
    return 'done';
  }

  @Get('mistaken')
  async mistaken(): Promise<string> {
    const apitoolkit = { redactRequestBody: ['$.a..'], redactHeaders: ['x-ruled'] };
    const config = { headers: { 'x-ruled': SECRETS.header }, apitoolkit };
    await firstValueFrom(this.named.post('/created', { a: SECRETS.ruledBody }, config));
    await firstValueFrom(this.named.post('/created', { a: SECRETS.ruledBody }, config));
    return 'done';
  }

  @Get('failing')
  async failing(): Promise<unknown> {
    return firstValueFrom(this.named.get('/reset'));
  }
}

function appModule(options: APIToolkitModuleOptions = {}): DynamicModule {
  @Module({ controllers: [CallingController] })
  class AppModule {}
  return {
    module: AppModule,
    imports: [
      APIToolkitTestingModule.forRoot(options),
      ObservedHttpModule.register({
        name: 'remote',
        baseURL: remote.url,
        auth: { username: 'ada', password: SECRETS.basic },
      }),
    ],
  };
}

describe.each(adapters)('the outgoing calls of an app on %s', (adapter) => {
  let logger: MemoryLogger;

  beforeEach(() => {
    remote.received.length = 0;
    logger = new MemoryLogger();
  });

  /** Sends one request, and returns its exchange and those of the calls that it made. */
  async function captured(
    path: string,
    calls: number,
    options?: APIToolkitModuleOptions,
  ): Promise<readonly [RedactedExchange, ...RedactedExchange[]]> {
    await using running: RunningApp = await startApp(adapter, appModule(options), { logger });
    const exporter = running.app.get(InMemoryExporter);
    await fetch(`${running.url}${path}`).then((response) => response.text());
    const incoming = await exporter.waitFor(({ kind }) => kind === 'incoming');
    await exporter.waitFor(() => exporter.exchanges.length === calls + 1);
    return [incoming, ...exporter.exchanges.filter(({ kind }) => kind === 'outgoing')];
  }

  it('keep every secret in this process', async () => {
    const exchanges = await captured('/secrets', 2, { debug: true });

    expect(remote.received[0]?.url).toContain(SECRETS.path);
    expect(remote.received[1]?.headers['authorization']).toBe(
      `Basic ${Buffer.from(`ada:${SECRETS.basic}`).toString('base64')}`,
    );
    const left = JSON.stringify([exchanges, logger.lines]);
    for (const secret of Object.values(SECRETS)) {
      expect(left).not.toContain(secret);
      expect(left).not.toContain(Buffer.from(secret).toString('base64').replaceAll('=', ''));
    }
  });

  it('are tied to the request that made them, with all the rest readable', async () => {
    const [incoming, post, get] = await captured('/secrets', 2);

    expect([post?.traceId, post?.parentExchangeId]).toEqual([incoming.traceId, incoming.spanId]);
    expect([get?.traceId, get?.parentExchangeId]).toEqual([incoming.traceId, incoming.spanId]);
    expect(post).toMatchObject({
      kind: 'outgoing',
      outcome: 'completed',
      route: '/reset-links/:token',
      request: {
        method: 'POST',
        host: remote.host,
        pathParams: { token: '[CLIENT_REDACTED]' },
        query: { token: ['[CLIENT_REDACTED]'], ruled: ['[CLIENT_REDACTED]'] },
        headers: { 'x-ruled': '[CLIENT_REDACTED]', 'x-kept': 'kept' },
        body: {
          text: '{"password":"[CLIENT_REDACTED]","ruled":"[CLIENT_REDACTED]","kept":"kept"}',
        },
      },
      response: { statusCode: 404, body: { text: '{"error":"unknown"}' } },
    });
    expect(get?.response?.body?.text).toBe('{"id":7,"token":"[CLIENT_REDACTED]"}');
  });

  it('lose their bodies, with one warning, to a path that is not valid', async () => {
    const [, first, second] = await captured('/mistaken', 2);

    for (const call of [first, second]) {
      expect(call?.request.body).toMatchObject({ byteLength: 26, omitted: 'route-unknown' });
      expect(call?.request.headers['x-ruled']).toBe('[CLIENT_REDACTED]');
      expect(call?.response?.statusCode).toBe(201);
    }
    expect(JSON.stringify([first, second])).not.toMatch(/hunter2/);
    const warnings = logger.own.filter((line) => line.startsWith('warn'));
    expect(warnings).toHaveLength(1);
    expect(warnings[0]).toContain('redactRequestBody[0]');
  });

  it('report their errors, whether or not the app handles them', async () => {
    const [incoming, call] = await captured('/failing', 1);

    expect(incoming.response?.statusCode).toBe(500);
    expect(incoming.errors).toHaveLength(1);
    expect(call).toMatchObject({ outcome: 'failed', errors: [{ message: 'socket hang up' }] });
    expect(call?.response).toBeUndefined();
  });
});
