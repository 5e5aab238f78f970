import 'reflect-metadata';
import { Controller, Get, Inject, InternalServerErrorException, Module } from '@nestjs/common';
import { describe, expect, it } from 'vitest';
import {
  APIToolkitModule,
  APIToolkitService,
  SampleRate,
  SkipBodyCapture,
  SkipCapture,
  Tags,
  type APIToolkitModuleOptions,
} from '../../lib/index.js';
import { InMemoryExporter } from '../../lib/testing/index.js';
import { MemoryLogger } from '../support/memory-logger.js';
import { adapters, startApp, type Adapter } from '../support/nest-app.js';

@Controller('things')
@Tags('things')
class ThingsController {
  constructor(@Inject(APIToolkitService) private readonly apitoolkit: APIToolkitService) {}

  @Get('skipped')
  @SkipCapture()
  skipped(): string {
    return 'skipped';
  }

  @Get('without-bodies')
  @SkipBodyCapture()
  withoutBodies(): object {
    return { seen: false };
  }

  @Get('sampled')
  @SampleRate(0)
  sampled(): string {
    return 'sampled';
  }

  @Get('sampled/error')
  @SampleRate(0)
  sampledError(): never {
    throw new InternalServerErrorException();
  }

  @Get('annotated')
  @Tags('slow')
  async annotated(): Promise<string> {
    await new Promise((resolve) => setImmediate(resolve));
    this.apitoolkit.addTags('vip');
    this.apitoolkit.setUser({ id: 7, email: 'a@example.test', name: 'Ada' });
    this.apitoolkit.setTenant({ id: 't1', name: 'Tenant' });
    this.apitoolkit.setAttributes({ plan: 'gold', seats: 5, beta: true, groups: ['x', 'y'] });
    return 'ok';
  }

  @Get(':id')
  find(): object {
    return { note: 'n' };
  }
}

async function start(
  adapter: Adapter,
  options: APIToolkitModuleOptions,
  logger: MemoryLogger | false = false,
) {
  const exporter = new InMemoryExporter();
  class AppModule {}
  Module({
    imports: [APIToolkitModule.forRoot({ exporter, queue: { flushIntervalMs: 1 }, ...options })],
    controllers: [ThingsController],
  })(AppModule);
  const running = await startApp(adapter, AppModule, { logger });
  const service = running.app.get(APIToolkitService);
  return {
    ...running,
    service,
    exporter,
    /** Sends requests one after the other, and returns the paths that were captured of them. */
    async captured(...paths: string[]): Promise<string[]> {
      for (const path of [...paths, '/things/last']) await (await fetch(running.url + path)).text();
      await exporter.waitFor(({ request }) => request.path === '/things/last');
      await service.flush();
      return exporter.exchanges.map(({ request }) => request.path).slice(0, -1);
    },
    [Symbol.asyncDispose]: () => running.app.close(),
  };
}

