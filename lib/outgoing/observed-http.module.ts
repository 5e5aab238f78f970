import { HttpModule, HttpService, type HttpModuleAsyncOptions, type HttpModuleOptions } from '@nestjs/axios';
import { Module, type DynamicModule } from '@nestjs/common';
import { observedHttpToken, provideObservedHttp } from './observed-http.providers.js';

/** The axios config of an instance, `apitoolkit` for its capture included, and the name to inject it by. */
export type ObservedHttpModuleOptions = HttpModuleOptions & { name?: string };

/** The options of `HttpModule.registerAsync()`, and the name to inject the instance by. */
export type ObservedHttpModuleAsyncOptions = HttpModuleAsyncOptions & { name?: string };

/**
 * Further instances of ObservedHttpService, each with an axios config of its own: those with a name by
 * `@InjectObservedHttp(name)`, one without by its class.
 *
 * @example
 * ```ts
 * ObservedHttpModule.register({ name: 'billing', baseURL: 'https://billing.example' })
 * ```
 */
@Module({})
export class ObservedHttpModule {
  static register({ name, global, ...config }: ObservedHttpModuleOptions = {}): DynamicModule {
    return observedModule(HttpModule.register(config), name, global);
  }

  static registerAsync({ name, global, ...options }: ObservedHttpModuleAsyncOptions): DynamicModule {
    return observedModule(HttpModule.registerAsync(options), name, global);
  }
}

/** On top of HttpModule, which makes the instance: all its options and ways to give them pass through. */
function observedModule(http: DynamicModule, name: string | undefined, global = false): DynamicModule {
  const token = observedHttpToken(name);
  return {
    module: ObservedHttpModule,
    global,
    imports: [http],
    providers: [provideObservedHttp(token, HttpService)],
    exports: [token],
  };
}
