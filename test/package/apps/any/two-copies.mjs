import 'reflect-metadata';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { Body, Controller, Module, Post } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { APIToolkitModule } from 'apitoolkit-nestjs';
import { InMemoryExporter } from 'apitoolkit-nestjs/testing';

// As a bundler, or a Node without `module-sync`, would load it: the module of one copy, the decorators and
// reportError of the other.
const require = createRequire(import.meta.url);
const folder = dirname(require.resolve('apitoolkit-nestjs/package.json'));
const secondCopy = require(join(folder, 'dist/cjs/index.js'));

class OrdersController {
  create() {
    secondCopy.reportError(new Error('out of stock'));
    return 'ok';
  }
}
Controller('orders')(OrdersController);
Body()(OrdersController.prototype, 'create', 0);
const create = Object.getOwnPropertyDescriptor(OrdersController.prototype, 'create');
Post()(OrdersController.prototype, 'create', create);
class GiftDto {}
secondCopy.Sensitive()(GiftDto.prototype, 'wish');
secondCopy.RedactRequestBody('$.giftNote')(OrdersController.prototype, 'create', create);

const exporter = new InMemoryExporter();
class AppModule {}
Module({ imports: [APIToolkitModule.forRoot({ exporter })], controllers: [OrdersController] })(AppModule);

// No warnings: on a busy machine Nest 10 has one of its own about time.
const app = await NestFactory.create(AppModule, { logger: ['error'] });
await app.listen(0, '127.0.0.1');
const response = await fetch(`${await app.getUrl()}/orders`, {
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: '{"item":"book","giftNote":"from Mum","wish":"a pony"}',
});
await response.text();
const { errors, request } = await exporter.waitFor((exchange) => exchange.route === '/orders');
await app.close();

console.log(
  JSON.stringify({
    twoCopies: secondCopy.APIToolkitModule !== APIToolkitModule,
    requestBody: request.body?.text,
    errors: errors.map(({ type }) => type),
  }),
);
