import 'reflect-metadata';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { rejects } from 'node:assert/strict';
import { Test } from '@nestjs/testing';
import {
  APIToolkitTestingModule,
  assertCaptured,
  assertNoSecrets,
  assertNotCaptured,
  assertRedacted,
  InMemoryExporter,
} from 'apitoolkit-nestjs/testing';
import { AppModule } from './dist/app.module.js';

void describe('the testing kit with node:test', () => {
  let app;
  let exporter;

  beforeEach(async () => {
    const imports = [AppModule, APIToolkitTestingModule.forRoot()];
    const testing = await Test.createTestingModule({ imports }).compile();
    app = testing.createNestApplication({ logger: false });
    await app.listen(0, '127.0.0.1');
    exporter = app.get(InMemoryExporter);
  });

  afterEach(() => app.close());

  void it('judges an order', async () => {
    await fetch(`${await app.getUrl()}/orders/7`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"item":"book","giftNote":"from Mum and Dad"}',
    });

    await assertCaptured(exporter, 'POST /orders/:id', { status: 201 });
    await assertRedacted(exporter, '$.giftNote');
    await assertNoSecrets(exporter, ['from Mum and Dad']);
    await assertNotCaptured(exporter, 'GET /orders/:id');
    await rejects(assertRedacted(exporter, '$.item'), {
      name: 'AssertionError',
      message: [
        'Expected $.item to be redacted',
        '  POST /orders/:id 201, request body: readable: a value of 4 characters',
        '  POST /orders/:id 201, response body: readable: a value of 4 characters',
      ].join('\n'),
    });
  });
});
