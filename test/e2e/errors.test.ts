import 'reflect-metadata';
import {
  Catch,
  Controller,
  ForbiddenException,
  Get,
  HttpException,
  Inject,
  Injectable,
  InternalServerErrorException,
  Module,
  Scope,
  UseFilters,
  UseGuards,
  type ArgumentsHost,
  type CanActivate,
  type ExceptionFilter,
  type Provider,
} from '@nestjs/common';
import { APP_FILTER, BaseExceptionFilter } from '@nestjs/core';
import { describe, expect, it } from 'vitest';
import { APIToolkitModule, APIToolkitService, reportError } from '../../lib/index.js';
import { InMemoryExporter } from '../../lib/testing/index.js';
import { adapters, startApp, type AppOptions, type Adapter } from '../support/nest-app.js';

/** Answers every error in a format of its own. */
@Catch()
class TeapotFilter implements ExceptionFilter {
  catch(_error: unknown, host: ArgumentsHost): void {
    const reply = host.switchToHttp().getResponse();
    reply.status(418).send({ teapot: true });
  }
}

@Catch()
@Injectable({ scope: Scope.REQUEST })
class RequestScopedTeapotFilter extends TeapotFilter {}

@Injectable()
class ThrowingGuard implements CanActivate {
  canActivate(): boolean {
    throw new InternalServerErrorException('guard is down');
  }
}

class PaymentError extends Error {}

@Controller()
class FailingController {
  constructor(@Inject(APIToolkitService) private readonly apitoolkit: APIToolkitService) {}

  @Get('error')
  error(): never {
    throw new PaymentError('declined', { cause: new TypeError('no route to bank') });
  }

  @Get('server-error')
  serverError(): never {
    throw new InternalServerErrorException('broken');
  }

  @Get('client-error')
  clientError(): never {
    throw new ForbiddenException('go away');
  }

  @Get('thrown/text')
  text(): never {
    throw 'just text';
  }

  @Get('thrown/undefined')
  nothing(): never {
    throw undefined;
  }

  @Get('guarded')
  @UseGuards(ThrowingGuard)
  guarded(): string {
    return 'never';
  }

  @Get('filtered/guarded')
  @UseGuards(ThrowingGuard)
  @UseFilters(new TeapotFilter())
  filteredGuard(): string {
    return 'never';
  }

  @Get('filtered/class')
  @UseFilters(TeapotFilter)
  filtered(): never {
    throw new PaymentError('declined');
  }

  @Get('by-hand')
  byHand(): string {
    const error = new PaymentError('noticed');
    this.apitoolkit.reportError(error);
    this.apitoolkit.reportError(error);
    reportError(new RangeError('noticed too'));
    reportError('and a text');
    return 'fine';
  }
}

async function start(adapter: Adapter, providers: Provider[] = [], options: AppOptions = {}) {
  const exporter = new InMemoryExporter();
  class AppModule {}
  Module({
    imports: [APIToolkitModule.forRoot({ exporter, queue: { flushIntervalMs: 1 } })],
    controllers: [FailingController],
    providers,
  })(AppModule);
  const running = await startApp(adapter, AppModule, options);
  const get = async (path: string) => {
    const response = await fetch(running.url + path);
    const answer = { status: response.status, body: await response.text() };
    const { errors } = await exporter.waitFor(({ request }) => request.path === path);
    return { ...answer, errors: errors.map(({ type, message }) => `${type}: ${message}`) };
  };
  return { ...running, exporter, get, [Symbol.asyncDispose]: () => running.app.close() };
}

