import 'reflect-metadata';
import { Controller, Get, Module, type DynamicModule, type LoggerService } from '@nestjs/common';
import axios from 'axios';
import { afterEach, describe, expect, it } from 'vitest';
import {
  APIToolkitModule,
  APIToolkitService,
  observeAxios,
  type APIToolkitModuleOptions,
} from '../../lib/index.js';
import { InMemoryExporter } from '../../lib/testing/index.js';
import { MemoryLogger } from '../support/memory-logger.js';
import { adapters, startApp, type RunningApp } from '../support/nest-app.js';
import { RemoteServer } from '../support/remote-server.js';

@Controller()
class ThingsController {
  @Get('things')
  things(): object {
    return { things: 1 };
  }

  @Get('failing')
  failing(): never {
    throw new Error('no luck');
  }
}

@Module({ controllers: [ThingsController] })
class ThingsModule {}

function moduleOf(options: APIToolkitModuleOptions): DynamicModule {
  return {
    module: ThingsModule,
    imports: [APIToolkitModule.forRoot({ ...options, queue: { flushIntervalMs: 1 } })],
  };
}

/** What a JavaScript user may pass. */
const untyped = (value: unknown): never => value as never;

const busyFor = (ms: number): void => {
  const untilMs = performance.now() + ms;
  while (performance.now() < untilMs);
};

