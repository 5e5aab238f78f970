import 'reflect-metadata';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { Controller, Module, UseGuards, type CanActivate, type DynamicModule } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import {
  ClientProxyFactory,
  MessagePattern,
  Payload,
  RpcException,
  Transport,
  type MicroserviceOptions,
} from '@nestjs/microservices';
import { lastValueFrom } from 'rxjs';
import { describe, expect, it } from 'vitest';
import { APIToolkitModule, APIToolkitService, reportError } from '../../lib/index.js';
import { InMemoryExporter } from '../../lib/testing/index.js';
import { adapters, startApp, type Adapter } from '../support/nest-app.js';

class DenyingGuard implements CanActivate {
  canActivate(): boolean {
    return false;
  }
}

@Controller()
class SumsController {
  @MessagePattern('sum')
  sum(@Payload() numbers: number[]): number {
    return numbers.reduce((sum, each) => sum + each, 0);
  }

  @MessagePattern('refused')
  refused(): never {
    throw new RpcException({ code: 'REFUSED' });
  }

  @MessagePattern('failed')
  async failed(): Promise<never> {
    await Promise.resolve();
    throw new TypeError('no such number');
  }

  @MessagePattern('denied')
  @UseGuards(DenyingGuard)
  denied(): string {
    return 'never';
  }

  @MessagePattern('reported')
  reported(): string {
    reportError(new RangeError('noticed'));
    return 'fine';
  }
}

interface Service extends AsyncDisposable {
  readonly port: number;
  readonly apitoolkit: APIToolkitService | undefined;
}

type Start = (imports: DynamicModule[], port: number) => Promise<Service>;

/** The ways in which a Nest process serves messages over TCP. */
const SERVICES: [string, Start][] = [
  ...adapters.map((adapter): [string, Start] => [
    `beside an app on ${adapter} whose configuration it does not inherit`,
    (imports, port) => startBeside(adapter, imports, port),
  ]),
  ['by itself, without HTTP', startAlone],
];

async function startBeside(adapter: Adapter, imports: DynamicModule[], port: number): Promise<Service> {
  const { app } = await startApp(adapter, moduleWith(imports));
  app.connectMicroservice<MicroserviceOptions>(tcp(port), { inheritAppConfig: false });
  await app.startAllMicroservices();
  return {
    port,
    apitoolkit: imports.length === 0 ? undefined : app.get(APIToolkitService),
    [Symbol.asyncDispose]: () => app.close(),
  };
}

async function startAlone(imports: DynamicModule[], port: number): Promise<Service> {
  const service = await NestFactory.createMicroservice<MicroserviceOptions>(moduleWith(imports), {
    ...tcp(port),
    logger: false,
  });
  await service.listen();
  return {
    port,
    apitoolkit: imports.length === 0 ? undefined : service.get(APIToolkitService),
    [Symbol.asyncDispose]: () => service.close(),
  };
}

function moduleWith(imports: DynamicModule[]): DynamicModule {
  class ServiceModule {}
  Module({})(ServiceModule);
  return { module: ServiceModule, imports, controllers: [SumsController] };
}

function tcp(port: number) {
  return { transport: Transport.TCP, options: { host: '127.0.0.1', port } } as const;
}

async function withService<Result>(
  start: Start,
  imports: DynamicModule[],
  use: (service: Service) => Promise<Result>,
): Promise<Result> {
  await using service = await start(imports, await freePort());
  return await use(service);
}

/** One message of each pattern, and what came back. */
async function converse({ port }: Service): Promise<string[]> {
  const client = ClientProxyFactory.create(tcp(port));
  const answers: string[] = [];
  for (const pattern of ['sum', 'refused', 'failed', 'denied', 'reported', 'nobody']) {
    const answer = lastValueFrom(client.send<unknown>(pattern, [1, 2, 3])).then(
      (value) => JSON.stringify(value),
      (error: unknown) => `failed with ${JSON.stringify(error)}`,
    );
    answers.push(`${pattern}: ${await answer}`);
  }
  await client.close();
  return answers;
}

/** Nest does not tell which port a microservice got. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  // A server that listens on TCP has an address of this kind.
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

describe.each(SERVICES)('a microservice %s', (_name, start) => {
  it('answers as it does without us, and no message becomes a record', async () => {
    const exporter = new InMemoryExporter();
    // First, and to its end: reportError finds the module of the whole process.
    const expected = await withService(start, [], converse);
    await using service = await start([APIToolkitModule.forRoot({ exporter })], await freePort());

    const answers = await converse(service);
    await service.apitoolkit?.flush();

    expect(answers).toEqual(expected);
    expect(answers[0]).toBe('sum: 6');
    expect(exporter.exchanges).toEqual([]);
    expect(exporter.errors.map(({ error }) => `${error.type}: ${error.message}`)).toEqual([
      'RangeError: noticed',
    ]);
    expect(service.apitoolkit?.status()).toMatchObject({ captured: 1, delivered: 1, dropped: {} });
  });
});
