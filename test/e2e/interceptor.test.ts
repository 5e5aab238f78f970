import 'reflect-metadata';
import {
  Catch,
  Controller,
  Get,
  Module,
  Sse,
  UseFilters,
  type ArgumentsHost,
  type Type,
} from '@nestjs/common';
import { ApplicationConfig } from '@nestjs/core';
import { concat, of, throwError, type Observable } from 'rxjs';
import { describe, expect, it } from 'vitest';
import { APIToolkitInterceptor, APIToolkitModule } from '../../lib/index.js';
import { InMemoryExporter } from '../../lib/testing/index.js';
import { adapters, startApp, type Adapter } from '../support/nest-app.js';

@Catch()
class TeapotFilter {
  catch(_error: unknown, host: ArgumentsHost): void {
    const reply = host.switchToHttp().getResponse();
    reply.status(418).send({ teapot: true });
  }
}

class FailingBase {
  @Get('inherited')
  @UseFilters(new TeapotFilter())
  inherited(): never {
    throw new RangeError('inherited');
  }
}

@Controller()
class PlainController extends FailingBase {
  @Get('plain')
  plain(): string {
    return 'fine';
  }
}

@Controller()
class StreamingController {
  @Sse('events')
  events(): Observable<{ data: string }> {
    return concat(
      of({ data: 'one' }),
      throwError(() => new RangeError('the stream broke')),
    );
  }
}

@Controller()
class FrozenFilterController {
  @Get('frozen')
  @UseFilters(Object.freeze(new TeapotFilter()))
  frozen(): never {
    throw new RangeError('frozen');
  }
}

async function start(adapter: Adapter, controller: Type) {
  const exporter = new InMemoryExporter();
  class AppModule {}
  Module({
    imports: [APIToolkitModule.forRoot({ exporter, queue: { flushIntervalMs: 1 } })],
    controllers: [controller],
  })(AppModule);
  const running = await startApp(adapter, AppModule);
  const interceptors = running.app.get(ApplicationConfig).getGlobalInterceptors();
  const errorsAt = async (path: string) => {
    await (await fetch(running.url + path)).text();
    const { errors } = await exporter.waitFor(({ request }) => request.path === path);
    return errors.map(({ type, message }) => `${type}: ${message}`);
  };
  return {
    errorsAt,
    hasInterceptor: interceptors.some((each) => each instanceof APIToolkitInterceptor),
    [Symbol.asyncDispose]: () => running.app.close(),
  };
}

describe.each(adapters)('the interceptor on %s', (adapter) => {
  it('stays out of an app in which every error comes by an exception filter', async () => {
    await using app = await start(adapter, PlainController);

    expect(app.hasInterceptor).toBe(false);
    expect(await app.errorsAt('/plain')).toEqual([]);
    expect(await app.errorsAt('/inherited')).toEqual(['RangeError: inherited']);
  });

  it('sees an error in the midst of a stream of events', async () => {
    await using app = await start(adapter, StreamingController);

    expect(app.hasInterceptor).toBe(true);
    expect(await app.errorsAt('/events')).toEqual(['RangeError: the stream broke']);
  });

  it('sees an error that a frozen filter answers', async () => {
    await using app = await start(adapter, FrozenFilterController);

    expect(app.hasInterceptor).toBe(true);
    expect(await app.errorsAt('/frozen')).toEqual(['RangeError: frozen']);
  });
});
