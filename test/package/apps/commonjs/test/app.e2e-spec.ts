import { INestApplication } from '@nestjs/common';
import { ExpressAdapter } from '@nestjs/platform-express';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { Test } from '@nestjs/testing';
import request = require('supertest');
import { AppModule, exporter } from '../src/app.module';

describe.each([ExpressAdapter, FastifyAdapter])('AppController on %p (e2e)', (Adapter) => {
  let app: INestApplication;

  beforeEach(async () => {
    exporter.clear();
    const moduleFixture = await Test.createTestingModule({ imports: [AppModule] }).compile();
    app = moduleFixture.createNestApplication(new Adapter() as ExpressAdapter);
    await app.init();
    if (app.getHttpAdapter() instanceof FastifyAdapter) await app.getHttpAdapter().getInstance().ready();
  });

  it('/orders/7 (POST)', async () => {
    await request(app.getHttpServer())
      .post('/orders/7')
      .send({ item: 'book', giftNote: 'from Mum', wish: 'a pony', parts: { serial: 7, size: 2 } })
      .expect(201)
      .expect({ id: '7', item: 'book' });

    const exchange = await exporter.waitFor(({ route }) => route === '/orders/:id');
    expect(exchange.response?.statusCode).toBe(201);
    expect(exchange.request.body?.text).toBe(
      '{"item":"book","giftNote":"[CLIENT_REDACTED]","wish":"[CLIENT_REDACTED]","parts":"[CLIENT_REDACTED]"}',
    );
    expect(exporter.exchanges).toHaveLength(1);
  });

  afterEach(async () => {
    await app.close();
  });
});
