import {
  type DynamicModule,
  type MiddlewareConsumer,
  Module,
  type NestModule,
  type Provider,
  type Type,
} from '@nestjs/common';
import { APP_FILTER } from '@nestjs/core';
import { AnswersController } from './answers.controller.js';
import { BodiesController } from './bodies.controller.js';
import { ErrorsController, FilteredController } from './errors.controller.js';
import { CatchAllFilter, RequestScopedFilter } from './filters.js';
import { GLOBAL_ENHANCERS } from './global-enhancers.js';
import { GuardedController } from './guarded.controller.js';
import { Journal } from './journal.js';
import { LifetimesController } from './lifetimes.controller.js';
import { applyModuleMiddleware } from './middleware.js';
import {
  BrokenController,
  BrokenProvider,
  ChildController,
  HostedController,
  NeutralController,
  ScopedController,
  ThingsV1Controller,
  ThingsV2Controller,
} from './routing.controllers.js';
import { StreamsController } from './streams.controller.js';
import type { TortureOptions } from './torture-options.js';

const CONTROLLERS = [
  AnswersController,
  BodiesController,
  BrokenController,
  ChildController,
  ErrorsController,
  FilteredController,
  GuardedController,
  HostedController,
  LifetimesController,
  NeutralController,
  ScopedController,
  StreamsController,
  ThingsV1Controller,
  ThingsV2Controller,
];

/** The user's app: everything in one module, with ours imported or not. */
@Module({})
export class TortureModule implements NestModule {
  static of(
    options: TortureOptions,
    journal: Journal,
    uploads: Type,
    imports: NonNullable<DynamicModule['imports']>,
  ): DynamicModule {
    return {
      module: TortureModule,
      global: true,
      imports,
      controllers: [...CONTROLLERS, uploads],
      providers: [
        { provide: Journal, useValue: journal },
        BrokenProvider,
        ...filters(options),
        ...(options.globalEnhancers === true ? GLOBAL_ENHANCERS : []),
      ],
      exports: [Journal],
    };
  }

  configure(consumer: MiddlewareConsumer): void {
    applyModuleMiddleware(consumer);
  }
}

function filters({ catchAll }: TortureOptions): Provider[] {
  if (catchAll === 'app-filter') return [{ provide: APP_FILTER, useClass: CatchAllFilter }];
  if (catchAll === 'request-scoped') return [{ provide: APP_FILTER, useClass: RequestScopedFilter }];
  return [];
}
