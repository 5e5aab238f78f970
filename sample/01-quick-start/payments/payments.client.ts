import { Inject, Injectable } from '@nestjs/common';
import { ObservedHttpService } from 'apitoolkit-nestjs';
import { firstValueFrom } from 'rxjs';

export const PAYMENTS_URL = Symbol('PAYMENTS_URL');

export interface Charge {
  readonly orderId: number;
  readonly amountCents: number;
  readonly card: { readonly number: string; readonly cvv: string };
}

/** Asks the payments service. */
@Injectable()
export class PaymentsClient {
  constructor(
    @Inject(ObservedHttpService) private readonly http: ObservedHttpService,
    @Inject(PAYMENTS_URL) private readonly url: string,
  ) {}

  async charge(charge: Charge): Promise<string> {
    const answer = this.http.post<{ receipt: string }>(`${this.url}/accounts/shop/charges`, charge, {
      headers: { 'x-api-key': 'payments-key-0815' },
      // The route groups the calls; the rules add to those of the module.
      apitoolkit: { route: '/accounts/:account/charges', redactRequestBody: ['$.card.number'] },
    });
    const { data } = await firstValueFrom(answer);
    return data.receipt;
  }
}
