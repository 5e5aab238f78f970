import 'reflect-metadata';
import { inspect } from 'node:util';
import {
  Controller,
  Get,
  Inject,
  Injectable,
  Module,
  type DynamicModule,
  type INestApplication,
} from '@nestjs/common';
import { ModulesContainer } from '@nestjs/core';
import { Test } from '@nestjs/testing';
import { describe, expect, it } from 'vitest';
import {
  APIToolkitModule,
  APIToolkitService,
  RedactBody,
  type APIToolkitModuleOptions,
  type APIToolkitOptionsFactory,
} from '../../lib/index.js';
import { APIToolkitTestingModule, InMemoryExporter } from '../../lib/testing/index.js';
import { MemoryLogger } from '../support/memory-logger.js';
import { adapters, startApp } from '../support/nest-app.js';

@Controller('orders')
class OrdersController {
  @Get(':id')
  find(): object {
    return { total: 7, note: 'n', internal: 'i' };
  }
}

function appWith(...imports: DynamicModule[]): DynamicModule {
  class AppModule {}
  Module({})(AppModule);
  return { module: AppModule, imports, controllers: [OrdersController] };
}

const fast = { queue: { flushIntervalMs: 1 } } as const;

const exporterToken = Symbol('exporter');

@Module({
  providers: [{ provide: exporterToken, useFactory: () => new InMemoryExporter() }],
  exports: [exporterToken],
})
class ExporterModule {}

@Injectable()
class OptionsFactory implements APIToolkitOptionsFactory {
  constructor(@Inject(exporterToken) private readonly exporter: InMemoryExporter) {}

  createAPIToolkitOptions(): APIToolkitModuleOptions {
    return { ...fast, exporter: this.exporter };
  }
}

@Module({ imports: [ExporterModule], providers: [OptionsFactory], exports: [OptionsFactory] })
class OptionsModule {}

/** The options as Nest keeps them. */
function optionsIn(app: INestApplication): unknown[] {
  const modules = [...app.get(ModulesContainer).values()];
  const token = Symbol.for('APITOOLKIT_MODULE_OPTIONS');
  return modules.flatMap(({ providers }) => providers.get(token)?.instance ?? []);
}

