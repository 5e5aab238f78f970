import { ValidationPipe } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { RedactionReport } from 'apitoolkit-nestjs';
import { runSample } from '../support/run-sample.js';
import { print } from '../support/terminal.js';
import { AppModule } from './app.module.js';

const PATIENT = {
  name: 'Ada (ada@lovelace.example)',
  insurance_id: 'insured-4711',
  contacts: [{ name: 'Charles', nickname: 'Difference' }],
};

await runSample({
  title: 'A patients API with marked properties',
  async createApp(collectorUrl) {
    const app = await NestFactory.create(AppModule.reportingTo(collectorUrl), { logger: ['fatal'] });
    app.useGlobalPipes(new ValidationPipe({ transform: true }));
    return app;
  },
  async sendRequests(url) {
    await post(`${url}/patients`, PATIENT);
    await fetch(`${url}/patients/insured/insured-4711?insurance_id=insured-4711`);
    await post(`${url}/colours`, { nickname: 'royal blue' });

    const answer = await fetch(`${url}/admin/redaction`);
    const { neverMatched, suspiciousNames }: RedactionReport = JSON.parse(await answer.text());
    print(`reported   never matched: ${JSON.stringify(neverMatched)}`);
    print(`           suspicious: ${JSON.stringify(suspiciousNames)}`);
  },
  expected: { incoming: 3, outgoing: 0 },
  secrets: ['ada@lovelace.example', 'insured-4711', 'Difference'],
  commands: (url) => [
    `curl ${url}/patients -H 'content-type: application/json' -d '${JSON.stringify(PATIENT)}'`,
    `curl ${url}/admin/redaction`,
  ],
});

async function post(url: string, body: unknown): Promise<void> {
  const headers = { 'content-type': 'application/json' };
  await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) });
}
