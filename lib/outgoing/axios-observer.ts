import type { AxiosAdapter, AxiosInstance, AxiosPromise, InternalAxiosRequestConfig } from 'axios';
import { isSuppressed } from '../capture/exchange-context.js';
import type { ExchangeRecorder } from '../capture/exchange-recorder.js';
import { adapterResolverOf, type ResolveAdapter } from './axios-adapters.js';
import { AxiosCall } from './axios-call.js';
import { mergeCaptureOptions, type OutgoingCaptureOptions } from './capture-options.js';

type Adapters = InternalAxiosRequestConfig['adapter'];

/** Where our adapter keeps the one it stands for: a config that is sent again may come with ours in it. */
const ORIGINAL = Symbol.for('apitoolkit-nestjs.original-adapter');

/** Observes the calls of one axios instance. */
export class AxiosObserver {
  readonly #resolve: ResolveAdapter | undefined;
  #defaults: OutgoingCaptureOptions = {};

  constructor(
    private readonly instance: AxiosInstance,
    private readonly recorder: () => ExchangeRecorder | undefined,
  ) {
    this.#resolve = adapterResolverOf(instance);
  }

  /** False where only calls whose adapter is a function can be observed. */
  get resolvesAdapters(): boolean {
    return this.#resolve !== undefined;
  }

  /** Rules add up: nobody who observes an instance takes away the rules of another. */
  addDefaults(defaults: OutgoingCaptureOptions | undefined): void {
    this.#defaults = mergeCaptureOptions(this.#defaults, defaults);
  }

  /**
   * Puts our adapter before the real one. An adapter runs after all interceptors and transforms, so it sees
   * what is sent; and it learns of every end: the error of an unsubscribed call does not name its config.
   */
  readonly intercept = (config: InternalAxiosRequestConfig): InternalAxiosRequestConfig => {
    try {
      const original = originalOf(config.adapter);
      if (typeof original !== 'function' && this.#resolve === undefined) return config;
      const observed: AxiosAdapter = (sent) => this.#send(sent, original);
      Reflect.set(observed, ORIGINAL, { adapter: original });
      config.adapter = observed;
    } catch (error) {
      this.#lost(error);
    }
    return config;
  };

  #send(config: InternalAxiosRequestConfig, original: Adapters): AxiosPromise {
    // The app meets the config again, in the response or the error: with the adapter that it chose.
    if (original === undefined) delete config.adapter;
    else config.adapter = original;
    const adapter = typeof original === 'function' ? original : this.#resolve?.(original, config);
    if (adapter === undefined) throw new TypeError('axios has no adapter for this call');
    const call = this.#begin(config);
    return call === undefined ? adapter(config) : call.watch(adapter);
  }

  #begin(config: InternalAxiosRequestConfig): AxiosCall | undefined {
    try {
      const recorder = isSuppressed() ? undefined : this.recorder();
      if (recorder === undefined) return undefined;
      const ofInstance = this.instance.defaults.apitoolkit;
      // Axios merged the options of the instance into the call's, but replaced lists instead of adding up.
      const options = mergeCaptureOptions(this.#defaults, ofInstance, config.apitoolkit);
      return AxiosCall.begin(recorder, config, options);
    } catch (error) {
      this.#lost(error);
      return undefined;
    }
  }

  /** A fault of our own before there was a recording. */
  #lost(error: unknown): void {
    try {
      this.recorder()?.abandon(undefined, error);
    } catch {
      // It may be the recorder itself that is not to be had.
    }
  }
}

function originalOf(adapter: Adapters): Adapters {
  const original: unknown = typeof adapter === 'function' ? Reflect.get(adapter, ORIGINAL) : undefined;
  // Put there by an observer, of this build of the package or of the other.
  return typeof original === 'object' && original !== null ? Reflect.get(original, 'adapter') : adapter;
}
