import 'reflect-metadata';
import { Controller, Get, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { ExpressAdapter } from '@nestjs/platform-express';
import { FastifyAdapter } from '@nestjs/platform-fastify';

/** A small app in a process of its own. Its arguments: adapter, 'with' or 'without' our module, what it goes through, and our endpoint. */
const [, , adapter, module, scenario, endpoint] = process.argv;

const ours = await import('apitoolkit-nestjs');

class GreetingController {
  greet() {
    return { hello: 'there' };
  }
}
Controller('greeting')(GreetingController);
Get()(
  GreetingController.prototype,
  'greet',
  Object.getOwnPropertyDescriptor(GreetingController.prototype, 'greet'),
);

class AppModule {}
Module({
  controllers: [GreetingController],
  imports:
    module === 'without'
      ? []
      : // An hour: what leaves does so because the process ends, not because it is time.
        [
          ours.APIToolkitModule.forRoot({
            endpoint,
            protocol: endpoint.startsWith('grpc:') ? 'grpc' : 'http/protobuf',
            queue: { flushIntervalMs: 3_600_000, shutdownTimeoutMs: 500 },
          }),
        ],
})(AppModule);

const SCENARIOS = {
  async closed() {
    const app = await listening();
    await greet(app);
    await app.close();
  },
  async answer() {
    const app = await listening();
    console.log(await greet(app));
    await app.close();
  },
  async 'answer with frozen built-ins'() {
    for (const name of [
      'Object',
      'Array',
      'Function',
      'Promise',
      'Map',
      'Set',
      'WeakMap',
      'Date',
      'RegExp',
      'Error',
      'String',
    ]) {
      Object.freeze(globalThis[name]);
      Object.freeze(globalThis[name].prototype);
    }
    await SCENARIOS.answer();
  },
  async 'context left open'() {
    await NestFactory.createApplicationContext(AppModule, { logger: false });
  },
  async 'context closed'() {
    const context = await NestFactory.createApplicationContext(AppModule, { logger: false });
    ours.reportError(new Error('in a job'));
    await context.close();
  },
  async 'context left open under an export'() {
    const context = await NestFactory.createApplicationContext(AppModule, { logger: false });
    ours.reportError(new Error('in a job'));
    await context.get(ours.APIToolkitService, { strict: false }).flush(500);
  },
  async 'closed and created again'() {
    for (let round = 0; round < 3; round += 1) {
      const app = await listening();
      await greet(app);
      await app.close();
    }
    console.log(JSON.stringify(listeners()));
  },
  async 'terminated with shutdown hooks'() {
    const app = await listening();
    app.enableShutdownHooks();
    await greet(app);
    console.log('ready');
  },
  async 'terminated without shutdown hooks'() {
    await greet(await listening());
    console.log('ready');
  },
  async 'uncaught exception'() {
    await greet(await listening());
    setImmediate(() => {
      throw new Error('nobody catches this');
    });
  },
  async 'unhandled rejection'() {
    await greet(await listening());
    void Promise.reject(new Error('nobody handles this'));
  },
  async 'exit by hand'() {
    await greet(await listening());
    process.exit(7);
  },
  async listeners() {
    const app = await listening();
    await greet(app);
    console.log(JSON.stringify(listeners()));
    await app.close();
  },
};

await SCENARIOS[scenario]();

async function listening() {
  const http = adapter === 'express' ? new ExpressAdapter() : new FastifyAdapter();
  const app = await NestFactory.create(AppModule, http, { logger: false });
  await app.listen(0, '127.0.0.1');
  return app;
}

async function greet(app) {
  // No agent of ours keeps a socket that would keep the server.
  const response = await fetch(`${await app.getUrl()}/greeting`, { headers: { connection: 'close' } });
  return `${response.status} ${await response.text()}`;
}

/** How many listeners the process has for each event it has any for. */
function listeners() {
  return Object.fromEntries(
    process.eventNames().map((event) => [String(event), process.listenerCount(event)]),
  );
}
