import { ValidationPipe } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { runSample } from '../support/run-sample.js';
import { AppModule } from './app.module.js';
import { PaymentsServer } from './payments/payments.server.js';
import { commands, EXPECTED, SECRETS, sendRequests } from './requests.js';

const payments = new PaymentsServer();
const paymentsUrl = await payments.start();

await runSample({
  title: 'An orders API',
  async createApp(collectorUrl) {
    // Quiet: errors show here as they were captured.
    const app = await NestFactory.create(AppModule.in({ collectorUrl, paymentsUrl }), { logger: ['fatal'] });
    app.useGlobalPipes(new ValidationPipe());
    return app;
  },
  sendRequests,
  expected: EXPECTED,
  secrets: SECRETS,
  inspector: (url) => `${url}/_apitoolkit/`,
  commands,
  close: () => payments.close(),
});
