import {
  Inject,
  Module,
  type BeforeApplicationShutdown,
  type DynamicModule,
  type MiddlewareConsumer,
  type NestModule,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
} from '@nestjs/common';
import {
  APP_FILTER,
  APP_GUARD,
  APP_INTERCEPTOR,
  ApplicationConfig,
  HttpAdapterHost,
  ModulesContainer,
} from '@nestjs/core';
import { APIToolkitClient } from './apitoolkit.client.js';
import { ConfigurableModuleClass, MODULE_OPTIONS_TOKEN } from './apitoolkit.module-definition.js';
import type { APIToolkitModuleAsyncOptions, APIToolkitModuleOptions } from './apitoolkit.options.js';
import { APIToolkitService } from './apitoolkit.service.js';
import { ExchangeRecorder } from './capture/exchange-recorder.js';
import { resolveConfig } from './config/apitoolkit.config.js';
import { APIToolkitExceptionFilter } from './enhancers/apitoolkit-exception.filter.js';
import { APIToolkitGuard } from './enhancers/apitoolkit.guard.js';
import { APIToolkitInterceptor } from './enhancers/apitoolkit.interceptor.js';
import { putInOrder, takeOut } from './enhancers/enhancer-order.js';
import { hasEventStreams } from './enhancers/event-streams.js';
import { observeFilters } from './enhancers/observe-filters.js';
import { DefaultObservedHttpModule } from './outgoing/default-observed-http.module.js';
import { ServerMount } from './servers/server-mount.js';
import { OPTIONS_OVERRIDE, type OptionsOverride } from './options-override.js';
import { checkResolvers } from './apitoolkit.resolvers.js';
import { checkRoutes } from './apitoolkit.routes.js';

/**
 * Captures every request that the app answers. Import it once, in AppModule; nothing else is to be wired.
 *
 * @example
 * ```ts
 * @Module({ imports: [APIToolkitModule.forRoot()] })
 * export class AppModule {}
 * ```
 */
@Module({
  imports: [DefaultObservedHttpModule],
  providers: [
    {
      provide: APIToolkitClient,
      useFactory: (options: APIToolkitModuleOptions | undefined, override?: OptionsOverride) =>
        new APIToolkitClient(resolveConfig(override === undefined ? options : override(options))),
      inject: [MODULE_OPTIONS_TOKEN, { token: OPTIONS_OVERRIDE, optional: true }],
    },
    {
      provide: ExchangeRecorder,
      useFactory: (client: APIToolkitClient) => client.recorder,
      inject: [APIToolkitClient],
    },
    APIToolkitService,
    APIToolkitGuard,
    APIToolkitInterceptor,
    APIToolkitExceptionFilter,
    { provide: APP_GUARD, useExisting: APIToolkitGuard },
    { provide: APP_INTERCEPTOR, useExisting: APIToolkitInterceptor },
    { provide: APP_FILTER, useExisting: APIToolkitExceptionFilter },
  ],
  exports: [APIToolkitService, ExchangeRecorder],
})
export class APIToolkitModule
  extends ConfigurableModuleClass
  implements NestModule, OnApplicationBootstrap, BeforeApplicationShutdown, OnApplicationShutdown
{
  readonly #mount: ServerMount<APIToolkitClient>;
  /** False where another instance of the module captures instead. */
  #captures = false;

  constructor(
    @Inject(APIToolkitClient) private readonly client: APIToolkitClient,
    @Inject(ApplicationConfig) private readonly applicationConfig: ApplicationConfig,
    @Inject(ModulesContainer) private readonly modules: ModulesContainer,
    @Inject(APIToolkitGuard) private readonly guard: APIToolkitGuard,
    @Inject(APIToolkitInterceptor) private readonly interceptor: APIToolkitInterceptor,
    @Inject(APIToolkitExceptionFilter) private readonly filter: APIToolkitExceptionFilter,
    @Inject(HttpAdapterHost) host: HttpAdapterHost,
  ) {
    super();
    this.#mount = new ServerMount(host, client, client.recorder, (step, error) => client.failed(step, error));
    if (!client.isEnabled) return;
    client.start();
    this.#mount.hookEarly();
  }

  /**
   * Captures with these options; those left out come from the environment, then from the defaults.
   *
   * @throws APIToolkitConfigError at boot for an option that cannot be used, with the remedy
   */
  static override forRoot(options: APIToolkitModuleOptions & { isGlobal?: boolean } = {}): DynamicModule {
    return super.forRoot(options);
  }

  /** Captures with options that are made when the app starts, from a ConfigService for example. */
  static override forRootAsync(options: APIToolkitModuleAsyncOptions): DynamicModule {
    return super.forRootAsync(options);
  }

  /** Nest calls this when all enhancers are registered and no route is bound yet. No middleware is added. */
  configure(_consumer: MiddlewareConsumer): void {
    const enhancers = { guard: this.guard, interceptor: this.interceptor, filter: this.filter };
    const owner = this.client.isEnabled ? this.#mount.claim() : undefined;
    if (owner !== this.client) {
      takeOut(this.applicationConfig, enhancers);
      owner?.absorb(this.client);
      return;
    }
    this.#captures = true;
    this.#compileRules();
    const areFiltersObserved = observeFilters(this.applicationConfig, this.modules);
    const isInterceptorNeeded = !areFiltersObserved || hasEventStreams(this.modules);
    putInOrder(this.applicationConfig, enhancers, { isInterceptorNeeded });
    this.#mount.observe(this.client.inspector);
  }

  /** By now GraphQL has made its schema, and tells how it spells what is marked: no request is to wait for that. */
  onApplicationBootstrap(): void {
    if (this.#captures) return this.#compileRules();
    // One that is switched off and not alone in the app: its service speaks for the one that captures.
    const captor = this.client.isEnabled ? undefined : this.#mount.captor;
    if (captor !== undefined) this.client.yieldTo(captor);
  }

  /** Before the server closes: it waits for every page that still listens. */
  beforeApplicationShutdown(): void {
    this.client.inspector?.close();
  }

  /** Delivers what is queued, under a deadline. */
  async onApplicationShutdown(): Promise<void> {
    this.#mount.release();
    await this.client.shutdown();
  }

  #compileRules(): void {
    checkRoutes(this.modules, this.client);
    this.guard.knowResolvers(checkResolvers(this.modules, this.client));
  }
}
