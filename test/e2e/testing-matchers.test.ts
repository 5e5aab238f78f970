import 'reflect-metadata';
import type { ServerResponse } from 'node:http';
import {
  Controller,
  Get,
  HttpException,
  Inject,
  Module,
  Post,
  Res,
  type INestApplication,
  type Type,
} from '@nestjs/common';
import { ExpressAdapter } from '@nestjs/platform-express';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { Test } from '@nestjs/testing';
import { describe, expect, it } from 'vitest';
import {
  APIToolkitModule,
  APIToolkitService,
  ObservedHttpService,
  SampleRate,
  SkipCapture,
} from '../../lib/index.js';
import {
  apitoolkitMatchers,
  APIToolkitTestingModule,
  assertCaptured,
  assertNoSecrets,
  assertNotCaptured,
  InMemoryExporter,
} from '../../lib/testing/index.js';
import { adapters, startApp, type Adapter } from '../support/nest-app.js';

expect.extend(apitoolkitMatchers);

/** An answer that is under way until it is let go. */
let finish: () => void;

@Controller()
class OrdersController {
  constructor(
    @Inject(ObservedHttpService) private readonly http: ObservedHttpService,
    @Inject(APIToolkitService) private readonly apitoolkit: APIToolkitService,
  ) {}

  @Post('orders/:id')
  async create(): Promise<object> {
    const { data } = await this.http.axiosRef.get<object>(`${ownUrl}/rates?currency=EUR`);
    this.apitoolkit.setUser({ id: 7 });
    return { id: 7, password: 'hunter2-the-secret', ...data };
  }

  @Get('rates')
  rates(): object {
    return { rate: 2 };
  }

  @Get('slow')
  slow(@Res() reply: ServerResponse | { raw: ServerResponse }): void {
    const response = 'raw' in reply ? reply.raw : reply;
    response.writeHead(200, { 'content-type': 'application/json' });
    response.write('{"text":"first ');
    finish = () => response.end('last"}');
  }

  @Get('large')
  large(): object {
    return { text: 'x'.repeat(4_000_000) };
  }

  @Get('broken')
  broken(): never {
    throw new HttpException('broken', 500, { cause: new RangeError('out of range') });
  }

  @Get('skipped')
  @SkipCapture()
  skipped(): string {
    return 'skipped';
  }

  @Get('sampled')
  @SampleRate(0)
  sampled(): string {
    return 'sampled';
  }
}

@Module({ controllers: [OrdersController] })
class OrdersModule {}

let ownUrl = '';

interface RunningTest extends AsyncDisposable {
  readonly app: INestApplication;
  readonly url: string;
  readonly exporter: InMemoryExporter;
}

async function startTest(adapter: Adapter): Promise<RunningTest> {
  const imports = [OrdersModule, APIToolkitTestingModule.forRoot()];
  const testing = await Test.createTestingModule({ imports }).compile();
  const httpAdapter = adapter === 'express' ? new ExpressAdapter() : new FastifyAdapter();
  const app: INestApplication = testing.createNestApplication(httpAdapter, { logger: false });
  await app.listen(0, '127.0.0.1');
  ownUrl = await app.getUrl();
  const exporter = app.get(InMemoryExporter);
  return { app, url: ownUrl, exporter, [Symbol.asyncDispose]: () => app.close() };
}

