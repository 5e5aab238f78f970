import 'reflect-metadata';
import {
  CallHandler,
  Controller,
  ExecutionContext,
  Injectable,
  Module,
  NestInterceptor,
  Post,
  Scope,
  Sse,
  type CanActivate,
  type Provider,
  type Type,
} from '@nestjs/common';
import { APP_GUARD, APP_INTERCEPTOR, ApplicationConfig } from '@nestjs/core';
import { of, type Observable } from 'rxjs';
import { describe, expect, it } from 'vitest';
import {
  APIToolkitGuard,
  APIToolkitInterceptor,
  APIToolkitModule,
  RedactBody,
  RedactHeaders,
  Tags,
} from '../../lib/index.js';
import { InMemoryExporter } from '../../lib/testing/index.js';
import { adapters, postJson, startApp, type Adapter, type AppOptions } from '../support/nest-app.js';

@Injectable()
class DenyAll implements CanActivate {
  canActivate(): boolean {
    return false;
  }
}

@Injectable({ scope: Scope.REQUEST })
class RequestScopedDenyAll extends DenyAll {}

@Injectable()
class AnswerAll implements NestInterceptor {
  intercept(_context: ExecutionContext, _next: CallHandler): Observable<unknown> {
    return of({ short: 'circuit' });
  }
}

@Controller('vault')
@RedactHeaders('x-vault')
class VaultController {
  @Post(':id')
  @RedactBody('$.combination')
  @Tags('vault')
  open(): object {
    return { opened: true };
  }
}

/** Our interceptor is needed where events are streamed. */
@Controller('events')
class EventsController {
  @Sse()
  events(): Observable<{ data: string }> {
    return of({ data: 'one' });
  }
}

async function start(
  adapter: Adapter,
  providers: Provider[],
  options: AppOptions = {},
  controllers: Type[] = [],
) {
  const exporter = new InMemoryExporter();
  class AppModule {}
  Module({
    // After the app's own providers, as Nest orders them: theirs would come first.
    providers,
    controllers: [VaultController, ...controllers],
    imports: [APIToolkitModule.forRoot({ exporter, queue: { flushIntervalMs: 1 } })],
  })(AppModule);
  const running = await startApp(adapter, AppModule, options);
  return { ...running, exporter, [Symbol.asyncDispose]: () => running.app.close() };
}

describe.each(adapters)('the order of enhancers on %s', (adapter) => {
  it.each<[string, Provider[], AppOptions]>([
    ['APP_GUARD', [{ provide: APP_GUARD, useClass: DenyAll }], {}],
    ['a request-scoped APP_GUARD', [{ provide: APP_GUARD, useClass: RequestScopedDenyAll }], {}],
    ['useGlobalGuards', [], { prepare: (app) => void app.useGlobalGuards(new DenyAll()) }],
  ])('knows handler and rules of a request that %s denies', async (_name, providers, options) => {
    await using app = await start(adapter, providers, options);

    const response = await postJson(
      `${app.url}/vault/1`,
      { combination: 'hunter2', owner: 'ada' },
      { 'x-vault': 'hunter2' },
    );

    expect(response.status).toBe(403);
    const exchange = await app.exporter.waitFor(() => true);
    expect(exchange).toMatchObject({
      route: '/vault/:id',
      controller: 'VaultController',
      handler: 'open',
      tags: ['vault'],
      request: { body: { text: '{"combination":"[CLIENT_REDACTED]","owner":"ada"}' } },
      response: { statusCode: 403 },
    });
    expect(JSON.stringify(exchange)).not.toContain('hunter2');
  });

  it.each<[string, Provider[], AppOptions]>([
    ['APP_INTERCEPTOR', [{ provide: APP_INTERCEPTOR, useClass: AnswerAll }], {}],
    ['useGlobalInterceptors', [], { prepare: (app) => void app.useGlobalInterceptors(new AnswerAll()) }],
  ])('lets %s answer instead of the handler', async (_name, providers, options) => {
    await using app = await start(adapter, providers, options);

    const response = await postJson(`${app.url}/vault/1`, { combination: 'hunter2' });

    expect(await response.json()).toEqual({ short: 'circuit' });
    expect((await app.exporter.waitFor(() => true)).response?.body?.text).toBe('{"short":"circuit"}');
  });

  it('runs our guard and our interceptor before those of the app', async () => {
    await using app = await start(
      adapter,
      [
        { provide: APP_GUARD, useClass: DenyAll },
        { provide: APP_INTERCEPTOR, useClass: AnswerAll },
      ],
      {},
      [EventsController],
    );
    const config = app.app.get(ApplicationConfig);

    expect(config.getGlobalGuards().map((guard) => guard.constructor)).toEqual([APIToolkitGuard, DenyAll]);
    expect(config.getGlobalInterceptors().map((interceptor) => interceptor.constructor)).toEqual([
      APIToolkitInterceptor,
      AnswerAll,
    ]);
  });
});
