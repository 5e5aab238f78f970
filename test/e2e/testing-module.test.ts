import 'reflect-metadata';
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  Body,
  Controller,
  Get,
  Inject,
  Injectable,
  Module,
  Post,
  type DynamicModule,
  type INestApplication,
  type Type,
} from '@nestjs/common';
import { ExpressAdapter } from '@nestjs/platform-express';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { Test } from '@nestjs/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  APIToolkitModule,
  APIToolkitService,
  RedactRequestBody,
  type APIToolkitModuleOptions,
} from '../../lib/index.js';
import { APIToolkitTestingModule, InMemoryExporter } from '../../lib/testing/index.js';
import { MemoryLogger } from '../support/memory-logger.js';
import { adapters, postJson, startApp, type Adapter } from '../support/nest-app.js';
import { OtlpReceiver } from '../support/otlp-receiver.js';

@Injectable()
class OrderNotes {
  constructor(@Inject(APIToolkitService) private readonly apitoolkit: APIToolkitService) {}

  note(): void {
    this.apitoolkit.addTags('noted');
  }
}

@Controller()
class OrdersController {
  constructor(@Inject(OrderNotes) private readonly notes: OrderNotes) {}

  @Post('orders')
  @RedactRequestBody('$.giftNote')
  create(@Body() order: object): object {
    this.notes.note();
    return { id: 7, ...order };
  }

  @Get('health')
  health(): string {
    return 'ok';
  }
}

@Module({ controllers: [OrdersController], providers: [OrderNotes] })
class OrdersModule {}

let production: OtlpReceiver;
const spoolFolder = join(tmpdir(), `apitoolkit-nestjs-never-made-${process.pid}`);

/** Options that a test must not obey as they are, beside those that it must. */
function productionOptions(): APIToolkitModuleOptions {
  return {
    endpoint: production.url,
    apiKey: 'key',
    serviceName: 'orders',
    tags: ['eu'],
    ignore: ['GET /health'],
    redactRequestBody: ['$.city'],
    redactResponseBody: ['$.giftNote'],
    sampleRate: 0,
    enabled: false,
    metrics: true,
    spool: { directory: spoolFolder },
    queue: { flushIntervalMs: 60_000, maxRecords: 500 },
  };
}

const modules: Record<string, () => DynamicModule> = {
  forRoot: () => APIToolkitModule.forRoot(productionOptions()),
  'forRoot, not global': () => APIToolkitModule.forRoot({ ...productionOptions(), isGlobal: false }),
  forRootAsync: () => APIToolkitModule.forRootAsync({ useFactory: async () => productionOptions() }),
};

function appModule(ours: DynamicModule): Type {
  class AppModule {}
  // Where APIToolkitModule is not global, its importers hand it on.
  const orders = { module: OrdersModule, imports: [ours] };
  Module({ imports: [ours, orders] })(AppModule);
  return AppModule;
}

interface RunningTest extends AsyncDisposable {
  readonly app: INestApplication;
  readonly url: string;
  readonly exporter: InMemoryExporter;
  readonly logger: MemoryLogger;
}

async function startTest(adapter: Adapter, ...imports: (Type | DynamicModule)[]): Promise<RunningTest> {
  const testing = await Test.createTestingModule({ imports }).compile();
  const logger = new MemoryLogger();
  const httpAdapter = adapter === 'express' ? new ExpressAdapter() : new FastifyAdapter();
  const app: INestApplication = testing.createNestApplication(httpAdapter, { logger });
  await app.listen(0, '127.0.0.1');
  return {
    app,
    url: await app.getUrl(),
    exporter: app.get(InMemoryExporter),
    logger,
    [Symbol.asyncDispose]: () => app.close(),
  };
}

beforeAll(async () => {
  production = await OtlpReceiver.start();
});

beforeEach(() => {
  production.requests.length = 0;
});

afterAll(() => production.close());

