import { ValidationPipe } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { APIToolkitService } from 'apitoolkit-nestjs';
import { AppModule } from '../01-quick-start/app.module.js';
import { PaymentsServer } from '../01-quick-start/payments/payments.server.js';
import { EXPECTED, SECRETS, sendRequests } from '../01-quick-start/requests.js';
import { listen } from '../support/listen.js';
import { print, styled } from '../support/terminal.js';
import { Collector } from './collector.js';

const { APITOOLKIT_ENDPOINT: endpoint, OTELCOL: binary } = process.env;
if (endpoint) await sendTo(endpoint);
else if (binary) await checkWith(await Collector.start(binary));
else print('skipped: name a Collector by APITOOLKIT_ENDPOINT, or its executable file by OTELCOL');

/** Sends the requests of the quick start, and says how many of their records the Collector took. */
async function sendTo(collectorUrl: string): Promise<number> {
  const payments = new PaymentsServer();
  const module = AppModule.in({ collectorUrl, paymentsUrl: await payments.start() });
  const app = await NestFactory.create(module, { logger: ['fatal'] });
  app.useGlobalPipes(new ValidationPipe());
  await sendRequests(await listen(app, 3000));
  // Delivers what is still held, under the deadline of a shutdown.
  await app.close();
  await payments.close();
  const { delivered, captured, destination } = app.get(APIToolkitService).status();
  print(`${delivered} of ${captured} records delivered to ${destination}`);
  return delivered;
}

/** Compares with what the Collector itself says it received. */
async function checkWith(collector: Collector): Promise<void> {
  const delivered = await sendTo(collector.url);
  const output = await collector.stop();
  const receivedCount = output.split(/^Span #\d+$/m).length - 1;
  const leaked = SECRETS.filter((secret) => output.includes(secret));
  const isGood =
    delivered === EXPECTED.incoming + EXPECTED.outgoing && receivedCount === delivered && leaked.length === 0;
  print(
    `${receivedCount} spans decoded by the Collector, ${leaked.length} of ${SECRETS.length} secrets in them`,
  );
  print(isGood ? styled('green', 'ok') : styled('red', `FAIL ${leaked.join(', ')}`));
  if (!isGood) process.exitCode = 1;
}
