import 'reflect-metadata';
import { createRequire } from 'node:module';
import { HttpModule, HttpService } from '@nestjs/axios';
import {
  Body,
  Controller,
  ForbiddenException,
  Get,
  Inject,
  Module,
  Param,
  Post,
  RequestMethod,
  UseGuards,
} from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { createObserveModule } from '@nestjs/observe';
import { ExpressAdapter } from '@nestjs/platform-express';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { APIToolkitModule, APIToolkitService, ObservedHttpService } from 'apitoolkit-nestjs';
import { SpanExporterBridge } from 'apitoolkit-nestjs/opentelemetry';
import { Logger, LoggerModule } from 'nestjs-pino';
import { firstValueFrom } from 'rxjs';
import { converse, exchange } from './converse.mjs';
import { exporter } from './telemetry.mjs';

/**
 * One app with nestjs-pino, @nestjs/observe and OpenTelemetry, and with our module or without it. It prints what
 * its clients saw and what each neighbour recorded.
 */
const [, , adapter, ours, endpoint, observeEndpoint, upstream] = process.argv;
const isOurs = ours === 'with';

class DenyingGuard {
  canActivate() {
    throw new ForbiddenException('not today');
  }
}

class OrdersController {
  constructor(http) {
    this.http = http;
  }

  create(order) {
    return { created: order.item };
  }

  fail() {
    throw new Error('out of stock');
  }

  denied() {
    return 'never';
  }

  async stock() {
    const { data } = await firstValueFrom(this.http.get(`${upstream}/stock?page=2`));
    return data;
  }

  find(id) {
    return { id };
  }
}
const Http = isOurs ? ObservedHttpService : HttpService;
Controller('orders')(OrdersController);
Inject(Http)(OrdersController, undefined, 0);
for (const [name, ...decorators] of [
  ['fail', Get('fail')],
  ['denied', UseGuards(DenyingGuard), Get('denied')],
  ['stock', Get('stock')],
  ['find', Get(':id')],
  ['create', Post()],
]) {
  const descriptor = Object.getOwnPropertyDescriptor(OrdersController.prototype, name);
  for (const decorate of decorators) decorate(OrdersController.prototype, name, descriptor);
}
Param('id')(OrdersController.prototype, 'find', 0);
Body()(OrdersController.prototype, 'create', 0);

const logLines = [];
const { ObserveModule, ObserveInstrument } = createObserveModule();

class AppModule {}
Module({
  imports: [
    ...(isOurs ? [APIToolkitModule.forRoot({ endpoint, queue: { flushIntervalMs: 1 } })] : []),
    ObserveModule.forRoot({
      appKey: 'key',
      appSecret: 'secret',
      serviceId: 'coexistence',
      endpoint: observeEndpoint,
      flushInterval: 1000,
    }),
    LoggerModule.forRoot({
      forRoutes: [{ path: '{*path}', method: RequestMethod.ALL }],
      pinoHttp: [{}, { write: (line) => void logLines.push(JSON.parse(line)) }],
    }),
    HttpModule.register({}),
  ],
  controllers: [OrdersController],
})(AppModule);

const http = adapter === 'express' ? new ExpressAdapter() : new FastifyAdapter();
const app = await NestFactory.create(AppModule, http, { bufferLogs: true, instrument: ObserveInstrument });
app.useLogger(app.get(Logger));
await app.listen(0, '127.0.0.1');

const answers = await converse(app.getHttpServer().address().port);
if (isOurs) await app.get(APIToolkitService).flush();
// @nestjs/observe sends once a second, and not when the app closes: its sink answers when something came.
await exchange(new URL(observeEndpoint).port, 'GET /received');
const status = isOurs ? app.get(APIToolkitService).status() : undefined;
await app.close();

console.log(
  JSON.stringify({
    answers,
    isOneCopy:
      createRequire(import.meta.url)('apitoolkit-nestjs/opentelemetry').SpanExporterBridge ===
      SpanExporterBridge,
    spans: exporter.getFinishedSpans().map((span) => ({
      by: span.instrumentationScope.name,
      name: span.name,
      kind: span.kind,
      id: span.spanContext().spanId,
    })),
    requestLogs: logLines
      .filter(({ req }) => req !== undefined)
      .map(({ msg, req, res }) => ({ msg, method: req.method, url: req.url, status: res?.statusCode })),
    warnings: logLines.filter(({ level }) => level >= 40).map(({ msg, context }) => ({ msg, context })),
    status,
  }),
);
