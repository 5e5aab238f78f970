import { NestFactory } from '@nestjs/core';
import { runSample } from '../support/run-sample.js';
import { AppModule } from './app.module.js';
import { PartnerServer } from './partner.server.js';

const TRACE_ID = '0af7651916cd43dd8448eb211c80319c';

const partner = new PartnerServer();
const partnerUrl = await partner.start();

await runSample({
  title: 'A trips API that asks others',
  createApp: (collectorUrl) =>
    NestFactory.create(AppModule.in({ collectorUrl, partnerUrl }), { logger: ['fatal'] }),
  async sendRequests(url) {
    const trip = await fetch(`${url}/trips/77`, {
      headers: { traceparent: `00-${TRACE_ID}-b7ad6b7169203331-01` },
    });
    // The caller's trace goes on in the services that the app asks.
    if (!(await trip.text()).includes(TRACE_ID)) throw new Error('The partner was not told of the trace.');
    await fetch(`${url}/trips/77/weather`);
    await fetch(`${url}/trips/77/prices`);
  },
  // The call for prices is not captured.
  expected: { incoming: 3, outgoing: 3 },
  secrets: ['account-9031', 'EGLL'],
  commands: (url) => [`curl ${url}/trips/1`, `curl ${url}/trips/1/weather`],
  close: () => partner.close(),
});
