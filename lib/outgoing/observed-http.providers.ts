import { HttpService } from '@nestjs/axios';
import { Inject, type FactoryProvider, type InjectionToken } from '@nestjs/common';
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

/** The ObservedHttpService of APIToolkitModule, on an axios instance of its own. */
export const OBSERVED_HTTP_PROVIDERS: readonly FactoryProvider<ObservedHttpService>[] = [
  {
    provide: ObservedHttpService,
    // By way of HttpService: its axios is the copy that the app's other HttpServices use.
    useFactory: (recorder?: ExchangeRecorder) =>
      new ObservedHttpService(new HttpService().axiosRef.create(), () => recorder),
    inject: [{ token: ExchangeRecorder, optional: true }],
  },
];