describe.each(adapters)('APIToolkitModule on %s', (adapter) => {
  it('captures with one import', async () => {
    const exporter = new InMemoryExporter();
    await using app = await startApp(adapter, appWith(APIToolkitModule.forRoot({ ...fast, exporter })));

    const response = await fetch(`${app.url}/orders/1?page=2`);

    expect(await response.json()).toEqual({ total: 7, note: 'n', internal: 'i' });
    const exchange = await exporter.waitFor(() => true);
    expect(exchange).toMatchObject({
      kind: 'incoming',
      outcome: 'completed',
      route: '/orders/:id',
      controller: 'OrdersController',
      handler: 'find',
      request: { method: 'GET', path: '/orders/1', query: { page: ['2'] }, pathParams: { id: '1' } },
      response: {
        statusCode: 200,
        body: { text: '{"total":7,"note":"n","internal":"i"}', truncated: false },
      },
      errors: [],
    });
  });

  it.each([
    [
      'useFactory with inject and a slow promise',
      APIToolkitModule.forRootAsync({
        imports: [ExporterModule],
        inject: [exporterToken],
        useFactory: async (exporter: InMemoryExporter) => {
          await new Promise((resolve) => setImmediate(resolve));
          return { ...fast, exporter };
        },
      }),
    ],
    ['useClass', APIToolkitModule.forRootAsync({ imports: [ExporterModule], useClass: OptionsFactory })],
    ['useExisting', APIToolkitModule.forRootAsync({ imports: [OptionsModule], useExisting: OptionsFactory })],
  ])('takes options from %s', async (_name, module) => {
    await using app = await startApp(adapter, appWith(module, { module: ExporterModule }));
    const exporter: InMemoryExporter = app.app.get(exporterToken, { strict: false });

    await fetch(`${app.url}/orders/1`);

    expect((await exporter.waitFor(() => true)).route).toBe('/orders/:id');
  });

  it('captures once, warns once and redacts what either was told to when imported twice', async () => {
    const exporter = new InMemoryExporter();
    const logger = new MemoryLogger();
    await using app = await startApp(
      adapter,
      appWith(
        APIToolkitModule.forRoot({ ...fast, exporter, redactResponseBody: ['$.note'] }),
        APIToolkitModule.forRoot({ ...fast, exporter, redactResponseBody: ['$.internal'] }),
      ),
      { logger },
    );

    await fetch(`${app.url}/orders/1`);
    await fetch(`${app.url}/orders/2`);

    await exporter.waitFor(({ request }) => request.path === '/orders/2');
    expect(exporter.exchanges.map(({ request, response }) => [request.path, response?.body?.text])).toEqual([
      ['/orders/1', '{"total":7,"note":"[CLIENT_REDACTED]","internal":"[CLIENT_REDACTED]"}'],
      ['/orders/2', '{"total":7,"note":"[CLIENT_REDACTED]","internal":"[CLIENT_REDACTED]"}'],
    ]);
    expect(logger.own.filter((line) => line.includes('imported more than once'))).toHaveLength(1);
  });

  it('keeps the defaults on when imported twice and only one import switches them off', async () => {
    const exporter = new InMemoryExporter();
    await using app = await startApp(
      adapter,
      appWith(
        APIToolkitModule.forRoot({ ...fast, exporter, redactDefaults: false }),
        APIToolkitModule.forRoot({ ...fast, exporter }),
      ),
      { logger: new MemoryLogger() },
    );

    await fetch(`${app.url}/orders/1`, { headers: { 'x-api-key': 'hunter2' } });

    const { request } = await exporter.waitFor(() => true);
    expect(request.headers['x-api-key']).toBe('[CLIENT_REDACTED]');
  });

  it('works locally without a key, and says so once', async () => {
    const logger = new MemoryLogger();
    await using app = await startApp(adapter, appWith(APIToolkitModule.forRoot(fast)), { logger });
    const service = app.app.get(APIToolkitService);

    expect((await fetch(`${app.url}/orders/1`)).status).toBe(200);

    await service.flush();
    expect(service.status()).toMatchObject({ captured: 1, queued: 0, destination: 'local' });
    expect(logger.own.filter((line) => line.includes('local mode'))).toHaveLength(1);
  });

  it.each(['forRoot', 'forRootAsync'] as const)(
    'shows no secret of %s to anybody who inspects the whole app, or reads its log',
    async (method) => {
      const logger = new MemoryLogger();
      const apiKey = 'key-that-nobody-sees';
      const header = 'header-that-nobody-sees';
      const password = 'password-that-nobody-sees';
      const options = {
        apiKey,
        endpoint: 'https://127.0.0.1:9',
        headers: { 'x-secret': header },
        proxy: `http://user:${password}@127.0.0.1:9`,
        debug: true,
      };
      const module =
        method === 'forRoot'
          ? APIToolkitModule.forRoot(options)
          : APIToolkitModule.forRootAsync({ useFactory: () => ({ ...options }) });
      await using app = await startApp(adapter, appWith(module), { logger });
      await fetch(`${app.url}/orders/1`);
      const service = app.app.get(APIToolkitService);

      const shown = [app.app, ...optionsIn(app.app), service].map((each) => inspect(each, { depth: 6 }));

      expect(shown[1]).toContain('apiKey: [Getter]');
      expect(shown.at(-1)).toContain('APIToolkitClient');
      const all = shown.join() + JSON.stringify([service, service.status()]) + logger.lines.join();
      const secrets = [apiKey, header, password, Buffer.from(`user:${password}`).toString('base64')];
      expect(secrets.filter((secret) => all.includes(secret))).toEqual([]);
    },
  );

  it('mounts nothing when it is switched off', async () => {
    const exporter = new InMemoryExporter();
    await using app = await startApp(
      adapter,
      appWith(APIToolkitModule.forRoot({ ...fast, exporter, enabled: false })),
    );

    expect((await fetch(`${app.url}/orders/1`)).status).toBe(200);

    expect(app.app.get(APIToolkitService).status()).toMatchObject({ captured: 0, queued: 0 });
    expect(exporter.exchanges).toEqual([]);
  });

  it('stops the boot for a path in a decorator, naming controller and handler', async () => {
    @Controller()
    class BadController {
      @Get()
      @RedactBody('$.fine', 'user..email[')
      broken(): void {}
    }
    class AppModule {}
    Module({ imports: [APIToolkitModule.forRoot()], controllers: [BadController] })(AppModule);

    await expect(startApp(adapter, AppModule)).rejects.toThrow(
      [
        'BadController.broken @RedactBody: expected a JSONPath (RFC 9535), got',
        '  user..email[',
        '  ^',
        '  position 0: a path starts with "$", got "u"',
      ].join('\n'),
    );
  });

  it('delivers what is queued when the app closes', async () => {
    const exporter = new InMemoryExporter();
    const running = await startApp(
      adapter,
      appWith(APIToolkitModule.forRoot({ exporter, queue: { flushIntervalMs: 3_600_000 } })),
    );
    await (await fetch(`${running.url}/orders/1`)).text();

    await running.app.close();

    expect(exporter.exchanges).toHaveLength(1);
  });
});

describe('under @nestjs/testing', () => {
  it('captures through the testing module and its exporter', async () => {
    const testing = await Test.createTestingModule({
      imports: [APIToolkitTestingModule.forRoot()],
      controllers: [OrdersController],
    }).compile();
    const app = testing.createNestApplication({ logger: false });
    await app.listen(0, '127.0.0.1');

    await fetch(`${await app.getUrl()}/orders/1`);

    expect((await app.get(InMemoryExporter).waitFor(() => true)).handler).toBe('find');
    await app.close();
  });

  it('compiles without an application', async () => {
    const testing = await Test.createTestingModule({
      imports: [APIToolkitTestingModule.forRoot()],
    }).compile();

    expect(testing.get(APIToolkitService).status().captured).toBe(0);
    await testing.close();
  });
});
