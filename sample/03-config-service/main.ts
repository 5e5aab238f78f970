import { NestFactory } from '@nestjs/core';
import { runSample } from '../support/run-sample.js';
import { AppModule } from './app.module.js';

await runSample({
  title: 'A settings API, configured by a ConfigService',
  createApp(collectorUrl) {
    process.env['OBSERVABILITY_URL'] = collectorUrl;
    process.env['PRIVATE_HEADERS'] = 'x-device-serial';
    return NestFactory.create(AppModule, { logger: ['fatal'] });
  },
  async sendRequests(url) {
    await fetch(`${url}/settings`, { headers: { 'x-tenant': 'acme', 'x-device-serial': 'SN-5521-77' } });
  },
  expected: { incoming: 1, outgoing: 0 },
  secrets: ['SN-5521-77'],
  commands: (url) => [`curl ${url}/settings -H 'x-tenant: acme' -H 'x-device-serial: 42'`],
});
