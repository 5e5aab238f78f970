import { createRequire } from 'node:module';
import { HttpService } from '@nestjs/axios';
import axios, { type AxiosAdapter, type AxiosInstance, type InternalAxiosRequestConfig } from 'axios';

/** What axios accepts as `adapter`: a function, a name, or several of them to choose from. */
type Adapters = InternalAxiosRequestConfig['adapter'];

/** Finds the function that sends a call, as axios does it; throws axios's own error where there is none. */
export type ResolveAdapter = (adapters: Adapters, config: InternalAxiosRequestConfig) => AxiosAdapter;

/**
 * The resolver of the axios that made this instance. `import` and `require` give two copies of axios, and
 * Nest 10 and 11 use the one of `require`: an adapter of the other copy would throw errors that are no
 * `instanceof AxiosError` for the app.
 *
 * @returns undefined where that axios is not to be found
 */
export function adapterResolverOf(instance: AxiosInstance): ResolveAdapter | undefined {
  for (const copy of axiosCopies(instance)) {
    const getAdapter: unknown = Reflect.get(copy, 'getAdapter');
    if (typeof getAdapter !== 'function' || managerOf(copy) !== managerOf(instance)) continue;
    // Older versions take the list only; newer ones choose by the config as well.
    return (adapters, config) =>
      Reflect.apply(getAdapter, copy, [adapters ?? property(property(copy, 'defaults'), 'adapter'), config]);
  }
  return undefined;
}

/** From the likeliest to the farthest; each is looked for only when those before it were not the one. */
function* axiosCopies(instance: AxiosInstance): Generator<object> {
  yield instance;
  yield axios;
  yield new HttpService().axiosRef;
  yield* loadedByRequire();
}

/** Every copy of axios that this process loaded by `require`, of whatever version. Loads none. */
function loadedByRequire(): object[] {
  const { cache } = createRequire(`${process.cwd()}/`);
  return Object.entries(cache).flatMap(([file, module]) => {
    const exported: unknown = /[\\/]axios[\\/]/.test(file) ? module?.exports : undefined;
    return typeof exported === 'function' ? [exported] : [];
  });
}

/** Each copy has a class of its own for the interceptors of its instances. */
function managerOf(copy: object): unknown {
  return property(property(property(copy, 'interceptors'), 'request'), 'constructor') ?? copy;
}

function property(target: unknown, key: string): unknown {
  const isObject = (typeof target === 'object' && target !== null) || typeof target === 'function';
  return isObject ? Reflect.get(target, key) : undefined;
}