describe.each(adapters)('functions of the user on %s', (adapter) => {
  let running: RunningApp | undefined;
  afterEach(() => running?.app.close());

  async function outcomeOf(options: APIToolkitModuleOptions, ...paths: string[]) {
    const exporter = new InMemoryExporter();
    const logger = new MemoryLogger();
    running = await startApp(adapter, moduleOf({ ...options, exporter }), { logger });
    const answers: string[] = [];
    for (const path of paths) {
      const response = await fetch(`${running.url}${path}`);
      answers.push(`${response.status} ${await response.text()}`);
    }
    const service = running.app.get(APIToolkitService);
    await service.flush();
    // A rejection that nobody handles fails the run; it is told of after the turn in which it happened.
    await new Promise((resolve) => setImmediate(resolve));
    const { captured, delivered, dropped } = service.status();
    return { answers, captured, delivered, dropped, exchanges: exporter.exchanges, said: logger.own };
  }

  it.each<[string, unknown, string]>([
    [
      'throws',
      () => {
        throw new Error('hook');
      },
      'before_send_error',
    ],
    [
      'throws nothing',
      () => {
        throw undefined;
      },
      'before_send_error',
    ],
    ['returns undefined', () => undefined, 'before_send_error'],
    ['returns null', () => null, 'before_send'],
    ['returns true', () => true, 'before_send_error'],
    ['returns text', () => 'text', 'before_send_error'],
    ['returns something else', () => ({ some: 'thing' }), 'before_send_error'],
    ['is asynchronous', async (exchange: unknown) => exchange, 'before_send_error'],
    [
      'is asynchronous and rejects',
      async () => {
        throw new Error('later');
      },
      'before_send_error',
    ],
    ['returns a promise that never settles', () => new Promise(() => {}), 'before_send_error'],
    [
      'changes the exchange and then throws',
      (exchange: object) => {
        Object.assign(exchange, { route: 'changed' });
        throw new Error('after');
      },
      'before_send_error',
    ],
    [
      'returns what cannot be looked at',
      () =>
        new Proxy(
          {},
          {
            has: () => {
              throw new Error('no');
            },
          },
        ),
      'before_send_error',
    ],
  ])('drop the record, counted, when beforeSend %s', async (_name, beforeSend, reason) => {
    const outcome = await outcomeOf({ beforeSend: untyped(beforeSend) }, '/things', '/failing');

    expect(outcome.answers).toEqual([
      '200 {"things":1}',
      '500 {"statusCode":500,"message":"Internal server error"}',
    ]);
    expect(outcome).toMatchObject({ captured: 2, delivered: 0, dropped: { [reason]: 2 }, exchanges: [] });
  });

  it('send what beforeSend made of the exchange, in place or as a copy', async () => {
    const inPlace = (exchange: object): object => Object.assign(exchange, { tags: ['in place'] });

    const { exchanges } = await outcomeOf({ beforeSend: untyped(inPlace) }, '/things');

    expect(exchanges.map(({ tags }) => tags)).toEqual([['in place']]);
  });

  it('are warned of once a minute when they are slow, by the name of the option, and go on', async () => {
    const slow =
      <Result>(result: Result) =>
      (): Result => {
        busyFor(60);
        return result;
      };
    const { delivered, said } = await outcomeOf(
      {
        beforeSend: (exchange) => slow(exchange)(),
        skip: slow(false),
        shouldReport: slow(true),
      },
      '/failing',
      '/failing',
    );

    expect(delivered).toBe(2);
    expect(said.filter((line) => line.includes('option took')).map((line) => line.split(' took')[0])).toEqual(
      expect.arrayContaining([
        'warn The skip option',
        'warn The shouldReport option',
        'warn The beforeSend option',
      ]),
    );
    expect(said.filter((line) => line.includes('option took'))).toHaveLength(3);
  });

  it.each<[string, unknown, object]>([
    [
      'throws',
      () => {
        throw new Error('hook');
      },
      { captured: 1, delivered: 0, dropped: { skip_error: 1 } },
    ],
    ['is asynchronous', async () => false, { captured: 1, delivered: 0, dropped: { skip_error: 1 } }],
    [
      'is asynchronous and rejects',
      async () => {
        throw new Error('later');
      },
      { captured: 1, delivered: 0, dropped: { skip_error: 1 } },
    ],
    ['returns something true', () => 'yes', { captured: 0, delivered: 0, dropped: {} }],
    ['returns nothing', () => undefined, { captured: 1, delivered: 1, dropped: {} }],
  ])('decide on a request when skip %s', async (_name, skip, expected) => {
    const outcome = await outcomeOf({ skip: untyped(skip) }, '/things');

    expect(outcome.answers).toEqual(['200 {"things":1}']);
    expect(outcome).toMatchObject(expected);
  });

  it.each<[string, unknown, number]>([
    [
      'throws',
      () => {
        throw new Error('hook');
      },
      1,
    ],
    ['is asynchronous', async () => false, 1],
    [
      'is asynchronous and rejects',
      async () => {
        throw new Error('later');
      },
      1,
    ],
    ['returns nothing', () => undefined, 0],
    ['returns something true', () => 'yes', 1],
  ])('decide on an error when shouldReport %s', async (_name, shouldReport, count) => {
    const outcome = await outcomeOf({ shouldReport: untyped(shouldReport) }, '/failing');

    expect(outcome.delivered).toBe(1);
    expect(outcome.exchanges.map(({ errors }) => errors.length)).toEqual([count]);
  });

  it('do not matter when they are a logger that throws', async () => {
    const exporter = new InMemoryExporter();
    const fails = (): never => {
      throw new Error('logger');
    };
    const logger: LoggerService = { log: () => {}, error: () => {}, warn: fails, debug: fails };
    running = await startApp(
      adapter,
      moduleOf({ exporter, debug: true, beforeSend: untyped(() => undefined) }),
      {
        logger,
      },
    );

    const response = await fetch(`${running.url}/things`);
    await running.app.get(APIToolkitService).flush();

    expect(response.status).toBe(200);
    expect(running.app.get(APIToolkitService).status()).toMatchObject({ dropped: { before_send_error: 1 } });
  });

  it('do not make a loop of a logger that sends its lines by observed calls', async () => {
    const remote = await RemoteServer.start();
    const http = observeAxios(axios.create());
    const sent: Promise<unknown>[] = [];
    const send = (line: unknown): void => void sent.push(http.post(`${remote.url}/json`, { line }));
    const logger: LoggerService = { log: () => {}, error: () => {}, warn: send, debug: send };
    const exporter = new InMemoryExporter();
    running = await startApp(adapter, moduleOf({ exporter, debug: true }), { logger });

    await fetch(`${running.url}/things`);
    await running.app.get(APIToolkitService).flush();
    await Promise.all(sent);
    await running.app.get(APIToolkitService).flush();

    expect(sent.length).toBeGreaterThan(0);
    expect(exporter.exchanges.map(({ kind }) => kind)).toEqual(['incoming']);
    expect(remote.received.length).toBe(sent.length);
    await remote.stop();
  });
});
