import { NestFactory } from '@nestjs/core';
import { ExpressAdapter } from '@nestjs/platform-express';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { AppModule, exporter } from './app.module.js';

/** Boots on both adapters, sends one order to each, and prints what was answered and what was captured. */
for (const adapter of [new ExpressAdapter(), new FastifyAdapter()]) {
  exporter.clear();
  const app = await NestFactory.create(AppModule, adapter, { logger: ['error', 'warn'] });
  await app.listen(0, '127.0.0.1');

  const response = await fetch(`${await app.getUrl()}/orders/7`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{"item":"book","giftNote":"from Mum","wish":"a pony","parts":{"serial":7,"size":2}}',
  });
  const answer = await response.text();
  const { route, request } = await exporter.waitFor((exchange) => exchange.route === '/orders/:id');
  await app.close();

  const captured = { records: exporter.exchanges.length, route, requestBody: request.body?.text };
  console.log(JSON.stringify({ status: response.status, answer, captured }));
}
