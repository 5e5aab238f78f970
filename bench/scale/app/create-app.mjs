import 'reflect-metadata';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { ordersController } from './orders.controller.mjs';
import { routesController } from './routes.controller.mjs';

const BODY_LIMIT_BYTES = 4 * 1024 * 1024;

/**
 * The app of the settings: `adapter`; `routes`, so many more of them, `decorated` or not; `answerBytes` of the POST; and
 * `options` of the module, without which it is bare.
 */
export async function createApp({ adapter, routes = 0, decorated = false, answerBytes = 250, options }) {
  const library = options && (await import('../../../dist/esm/index.js'));
  class AppModule {}
  Module({
    imports: library === undefined ? [] : [library.APIToolkitModule.forRoot(options)],
    controllers: [ordersController(answerBytes), routesController(routes, decorated)],
  })(AppModule);
  const app = await NestFactory.create(AppModule, await adapterNamed(adapter), {
    logger: ['error', 'fatal'],
  });
  if (adapter === 'express') app.useBodyParser('json', { limit: BODY_LIMIT_BYTES });
  return { app, service: library && app.get(library.APIToolkitService) };
}

async function adapterNamed(name) {
  if (name === 'express') return new (await import('@nestjs/platform-express')).ExpressAdapter();
  const { FastifyAdapter } = await import('@nestjs/platform-fastify');
  return new FastifyAdapter({ bodyLimit: BODY_LIMIT_BYTES });
}
