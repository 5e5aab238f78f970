import 'reflect-metadata';
import { Controller, Get, Param, type DynamicModule } from '@nestjs/common';
import { expect, it } from 'vitest';
import { APIToolkitModule, APIToolkitService, type APIToolkitModuleOptions } from '../../lib/index.js';
import { GrpcReceiver } from '../support/grpc-receiver.js';
import { HttpProxy } from '../support/http-proxy.js';
import { adapters, startApp } from '../support/nest-app.js';
import { OtlpReceiver } from '../support/otlp-receiver.js';
import { identity, pem } from '../support/tls-files.js';

@Controller('orders')
class OrdersController {
  @Get(':id')
  find(@Param('id') id: string): object {
    return { id };
  }
}

function appWith(options: APIToolkitModuleOptions): DynamicModule {
  class AppModule {}
  return { module: AppModule, imports: [APIToolkitModule.forRoot(options)], controllers: [OrdersController] };
}

const apiKey = 'k3y-which-no-proxy-may-see';
const tls = { ca: pem('ca'), ...identity('client') };

it.each(adapters)(
  'an app on %s delivers over mutual TLS through a proxy with credentials',
  async (adapter) => {
    const mutual = { ca: pem('ca'), requestCert: true, rejectUnauthorized: true };
    const receiver = await OtlpReceiver.start(0, { ...identity('server'), ...mutual });
    const proxy = await HttpProxy.start({ credentials: 'user:p4ssword' });
    await using running = await startApp(
      adapter,
      appWith({ endpoint: receiver.url, apiKey, tls, proxy: proxy.url() }),
    );
    const service = running.app.get(APIToolkitService);

    for (const id of ['1', '2', '3']) await (await fetch(`${running.url}/orders/${id}`)).text();
    await service.flush(10_000);

    expect(service.status()).toMatchObject({ captured: 3, delivered: 3, queued: 0, dropped: {} });
    expect(receiver.spans).toHaveLength(3);
    expect(proxy.seenText()).not.toContain(apiKey);
    await proxy.close();
    await receiver.close();
  },
);

it.each(adapters)('an app on %s delivers by gRPC over mutual TLS', async (adapter) => {
  const receiver = await GrpcReceiver.start({ tls: { ...identity('server'), ca: pem('ca') } });
  await using running = await startApp(
    adapter,
    appWith({ protocol: 'grpc', endpoint: receiver.url, apiKey, tls }),
  );
  const service = running.app.get(APIToolkitService);

  await (await fetch(`${running.url}/orders/1`)).text();
  await service.flush(10_000);

  expect(service.status()).toMatchObject({ captured: 1, delivered: 1, dropped: {} });
  await receiver.close();
});