describe.each(adapters)('errors on %s', (adapter) => {
  it.each([
    ['/error', 500, ['PaymentError: declined']],
    ['/server-error', 500, ['InternalServerErrorException: broken']],
    ['/client-error', 403, []],
    ['/thrown/text', 500, ['string: just text']],
    ['/thrown/undefined', 500, ['undefined: undefined']],
    ['/guarded', 500, ['InternalServerErrorException: guard is down']],
    ['/filtered/guarded', 418, ['InternalServerErrorException: guard is down']],
    ['/filtered/class', 418, ['PaymentError: declined']],
    ['/by-hand', 200, ['PaymentError: noticed', 'RangeError: noticed too', 'string: and a text']],
  ])('%s answers %i and reports %j', async (path, status, errors) => {
    await using app = await start(adapter);

    expect(await app.get(path)).toMatchObject({ status, errors });
  });

  it('reports the cause and the stack with an error', async () => {
    await using app = await start(adapter);

    await app.get('/error');

    const [error] = app.exporter.exchanges[0]?.errors ?? [];
    expect(error?.cause).toMatchObject({ type: 'TypeError', message: 'no route to bank' });
    expect(error?.stack).toMatch(/at .*FailingController\.error|at .*errors\.test/);
  });

  it.each<[string, Provider[], AppOptions]>([
    ['APP_FILTER', [{ provide: APP_FILTER, useClass: TeapotFilter }], {}],
    ['a request-scoped APP_FILTER', [{ provide: APP_FILTER, useClass: RequestScopedTeapotFilter }], {}],
    ['useGlobalFilters', [], { prepare: (app) => void app.useGlobalFilters(new TeapotFilter()) }],
  ])(
    'lets a filter of the app answer, registered with %s, and reports all the same',
    async (_n, providers, options) => {
      await using app = await start(adapter, providers, options);

      expect(await app.get('/error')).toEqual({
        status: 418,
        body: '{"teapot":true}',
        errors: ['PaymentError: declined'],
      });
      expect(await app.get('/guarded')).toMatchObject({
        status: 418,
        errors: ['InternalServerErrorException: guard is down'],
      });
    },
  );

  it('leaves what a filter inherits untouched', async () => {
    const before = [Promise.prototype.catch, BaseExceptionFilter.prototype.catch];
    @Catch()
    class InheritingFilter extends BaseExceptionFilter {}
    await using app = await start(adapter, [{ provide: APP_FILTER, useClass: InheritingFilter }]);

    expect(await app.get('/error')).toMatchObject({ status: 500, errors: ['PaymentError: declined'] });
    expect([Promise.prototype.catch, BaseExceptionFilter.prototype.catch]).toEqual(before);
  });

  it("keeps Nest's default answer where the app has no filter", async () => {
    await using app = await start(adapter);

    expect((await app.get('/error')).body).toBe('{"statusCode":500,"message":"Internal server error"}');
    expect((await app.get('/client-error')).body).toBe(
      '{"message":"go away","error":"Forbidden","statusCode":403}',
    );
  });

  it('reports an error outside of any request as a record of its own', async () => {
    await using app = await start(adapter);

    app.app.get(APIToolkitService).reportError(new PaymentError('in a job'));
    reportError(new RangeError('in another'));
    await app.app.get(APIToolkitService).flush();

    expect(app.exporter.errors.map(({ error }) => `${error.type}: ${error.message}`)).toEqual([
      'PaymentError: in a job',
      'RangeError: in another',
    ]);
    expect(app.app.get(APIToolkitService).status()).toMatchObject({ captured: 2, delivered: 2, dropped: {} });
  });

  it('asks shouldReport, and reports when it throws', async () => {
    const exporter = new InMemoryExporter();
    const asked: unknown[] = [];
    class AppModule {}
    Module({
      imports: [
        APIToolkitModule.forRoot({
          exporter,
          queue: { flushIntervalMs: 1 },
          shouldReport(error, context) {
            asked.push(context);
            if (error instanceof HttpException) return context.statusCode === 403;
            throw new Error('no idea');
          },
        }),
      ],
      controllers: [FailingController],
    })(AppModule);
    await using app = await startApp(adapter, AppModule);

    for (const path of ['/client-error', '/server-error', '/error']) await fetch(app.url + path);
    await exporter.waitFor(({ request }) => request.path === '/error');

    expect(exporter.exchanges.map(({ errors }) => errors.map(({ type }) => type))).toEqual([
      ['ForbiddenException'],
      [],
      ['PaymentError'],
    ]);
    expect(asked[0]).toEqual({
      statusCode: 403,
      route: '/client-error',
      controller: 'FailingController',
      handler: 'clientError',
    });
  });
});
