import { HttpService } from '@nestjs/axios';
import { Inject, type FactoryProvider, type InjectionToken } from '@nestjs/common';
import type { AxiosInstance } from 'axios';
import { ExchangeRecorder } from '../capture/exchange-recorder.js';
import { ObservedHttpService } from './observed-http.service.js';

/** Injects the instance that `ObservedHttpModule.register({ name })` made under this name. */
export function InjectObservedHttp(name: string): PropertyDecorator & ParameterDecorator {
  return Inject(observedHttpToken(name));
}

/** The injection token of a named instance; of the unnamed one, it is the class. */
export function observedHttpToken(name?: string): InjectionToken<ObservedHttpService> {
  return name === undefined ? ObservedHttpService : Symbol.for(`apitoolkit-nestjs.http.${name}`);
}

/**
 * Provides an ObservedHttpService.
 *
 * @param httpService whose axios instance is observed; without it, a new one
 */
export function provideObservedHttp(
  token: InjectionToken<ObservedHttpService>,
  httpService?: InjectionToken<HttpService>,
): FactoryProvider<ObservedHttpService> {
  return {
    provide: token,
    useFactory: (recorder?: ExchangeRecorder, http?: HttpService) =>
      // Asked anew for each call: another instance of the module may take over.
      new ObservedHttpService(http?.axiosRef ?? newAxios(), recorder && (() => recorder.current)),
    inject: [
      { token: ExchangeRecorder, optional: true },
      ...(httpService === undefined ? [] : [httpService]),
    ],
  };
}

/** By way of HttpService: its axios is the copy that the other HttpServices of the app use. */
function newAxios(): AxiosInstance {
  return new HttpService().axiosRef.create();
}
