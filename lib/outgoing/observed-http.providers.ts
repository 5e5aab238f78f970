import { HttpService } from '@nestjs/axios';
import { Inject, type FactoryProvider, type InjectionToken, type Provider } from '@nestjs/common';
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

/** Provides an ObservedHttpService on an axios instance that is made of the injected values. */
export function provideObservedHttp<Injected extends unknown[]>(
  token: InjectionToken<ObservedHttpService>,
  instanceOf: (...injected: Injected) => AxiosInstance,
  inject: readonly InjectionToken[] = [],
): FactoryProvider<ObservedHttpService> {
  return {
    provide: token,
    useFactory: (recorder: ExchangeRecorder | undefined, ...injected: Injected) =>
      // Asked anew for each call: another instance of the module may take over.
      new ObservedHttpService(instanceOf(...injected), recorder && (() => recorder.current)),
    inject: [{ token: ExchangeRecorder, optional: true }, ...inject],
  };
}

/** The ObservedHttpService that comes with APIToolkitModule, on an axios instance of its own. */
export const OBSERVED_HTTP_PROVIDERS: readonly Provider[] = [
  // By way of HttpService: its axios is the copy that the other HttpServices of the app use.
  provideObservedHttp(ObservedHttpService, () => new HttpService().axiosRef.create()),
];
