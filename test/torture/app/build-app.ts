import { type DynamicModule, type INestApplication, VersioningType } from '@nestjs/common';
import { HttpAdapterHost, NestFactory } from '@nestjs/core';
import { Test } from '@nestjs/testing';
import { ourModule } from './our-module.js';
import type { Exporter } from '../../../lib/export/exporter.js';
import { createAdapter, finishAdapter, nestHttpsOptions, uploadsController } from './adapters.js';
import { CatchAllFilter } from './filters.js';
import { WatchingGuard, WatchingInterceptor } from './global-enhancers.js';
import type { Journal } from './journal.js';
import type { Adapter, TortureOptions } from './torture-options.js';
import { TortureModule } from './torture.module.js';

/** What a user's main.ts does: create, configure; the caller listens. */
export async function buildApp(
  adapter: Adapter,
  options: TortureOptions,
  journal: Journal,
  exporter: Exporter | undefined,
): Promise<INestApplication> {
  const imports = [...ourModule(options, exporter), ...(await contextsModule(adapter, options))];
  const module = TortureModule.of(options, journal, await uploadsController(adapter), imports);
  const app = await createApp(adapter, options, module);

  if (options.globalPrefix !== undefined) app.setGlobalPrefix(options.globalPrefix);
  enableVersioning(app, options);
  if (options.cors === true) app.enableCors({ origin: 'https://front.test', credentials: true });
  if (options.catchAll === 'main')
    app.useGlobalFilters(new CatchAllFilter(app.get(HttpAdapterHost), journal));
  if (options.globalEnhancers === true) {
    app.useGlobalGuards(new WatchingGuard(journal));
    app.useGlobalInterceptors(new WatchingInterceptor(journal));
  }
  await finishAdapter(app, options);
  return app;
}

/** Loaded only where it is needed: GraphQL is not small. */
async function contextsModule(adapter: Adapter, { contexts }: TortureOptions): Promise<DynamicModule[]> {
  if (contexts !== true) return [];
  const { ContextsModule } = await import('./contexts/contexts.module.js');
  return [ContextsModule.for(adapter)];
}

async function createApp(
  adapter: Adapter,
  options: TortureOptions,
  module: DynamicModule,
): Promise<INestApplication> {
  const http = createAdapter(adapter, options);
  const settings = {
    logger: false as const,
    rawBody: options.rawBody ?? false,
    ...nestHttpsOptions(adapter, options),
  };
  if (options.testing !== true) return NestFactory.create(module, http, { ...settings, abortOnError: false });

  const compiled = await Test.createTestingModule({ imports: [module] }).compile();
  return compiled.createNestApplication(http, settings);
}

function enableVersioning(app: INestApplication, { versioning }: TortureOptions): void {
  if (versioning === 'header') app.enableVersioning({ type: VersioningType.HEADER, header: 'X-Version' });
  else if (versioning === 'media-type') app.enableVersioning({ type: VersioningType.MEDIA_TYPE, key: 'v=' });
  else app.enableVersioning({ type: VersioningType.URI });
}
