import type { AbstractHttpAdapter } from '@nestjs/core';
import type { INestApplication, Type } from '@nestjs/common';
import { ExpressAdapter, type NestExpressApplication } from '@nestjs/platform-express';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { neighbour } from './neighbours.js';
import { type Adapter, DEFAULT_MAX_REQUEST_BYTES, type TortureOptions } from './torture-options.js';

const PUBLIC_FOLDER = fixture('public');

export function createAdapter(adapter: Adapter, options: TortureOptions): AbstractHttpAdapter {
  if (adapter === 'express') return new ExpressAdapter();

  const bodyLimit = options.maxRequestBytes ?? DEFAULT_MAX_REQUEST_BYTES;
  if (options.transport === 'h2c') return new FastifyAdapter({ bodyLimit, http2: true });
  if (options.transport === 'https') return new FastifyAdapter({ bodyLimit, https: certificate() });
  return new FastifyAdapter({ bodyLimit });
}

/** Express takes its certificate from Nest, Fastify from its adapter. */
export function nestHttpsOptions(adapter: Adapter, { transport }: TortureOptions) {
  return adapter === 'express' && transport === 'https' ? { httpsOptions: certificate() } : {};
}

export async function uploadsController(adapter: Adapter): Promise<Type> {
  const { UploadsController } =
    adapter === 'express' ? await import('./uploads.express.js') : await import('./uploads.fastify.js');
  return UploadsController;
}

/** What main.ts does with the framework itself: body limits, static files, compression, multipart. */
export async function finishAdapter(app: INestApplication, options: TortureOptions): Promise<void> {
  if (isExpress(app)) finishExpress(app, options);
  if (isFastify(app)) await finishFastify(app, options);
}

function isExpress(app: INestApplication): app is NestExpressApplication {
  return app.getHttpAdapter().getType() === 'express';
}

function isFastify(app: INestApplication): app is NestFastifyApplication {
  return app.getHttpAdapter().getType() === 'fastify';
}

function finishExpress(app: NestExpressApplication, options: TortureOptions): void {
  if (options.maxRequestBytes !== undefined) app.useBodyParser('json', { limit: options.maxRequestBytes });
  if (options.staticFiles === true) app.useStaticAssets(PUBLIC_FOLDER, { prefix: '/static' });
  if (options.compression !== undefined) app.use(compressionMiddleware());
}

async function finishFastify(app: NestFastifyApplication, options: TortureOptions): Promise<void> {
  // The plugins' types are those of one Fastify major; each is the one for the major under test.
  const register = (plugin: unknown, settings: object): unknown =>
    Reflect.apply(app.register, app, [plugin, settings]);

  await register(neighbour('@fastify/multipart'), {});
  if (options.staticFiles === true) {
    await register(neighbour('@fastify/static'), { root: PUBLIC_FOLDER, prefix: '/static/' });
  }
  if (options.compression === 'plugin') await register(neighbour('@fastify/compress'), { threshold: 100 });
  if (options.compression === 'middleware') app.use(compressionMiddleware());
}

function compressionMiddleware(): unknown {
  const compression = neighbour('compression');
  if (typeof compression !== 'function') throw new TypeError('compression exports a function');
  return Reflect.apply(compression, undefined, [{ threshold: 100 }]);
}

function certificate(): { key: string; cert: string } {
  return {
    key: readFileSync(fixture('torture.test.key.pem'), 'utf8'),
    cert: readFileSync(fixture('torture.test.cert.pem'), 'utf8'),
  };
}

function fixture(name: string): string {
  return fileURLToPath(new URL(`../fixtures/${name}`, import.meta.url));
}
