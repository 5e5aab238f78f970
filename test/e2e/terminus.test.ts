import { Controller, Get, Inject, Module, type DynamicModule } from '@nestjs/common';
import { HealthCheck, HealthCheckService, TerminusModule, type HealthCheckResult } from '@nestjs/terminus';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { APIToolkitModule, APIToolkitService } from '../../lib/index.js';
import { APIToolkitHealthIndicator } from '../../lib/terminus/index.js';
import { adapters, startApp } from '../support/nest-app.js';
import { answer, OtlpReceiver } from '../support/otlp-receiver.js';

@Controller()
class HealthController {
  constructor(
    @Inject(HealthCheckService) private readonly health: HealthCheckService,
    @Inject(APIToolkitHealthIndicator) private readonly apitoolkit: APIToolkitHealthIndicator,
  ) {}

  @Get('orders')
  orders(): string {
    return 'none';
  }

  @Get('health')
  @HealthCheck()
  check(): Promise<HealthCheckResult> {
    return this.health.check([() => this.apitoolkit.isHealthy()]);
  }

  @Get('ready')
  @HealthCheck()
  strict(): Promise<HealthCheckResult> {
    return this.health.check([() => this.apitoolkit.isHealthy('telemetry', { failOn: ['dropping'] })]);
  }
}

let receiver: OtlpReceiver;

beforeEach(async () => {
  receiver = await OtlpReceiver.start();
});
afterEach(() => receiver.close());

function app(): DynamicModule {
  @Module({})
  class AppModule {}
  return {
    module: AppModule,
    imports: [
      APIToolkitModule.forRoot({
        endpoint: receiver.url,
        ignore: ['/health', '/ready'],
        queue: { flushIntervalMs: 1 },
      }),
      TerminusModule.forRoot({ logger: false }),
    ],
    controllers: [HealthController],
    providers: [APIToolkitHealthIndicator],
  };
}

describe.each(adapters)('the health of delivery, on %s', (adapter) => {
  it('is up with its figures', async () => {
    await using running = await startApp(adapter, app());
    await fetch(`${running.url}/orders`);
    await running.app.get(APIToolkitService).flush();

    const response = await fetch(`${running.url}/health`);

    const figures = {
      status: 'up',
      destination: `${receiver.url}/v1/traces`,
      queued: 0,
      spooled: 0,
      droppedSinceLastCheck: 0,
    };
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({
      status: 'ok',
      info: { apitoolkit: figures },
      error: {},
      details: { apitoolkit: figures },
    });
  });

  it('stays up when records are lost, says so, and is down where that was asked for', async () => {
    receiver.always(answer(400));
    await using running = await startApp(adapter, app());
    await fetch(`${running.url}/orders`);
    await running.app.get(APIToolkitService).flush();

    const [lenient, strict] = await Promise.all([healthOf('/health'), healthOf('/ready')]);
    const again = await healthOf('/ready');

    expect(lenient).toMatchObject({
      code: 200,
      body: { details: { apitoolkit: { status: 'up', droppedSinceLastCheck: 1, reason: 'dropping' } } },
    });
    expect(strict).toMatchObject({
      code: 503,
      body: {
        status: 'error',
        info: {},
        error: { telemetry: { status: 'down', droppedSinceLastCheck: 1, reason: 'dropping' } },
      },
    });
    expect(again).toMatchObject({
      code: 200,
      body: { info: { telemetry: { status: 'up', droppedSinceLastCheck: 0 } } },
    });

    async function healthOf(path: string): Promise<object> {
      const response = await fetch(`${running.url}${path}`);
      return { code: response.status, body: await response.json() };
    }
  });
});
