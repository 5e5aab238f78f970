import { type INestApplication } from '@nestjs/common';
import { ExpressAdapter } from '@nestjs/platform-express';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { Test } from '@nestjs/testing';
import { ObservedHttpService, reportError } from 'apitoolkit-nestjs';
import { APIToolkitTestingModule, InMemoryExporter } from 'apitoolkit-nestjs/testing';
import 'apitoolkit-nestjs/testing/vitest';
import request from 'supertest';
import { AppModule, exporter as exporterOfTheApp } from '../src/app.module.js';

describe.each([ExpressAdapter, FastifyAdapter])('the testing kit on %o (e2e)', (Adapter) => {
  let app: INestApplication;
  let exporter: InMemoryExporter;

  beforeEach(async () => {
    exporterOfTheApp.clear();
    const moduleFixture = await Test.createTestingModule({
      imports: [AppModule, APIToolkitTestingModule.forRoot()],
    }).compile();
    app = moduleFixture.createNestApplication(new Adapter() as ExpressAdapter);
    await app.listen(0, '127.0.0.1');
    exporter = app.get(InMemoryExporter);
  });

  afterEach(async () => {
    await app.close();
  });

  it('judges an order', async () => {
    await request(app.getHttpServer())
      .post('/orders/7')
      .send({ item: 'book', giftNote: 'from Mum and Dad' })
      .expect(201);

    await expect(exporter).toHaveCaptured('POST /orders/:id', { status: 201, pathParams: { id: '7' } });
    await expect(exporter).toHaveCaptured('POST /orders/7', { requestBody: { item: expect.any(String) } });
    await expect(exporter).toHaveRedacted('$.giftNote', { in: 'request' });
    await expect(exporter).not.toHaveRedacted('$.item');
    await expect(exporter).toHaveNoSecrets(['from Mum and Dad']);
    await expect(exporter).not.toHaveCaptured('GET /orders/:id');
    await expect(exporter).not.toHaveReported(Error);
    expect(exporterOfTheApp.exchanges).toHaveLength(0);
  });

  it('judges errors and calls', async () => {
    const url = await app.getUrl();
    await app.get(ObservedHttpService).axiosRef.post(`${url}/orders/8`, { item: 'lamp' });
    reportError(new TypeError('outside'));

    await expect(exporter).toHaveCalled('POST', `${url}/orders/8`, { status: 201 });
    await expect(exporter).not.toHaveCalled('GET', /orders/);
    await expect(exporter).toHaveReported(TypeError);
  });

  it('says what is near', async () => {
    await request(app.getHttpServer()).post('/orders/9').send({ item: 'book' }).expect(201);

    const expectation = expect(exporter).toHaveCaptured('POST /order/9', { status: 400, timeoutMs: 1 });

    await expect(expectation).rejects.toThrow(
      [
        'Nearest: POST /orders/9 (/orders/:id) 201',
        '  path: expected /order/9, got /orders/9 (/orders/:id)',
        '  status: expected 400, got 201',
      ].join('\n'),
    );
  });
});
