import { HttpService } from '@nestjs/axios';
import type { AxiosInstance } from 'axios';
import type { ExchangeRecorder } from '../capture/exchange-recorder.js';
import { observeAxios } from './observe-axios.js';

/**
 * The HttpService of `@nestjs/axios` whose calls are captured: the same methods, Observables and `axiosRef`.
 * Without an APIToolkitModule it is a plain HttpService.
 */
export class ObservedHttpService extends HttpService {
  /** @param recorder by default that of the APIToolkitModule which started last */
  constructor(instance: AxiosInstance, recorder?: () => ExchangeRecorder | undefined) {
    super(observeAxios(instance, undefined, recorder));
  }
}
