import { Logger } from '@nestjs/common';
import type { AxiosInstance } from 'axios';
import { activeClient } from '../capture/active-client.js';
import type { ExchangeRecorder } from '../capture/exchange-recorder.js';
import { AxiosObserver } from './axios-observer.js';
import type { OutgoingCaptureOptions } from './capture-options.js';

/** Where an instance keeps its observer: shared by both builds of the package, so that it has one. */
const OBSERVER = Symbol.for('apitoolkit-nestjs.axios-observer');

/**
 * Captures the calls of an axios instance that was made elsewhere, and returns the same instance. What the
 * app gets from axios, and what axios sends, stay as they are, but for a `traceparent` header. Observing an
 * instance again only adds redaction rules.
 *
 * An interceptor that puts an adapter of its own into the config, and runs after ours, takes its call out of
 * sight: observe an instance before such interceptors are added.
 *
 * @param defaults for all calls of the instance; each call can add to them by `apitoolkit` in its config
 * @param recorder by default that of the APIToolkitModule which started last
 */
export function observeAxios(
  instance: AxiosInstance,
  defaults?: OutgoingCaptureOptions,
  recorder: () => ExchangeRecorder | undefined = () => activeClient()?.recorder,
): AxiosInstance {
  const existing: unknown = Reflect.get(instance, OBSERVER);
  if (isObserver(existing)) {
    existing.addDefaults(defaults);
    return instance;
  }
  const observer = new AxiosObserver(instance, recorder);
  observer.addDefaults(defaults);
  Object.defineProperty(instance, OBSERVER, { value: observer });
  // Synchronous: one that is not would make the app's synchronous interceptors asynchronous.
  instance.interceptors.request.use(observer.intercept, undefined, { synchronous: true });
  if (!observer.resolvesAdapters) warnOfForeignAxios();
  return instance;
}

function isObserver(value: unknown): value is Pick<AxiosObserver, 'addDefaults'> {
  return typeof value === 'object' && value !== null && 'addDefaults' in value;
}

function warnOfForeignAxios(): void {
  new Logger('APIToolkit').warn(
    'observeAxios: this instance was made by another copy of axios than the one the app uses, so its calls are ' +
      "not captured. Set its adapter when it is made: axios.create({ adapter: axios.getAdapter('http') }).",
  );
}
