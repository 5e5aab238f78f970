import type { DynamicModule, INestApplication, LoggerService, Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { ExpressAdapter } from '@nestjs/platform-express';
import { FastifyAdapter } from '@nestjs/platform-fastify';

/** The HTTP adapters that every behaviour is tested on. */
export const adapters = ['express', 'fastify'] as const;
export type Adapter = (typeof adapters)[number];

export interface RunningApp extends AsyncDisposable {
  readonly app: INestApplication;
  /** Such as `http://127.0.0.1:41234`, without a slash at the end. */
  readonly url: string;
}

export interface AppOptions {
  readonly logger?: LoggerService | false;
  /** What a main.ts does between creating the app and listening. */
  readonly prepare?: (app: INestApplication) => void | Promise<void>;
  /** A free one by default. */
  readonly port?: number;
}

/** Starts a Nest app, as a main.ts would. */
export async function startApp(
  adapter: Adapter,
  root: Type | DynamicModule,
  { logger = false, prepare, port = 0 }: AppOptions = {},
): Promise<RunningApp> {
  const httpAdapter = adapter === 'express' ? new ExpressAdapter() : new FastifyAdapter();
  const app = await NestFactory.create(root, httpAdapter, { logger, abortOnError: false });
  await prepare?.(app);
  await app.listen(port, '127.0.0.1');
  return { app, url: await app.getUrl(), [Symbol.asyncDispose]: () => app.close() };
}

/** Posts JSON and reads the answer to its end. */
export async function postJson(
  url: string,
  body: unknown,
  headers: Record<string, string> = {},
): Promise<Response> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
  await response.clone().arrayBuffer();
  return response;
}
