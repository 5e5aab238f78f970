import { Module, type INestApplication } from '@nestjs/common';
import type { NestExpressApplication } from '@nestjs/platform-express';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { APIToolkitModule, APIToolkitService, type APIToolkitModuleOptions } from '../../lib/index.js';
import { MemoryLogger } from '../support/memory-logger.js';
import { startApp, type Adapter } from '../support/nest-app.js';
import { OtlpReceiver } from '../support/otlp-receiver.js';
import { Errands } from './errands.js';
import { LeakClient } from './leak-client.js';
import { leakControllers } from './leak-controllers.js';
import { MAX_BODY_BYTES } from './limits.js';
import { denyInMiddleware } from './leak-middleware.js';
import { Upstream } from './upstream.js';

/** It leaves in every export, and must not turn up in a log line. */
export const API_KEY = 'key-of-this-project';

export interface LeakApp extends AsyncDisposable {
  readonly client: LeakClient;
  readonly errands: Errands;
  readonly receiver: OtlpReceiver;
  readonly logger: MemoryLogger;
  readonly service: APIToolkitService;
}

export interface LeakAppOptions {
  /** Off: no rule of a user and none of the defaults, to see what they keep in. */
  readonly withRules: boolean;
  readonly options?: APIToolkitModuleOptions;
}

/** The rules that an app gives for all its routes. */
const GLOBAL_RULES: APIToolkitModuleOptions = {
  redactHeaders: ['X-Configured'],
  redactQuery: ['voucher', 'filter[secret-plan]'],
  redactRequestBody: ['$.configured.path', '$.list[0]', '$.list[-1]'],
  redactResponseBody: ['$.configured.path'],
  redactPathParams: ['who'],
};

/** A Nest app that ships what it captures over OTLP to a receiver that keeps every byte. */
export async function startLeakApp(
  adapter: Adapter,
  { withRules, options = {} }: LeakAppOptions,
): Promise<LeakApp> {
  const [receiver, upstream] = await Promise.all([OtlpReceiver.start(), Upstream.start()]);
  const logger = new MemoryLogger();
  class LeakModule {}
  Module({
    imports: [
      APIToolkitModule.forRoot({
        endpoint: receiver.url,
        apiKey: API_KEY,
        compression: adapter === 'express' ? 'none' : 'gzip',
        debug: true,
        maxBodyBytes: MAX_BODY_BYTES,
        // Every error, so that each of their texts is at stake.
        shouldReport: () => true,
        queue: { flushIntervalMs: 10 },
        ...(withRules ? GLOBAL_RULES : { redactDefaults: false }),
        ...options,
      }),
    ],
    controllers: leakControllers(withRules),
    providers: [Errands],
  })(LeakModule);
  const { app, url } = await startApp(adapter, LeakModule, { logger, prepare });
  const errands = app.get(Errands);
  errands.bind({ upstreamUrl: upstream.url, withRules, get: (token) => app.get(token, { strict: false }) });
  return {
    client: new LeakClient(Number(new URL(url).port)),
    errands,
    receiver,
    logger,
    service: app.get(APIToolkitService),
    async [Symbol.asyncDispose]() {
      await app.close();
      await Promise.all([receiver.close(), upstream.close()]);
    },
  };
}

/** Takes every kind of body, as bytes where Nest has no parser of its own. */
function prepare(app: INestApplication): void {
  app.use(denyInMiddleware);
  if (isFastify(app))
    app.useBodyParser('*', {}, (_request: unknown, body: Buffer, done: Done) => done(null, body));
  else if (isExpress(app)) app.useBodyParser('raw', { type: isForNoParser });
}

type Done = (error: Error | null, body?: unknown) => void;

function isForNoParser({ headers }: { headers: Readonly<Record<string, unknown>> }): boolean {
  return !/^application\/(json|x-www-form-urlencoded)/.test(String(headers['content-type']));
}

function isExpress(app: INestApplication): app is NestExpressApplication {
  return app.getHttpAdapter().getType() === 'express';
}

function isFastify(app: INestApplication): app is NestFastifyApplication {
  return app.getHttpAdapter().getType() === 'fastify';
}