describe.each(adapters)('options on %s', (adapter) => {
  it('leaves out what is ignored, by path and by route template', async () => {
    await using app = await start(adapter, { ignore: ['GET /things/a', '/health*', /^\/secret/] });

    expect(await app.captured('/things/a', '/things/b', '/healthz', '/secret/x', '/other')).toEqual([
      '/things/b',
      '/other',
    ]);
    expect(app.service.status()).toMatchObject({ captured: 3, delivered: 3, dropped: {} });
  });

  it('ignores by the route template too', async () => {
    await using app = await start(adapter, { ignore: ['/things/skip*', 'GET /things/sampled'] });

    expect(await app.captured('/things/sampled/error', '/things/sampled')).toEqual(['/things/sampled/error']);
  });

  it('leaves out what is skipped, and counts what the skip function failed on', async () => {
    await using app = await start(adapter, {
      skip(request) {
        if (request.url === '/things/throws') throw new Error('no');
        return request.headers['x-skip'] !== undefined || request.url === '/things/skip-me';
      },
    });

    expect(await app.captured('/things/skip-me', '/things/throws', '/things/b')).toEqual(['/things/b']);
    expect(app.service.status()).toMatchObject({ captured: 3, delivered: 2, dropped: { skip_error: 1 } });
  });

  it('obeys @SkipCapture, @SkipBodyCapture and @SampleRate, and keeps errors whatever the rate', async () => {
    await using app = await start(adapter, {});

    expect(
      await app.captured(
        '/things/skipped',
        '/things/without-bodies',
        '/things/sampled',
        '/things/sampled/error',
      ),
    ).toEqual(['/things/without-bodies', '/things/sampled/error']);
    expect(app.exporter.exchanges[0]?.response?.body).toEqual({
      contentType: 'application/json',
      byteLength: 14,
      truncated: true,
      omitted: 'disabled',
    });
    expect(app.service.status()).toMatchObject({ captured: 4, delivered: 3, dropped: { sampled: 1 } });
  });

  it('samples, counts what it leaves out, and keeps errors', async () => {
    await using app = await start(adapter, { sampleRate: 0 });

    for (const path of ['/things/a', '/things/b', '/things/sampled/error']) await fetch(app.url + path);

    await app.exporter.waitFor(({ route }) => route === '/things/sampled/error');
    expect(app.service.status()).toMatchObject({ captured: 3, dropped: { sampled: 2 } });
    expect(app.exporter.exchanges).toHaveLength(1);
  });

  it('adds tags, user, tenant and attributes to the request that set them, and to no other', async () => {
    await using app = await start(adapter, { tags: ['eu'] });

    await Promise.all(['/things/annotated', '/things/plain'].map((path) => fetch(app.url + path)));

    expect(await app.exporter.waitFor(({ handler }) => handler === 'annotated')).toMatchObject({
      tags: ['eu', 'things', 'slow', 'vip'],
      user: { id: 7, email: 'a@example.test', name: 'Ada' },
      tenant: { id: 't1', name: 'Tenant' },
      attributes: { plan: 'gold', seats: 5, beta: true, groups: ['x', 'y'] },
    });
    const plain = await app.exporter.waitFor(({ handler }) => handler === 'find');
    expect(plain.tags).toEqual(['eu', 'things']);
    expect(plain.user).toBeUndefined();
  });

  it('switches bodies off', async () => {
    await using app = await start(adapter, { captureResponseBody: false });

    await app.captured('/things/a');

    expect(app.exporter.exchanges[0]?.response?.body).toMatchObject({ byteLength: 12, omitted: 'disabled' });
    expect(app.exporter.exchanges[0]?.response?.body?.text).toBeUndefined();
  });

  it('captures OPTIONS only when asked to', async () => {
    for (const captureOptions of [false, true]) {
      await using app = await start(adapter, { captureOptions });

      await fetch(`${app.url}/things/a`, { method: 'OPTIONS' });

      expect(await app.captured()).toEqual(captureOptions ? ['/things/a'] : []);
    }
  });

  it('lets beforeSend change or drop an exchange, and counts what it dropped or failed on', async () => {
    await using app = await start(adapter, {
      beforeSend(exchange) {
        const answers: Record<string, unknown> = {
          '/things/drop': null,
          '/things/garbage': 'garbage',
          '/things/promise': Promise.resolve(exchange),
        };
        if (exchange.request.path === '/things/throw') throw new Error('no');
        const { [exchange.request.path]: answer = { ...exchange, tags: ['changed'] } } = answers;
        // What a JavaScript user may return.
        return answer as typeof exchange;
      },
    });

    expect(
      await app.captured(
        '/things/drop',
        '/things/throw',
        '/things/garbage',
        '/things/promise',
        '/things/keep',
      ),
    ).toEqual(['/things/keep']);
    expect(app.exporter.exchanges[0]?.tags).toEqual(['changed']);
    expect(app.service.status()).toMatchObject({
      captured: 6,
      delivered: 2,
      dropped: { before_send: 1, before_send_error: 3 },
    });
  });

  it('takes the trace of a request from its traceparent, as parent, as link or not at all', async () => {
    const traceId = '4bf92f3577b34da6a3ce929d0e0e4736';
    const spanId = '00f067aa0ba902b7';
    const headers = { traceparent: `00-${traceId}-${spanId}-01` };
    const seen: object[] = [];
    for (const remoteParent of ['parent', 'link', 'ignore'] as const) {
      await using app = await start(adapter, { remoteParent });
      await fetch(`${app.url}/things/a`, { headers });
      const exchange = await app.exporter.waitFor(() => true);
      seen.push({
        sameTrace: exchange.traceId === traceId,
        parentSpanId: exchange.parentSpanId,
        links: exchange.links,
      });
    }

    expect(seen).toEqual([
      { sameTrace: true, parentSpanId: spanId, links: [] },
      { sameTrace: false, parentSpanId: undefined, links: [{ traceId, spanId }] },
      { sameTrace: false, parentSpanId: undefined, links: [] },
    ]);
  });

  it('logs a line for each exchange at debug, without values, queries or keys', async () => {
    const logger = new MemoryLogger();
    await using app = await start(adapter, { debug: true }, logger);

    await fetch(`${app.url}/things/hunter2?password=hunter2`, {
      headers: { authorization: 'Bearer hunter2' },
    });
    await app.exporter.waitFor(() => true);

    const lines = logger.own.filter((line) => line.includes('/things/:id'));
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatch(/^debug incoming GET \/things\/:id: 200, \d+\.\d ms, \d+ redacted APIToolkit$/);
    expect(logger.own.join('\n')).not.toContain('hunter2');
  });
});