describe.each(adapters)('APIToolkitTestingModule on %s', (adapter) => {
  describe.each(Object.entries(modules))(
    'beside an AppModule that imports APIToolkitModule by %s',
    (_, ours) => {
      it.each(['after', 'before'])('captures by the options of the app, imported %s it', async (order) => {
        const app = appModule(ours());
        const testing = APIToolkitTestingModule.forRoot();
        await using test = await startTest(adapter, ...(order === 'after' ? [app, testing] : [testing, app]));

        await fetch(`${test.url}/health`);
        const answer = await postJson(`${test.url}/orders`, {
          item: 'book',
          giftNote: 'from Mum',
          city: 'Graz',
        });

        expect(await answer.json()).toEqual({ id: 7, item: 'book', giftNote: 'from Mum', city: 'Graz' });
        const order7 = await test.exporter.waitFor(({ route }) => route === '/orders');
        expect(order7.request.body?.text).toBe(
          '{"item":"book","giftNote":"[CLIENT_REDACTED]","city":"[CLIENT_REDACTED]"}',
        );
        expect(order7.response?.body?.text).toContain('"giftNote":"[CLIENT_REDACTED]"');
        expect(order7.tags).toEqual(['eu', 'noted']);
        expect(test.exporter.resource).toMatchObject({ 'service.name': 'orders' });
        expect(test.exporter.exchanges).toHaveLength(1);
      });

      it('sends nothing, writes nothing and warns of nothing', async () => {
        const test = await startTest(adapter, appModule(ours()), APIToolkitTestingModule.forRoot());

        await postJson(`${test.url}/orders`, { item: 'book' });
        await test.app.close();

        expect(test.exporter.exchanges).toHaveLength(1);
        expect(production.requests).toEqual([]);
        expect(existsSync(spoolFolder)).toBe(false);
        expect(test.logger.own).toEqual([]);
      });
    },
  );

  it('answers for the app by whichever service is injected', async () => {
    await using test = await startTest(
      adapter,
      APIToolkitTestingModule.forRoot(),
      appModule(APIToolkitModule.forRoot(productionOptions())),
    );
    const services = test.app.get<APIToolkitService, APIToolkitService>(APIToolkitService, {
      strict: false,
      each: true,
    });
    await postJson(`${test.url}/orders`, { item: 'book' });

    for (const service of services) service.reportError(new RangeError('outside'));
    await services[0]?.flush();

    expect(services).toHaveLength(2);
    expect(test.exporter.errors.map(({ error, tags }) => [error.type, tags])).toEqual([
      ['RangeError', ['eu']],
      ['RangeError', ['eu']],
    ]);
    for (const service of services)
      expect(service.status()).toMatchObject({ destination: 'InMemoryExporter', captured: 3, delivered: 3 });
  });

  it('works with NestFactory too', async () => {
    class TestModule {}
    Module({
      imports: [appModule(APIToolkitModule.forRoot(productionOptions())), APIToolkitTestingModule.forRoot()],
    })(TestModule);
    await using running = await startApp(adapter, TestModule);

    await postJson(`${running.url}/orders`, { item: 'book', city: 'Graz' });

    const { request } = await running.app.get(InMemoryExporter).waitFor(() => true);
    expect(request.body?.text).toBe('{"item":"book","city":"[CLIENT_REDACTED]"}');
    expect(production.requests).toEqual([]);
  });

  // Nest 10 takes two dynamic modules of one class for the same, and the first one of them.
  it.skipIf(process.env['NEST_MAJOR'] === '10')('is refused where it is imported twice', async () => {
    const imports = [APIToolkitTestingModule.forRoot(), APIToolkitTestingModule.forRoot({ tags: ['other'] })];

    await expect(Test.createTestingModule({ imports }).compile()).rejects.toThrow(
      'APIToolkitTestingModule.forRoot() is imported more than once: import it once, beside the AppModule.',
    );
  });

  it('puts its own options before those of the app', async () => {
    await using test = await startTest(
      adapter,
      appModule(APIToolkitModule.forRoot(productionOptions())),
      APIToolkitTestingModule.forRoot({ tags: ['test'], redactResponseBody: ['$.item'] }),
    );

    await postJson(`${test.url}/orders`, { item: 'book', city: 'Graz' });

    const { tags, request, response } = await test.exporter.waitFor(() => true);
    expect(tags).toEqual(['test', 'noted']);
    expect(request.body?.text).toBe('{"item":"book","city":"[CLIENT_REDACTED]"}');
    expect(response?.body?.text).toBe('{"id":7,"item":"[CLIENT_REDACTED]","city":"Graz"}');
  });

  it('brings the module where the app has none, for all modules of it', async () => {
    await using test = await startTest(adapter, OrdersModule, APIToolkitTestingModule.forRoot());

    await postJson(`${test.url}/orders`, { item: 'book', giftNote: 'from Mum' });

    const { tags, request } = await test.exporter.waitFor(() => true);
    expect(tags).toEqual(['noted']);
    expect(request.body?.text).toBe('{"item":"book","giftNote":"[CLIENT_REDACTED]"}');
  });
});
