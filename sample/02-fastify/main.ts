import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { runSample } from '../support/run-sample.js';
import { AppModule } from './app.module.js';

const PROFILE = {
  name: 'Grace',
  homeAddress: { street: '3 Compiler Lane', city: 'Arlington' },
  contacts: [{ name: 'Howard', phone: '+12025550143' }],
  pin: 48213,
};

await runSample({
  title: 'A profiles API on Fastify',
  createApp: (collectorUrl) =>
    NestFactory.create<NestFastifyApplication>(AppModule.reportingTo(collectorUrl), new FastifyAdapter(), {
      logger: ['fatal'],
    }),
  async sendRequests(url) {
    await fetch(`${url}/profiles`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(PROFILE),
    });
    await fetch(`${url}/profiles/reset/k7-q2-w9`);
    await fetch(`${url}/profiles/1/medical-record`);
    await fetch(`${url}/profiles/1/diary`);
    await fetch(`${url}/profiles/1/avatar`);
    await (await fetch(`${url}/profiles/1/visits`)).text();
    await fetch(`${url}/nowhere`, { method: 'POST', body: '{"note":"no route, no body"}' });
  },
  expected: { incoming: 6, outgoing: 0 },
  secrets: ['Compiler Lane', '+12025550143', '48213', 'k7-q2-w9', 'insomnia', 'dear diary', 'no body'],
  commands: (url) => [
    `curl ${url}/profiles -H 'content-type: application/json' -d '${JSON.stringify(PROFILE)}'`,
    `curl ${url}/profiles/reset/your-code`,
    `curl -N ${url}/profiles/1/visits`,
  ],
});