describe.each(adapters)('the matchers on %s', (adapter) => {
  it('judge a request, what it called and what it holds, right after its answer', async () => {
    await using test = await startTest(adapter);
    const { exporter } = test;

    await (await fetch(`${test.url}/orders/7`, { method: 'POST' })).text();

    await expect(exporter).toHaveCaptured('POST /orders/:id', {
      status: 201,
      controller: 'OrdersController',
      pathParams: { id: '7' },
      user: { id: 7 },
      responseBody: { rate: expect.any(Number) },
    });
    await expect(exporter).toHaveCalled('GET', `${test.url}/rates`, {
      status: 200,
      query: { currency: 'EUR' },
      from: 'POST /orders/:id',
    });
    await expect(exporter).not.toHaveCalled('GET', /rates/, { from: 'GET /rates' });
    await expect(exporter).toHaveRedacted('$.password', { in: 'response', of: 'POST /orders/7' });
    await expect(exporter).not.toHaveRedacted('$.rate');
    await expect(exporter).toHaveNoSecrets(['hunter2-the-secret']);
    await expect(exporter).not.toHaveReported(Error);
  });

  it('find a leak right after the answer', async () => {
    await using test = await startTest(adapter);

    await (await fetch(`${test.url}/rates?note=hunter2-the-secret`)).text();

    await expect(assertNoSecrets(test.exporter, ['hunter2-the-secret'])).rejects.toThrow(
      'in GET /rates 200: request.query.note.0',
    );
  });

  it('judge errors with their causes, and errors outside of requests', async () => {
    await using test = await startTest(adapter);

    await (await fetch(`${test.url}/broken`)).text();
    test.app.get(APIToolkitService).reportError(new SyntaxError('in a job'));

    await expect(test.exporter).toHaveReported(HttpException, { from: 'GET /broken' });
    await expect(test.exporter).toHaveReported(RangeError);
    await expect(test.exporter).toHaveReported(/in a job/);
    await expect(test.exporter).not.toHaveReported(SyntaxError, { from: 'GET /broken' });
  });

  it('tell absence of what is never captured', async () => {
    await using test = await startTest(adapter);

    await (await fetch(`${test.url}/skipped`)).text();

    await expect(test.exporter).not.toHaveCaptured('/skipped');
  });

  it('say that a record was dropped', async () => {
    await using test = await startTest(adapter);

    await (await fetch(`${test.url}/sampled`)).text();

    await expect(assertCaptured(test.exporter, '/sampled', { timeoutMs: 1 })).rejects.toThrow(
      'Nothing was captured.\nDropped: 1 sampled',
    );
  });

  it('tell absence only when nothing is under way any more', async () => {
    await using test = await startTest(adapter);
    const answer = await fetch(`${test.url}/slow`);

    const assertions = [
      assertNotCaptured(test.exporter, 'GET /slow', { timeoutMs: 20_000 }),
      assertNoSecrets(test.exporter, ['first last'], { timeoutMs: 20_000 }),
    ].map((assertion) => expect(assertion).rejects.toThrow());
    await expect(assertNotCaptured(test.exporter, 'GET /slow', { timeoutMs: 1 })).rejects.toThrow(
      'toHaveCaptured: cannot be told yet, 1 exchange is still under way after 1 ms.',
    );
    finish();
    await answer.text();

    await Promise.all(assertions);
  });

  it('wait for a request that is under way', async () => {
    await using test = await startTest(adapter);
    const answer = await fetch(`${test.url}/slow`);

    const assertion = expect(test.exporter).toHaveCaptured('GET /slow', { timeoutMs: 20_000 });
    finish();
    await answer.text();

    await assertion;
  });

  it('tell absence after an answer that fills the socket', async () => {
    await using test = await startTest(adapter);

    await (await fetch(`${test.url}/large`)).arrayBuffer();

    await expect(assertNotCaptured(test.exporter, 'GET /large')).rejects.toThrow(
      'Expected not to capture\n  GET /large\nGot GET /large 200',
    );
  });

  it('need not wait for the flush interval of an exporter that the app was given', async () => {
    const exporter = new InMemoryExporter();
    const module = APIToolkitModule.forRoot({ exporter, queue: { flushIntervalMs: 3_600_000 } });
    await using running = await startApp(adapter, appOf(module));

    await (await fetch(`${running.url}/rates`)).text();

    await expect(exporter).toHaveCaptured('GET /rates');
    await expect(exporter).not.toHaveCaptured('GET /broken');
  });

  it('judge what an app delivered before it was closed', async () => {
    const test = await startTest(adapter);
    await (await fetch(`${test.url}/rates`)).text();

    await test.app.close();

    await expect(test.exporter).toHaveCaptured('GET /rates');
    await expect(test.exporter).toHaveNoSecrets(['hunter2-the-secret']);
  });
});

function appOf(module: ReturnType<typeof APIToolkitModule.forRoot>): Type {
  class AppModule {}
  Module({ imports: [module, OrdersModule] })(AppModule);
  return AppModule;
}
