import { Controller, Get, Inject } from '@nestjs/common';
import { firstValueFrom } from 'rxjs';
import { route } from './route.mjs';

/** The token of the HTTP client: axios as Nest has it, or as a library wants it. */
export const HTTP = Symbol('http');

export class OutgoingController {
  constructor(http) {
    this.http = http;
  }

  async call() {
    const { data } = await firstValueFrom(this.http.get(`${process.env.BENCH_UPSTREAM}/stock?page=2`));
    return data;
  }
}
Controller('outgoing')(OutgoingController);
Inject(HTTP)(OutgoingController, undefined, 0);
route(OutgoingController, 'call', Get());
