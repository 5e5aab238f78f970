import {
  type INestApplication,
  Injectable,
  type LoggerService,
  Module,
  type OnModuleDestroy,
} from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { ExpressAdapter } from '@nestjs/platform-express';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import type { AppSettings } from './app-settings.js';
import { OrdersController } from './orders.controller.js';
import { importPackage, requireCopy } from './package-under-test.js';

/** The app, with the module or without. */
export async function createApp(settings: AppSettings, logger: LoggerService): Promise<INestApplication> {
  @Module({
    imports: await modulesOf(settings),
    controllers: [OrdersController],
    providers: settings.neighbourHook === undefined ? [] : [neighbour(settings.neighbourHook)],
  })
  class AppModule {}

  const nest = { logger, abortOnError: false };
  const app =
    settings.adapter === 'express'
      ? await NestFactory.create(AppModule, new ExpressAdapter(), nest)
      : await NestFactory.create(AppModule, new FastifyAdapter({ bodyLimit: 200 * 1024 * 1024 }), nest);
  if (settings.adapter === 'express') useLargeBodies(app);
  if (settings.hasShutdownHooks === true) app.enableShutdownHooks();
  return app;
}

async function modulesOf({ options, isImportedTwice }: AppSettings) {
  if (options === undefined) return [];
  const { APIToolkitModule } = await importPackage();
  const first = APIToolkitModule.forRoot(options);
  return isImportedTwice === true ? [first, requireCopy().APIToolkitModule.forRoot(options)] : [first];
}

function neighbour(hook: 'throws' | 'hangs') {
  @Injectable()
  class Neighbour implements OnModuleDestroy {
    onModuleDestroy(): Promise<void> {
      if (hook === 'throws') throw new Error('the neighbour cannot stop');
      return new Promise(() => {});
    }
  }
  return Neighbour;
}

function useLargeBodies(app: INestApplication): void {
  if ('useBodyParser' in app && typeof app.useBodyParser === 'function') {
    app.useBodyParser('json', { limit: '200mb' });
  }
}
