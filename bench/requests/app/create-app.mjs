import 'reflect-metadata';
import { HttpModule, HttpService } from '@nestjs/axios';
import { NestFactory } from '@nestjs/core';
import { appModuleWith } from './app.module.mjs';

/**
 * What a library may add: `imports` and `providers` of the module, `http` as the client that the app injects, `nestOptions`
 * of the app, and `use()` for what its users write into main.ts.
 */
export async function createApp(adapter, { http = HttpService, imports = [], nestOptions, use, ...library }) {
  const module = appModuleWith({
    ...library,
    imports: http === HttpService ? [...imports, HttpModule] : imports,
    http,
  });
  const app = await NestFactory.create(module, await adapterNamed(adapter), {
    logger: ['error', 'fatal'],
    ...nestOptions,
  });
  await use?.(app);
  return app;
}

async function adapterNamed(name) {
  if (name === 'express') return new (await import('@nestjs/platform-express')).ExpressAdapter();
  return new (await import('@nestjs/platform-fastify')).FastifyAdapter();
}
