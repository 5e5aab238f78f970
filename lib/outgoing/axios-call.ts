import { types } from 'node:util';
import type { AxiosAdapter, AxiosPromise, AxiosResponse, InternalAxiosRequestConfig } from 'axios';
import type { ExchangeRecorder } from '../capture/exchange-recorder.js';
import { answerOf, readRejection } from './axios-answer.js';
import { injectTraceparent } from './axios-traceparent.js';
import { watchUrl, type WatchedUrl } from './axios-url.js';
import type { OutgoingCaptureOptions } from './capture-options.js';
import { OutgoingCall } from './outgoing-call.js';
import { headerMap } from './outgoing-headers.js';

/** One call of axios, observed from the moment at which its adapter is called. */
export class AxiosCall {
  private constructor(
    private readonly recorder: ExchangeRecorder,
    private readonly config: InternalAxiosRequestConfig,
    private readonly call: OutgoingCall,
    private readonly url: WatchedUrl,
    private readonly removeTraceparent: () => void,
  ) {}

  /** Begins to observe a call; undefined when it is not captured. */
  static begin(
    recorder: ExchangeRecorder,
    config: InternalAxiosRequestConfig,
    options: OutgoingCaptureOptions,
  ): AxiosCall | undefined {
    if (options.capture === false) return undefined;
    const url = watchUrl(config);
    const request = {
      method: config.method ?? 'get',
      url: url.text,
      // Read at the end: the adapter adds to them.
      headers: () => headerMap(config.headers),
      body: config.data,
    };
    const call = OutgoingCall.begin(recorder, request, options);
    // From here on the call is counted, and nothing may throw.
    try {
      if (call !== undefined) {
        return new AxiosCall(recorder, config, call, url, injectTraceparent(config, call.traceparent));
      }
    } catch (error) {
      call?.abandon(error);
    }
    restore(url, recorder);
    return undefined;
  }

  /** Sends the call, and returns what the adapter returns: the same promise, the same error. */
  watch(adapter: AxiosAdapter): AxiosPromise {
    const sent = this.#send(adapter);
    if (types.isPromise(sent)) {
      // First to be told: axios transforms the data of a response in place.
      void sent.then(this.#onResponse, this.#onRejection);
      return sent;
    }
    // Of a foreign promise, `then` is called once: it may be what starts the call.
    const native = Promise.resolve(sent);
    void native.then(this.#onResponse, this.#onRejection);
    return native;
  }

  #send(adapter: AxiosAdapter): AxiosPromise {
    try {
      return adapter(this.config);
    } catch (error) {
      this.#onRejection(error);
      throw error;
    }
  }

  readonly #onResponse = (response: AxiosResponse): void => {
    this.#finish(() => this.call.end(() => answerOf(response)));
  };

  readonly #onRejection = (error: unknown): void => {
    this.#finish(() => {
      const rejection = readRejection(error, this.config);
      const { kind, response } = rejection;
      if (kind === 'aborted') return this.call.abort();
      if (kind === 'answered') return this.call.end(() => answerOf(rejection.response));
      this.call.fail(rejection.reason, response && (() => answerOf(response)));
    });
  };

  #finish(settle: () => void): void {
    try {
      settle();
    } catch (error) {
      this.call.abandon(error);
    }
    try {
      // The app may send this config again: as a call of its own.
      this.removeTraceparent();
    } catch (error) {
      this.recorder.failed('outgoing call', error);
    }
    restore(this.url, this.recorder);
  }
}

function restore(url: WatchedUrl, recorder: ExchangeRecorder): void {
  try {
    url.restore();
  } catch (error) {
    recorder.failed('outgoing call', error);
  }
}
