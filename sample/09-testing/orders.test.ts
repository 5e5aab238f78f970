import 'reflect-metadata';
import { after, before, beforeEach, describe, it } from 'node:test';
import type { INestApplication } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import {
  APIToolkitTestingModule,
  assertCaptured,
  assertNoSecrets,
  assertRedacted,
  InMemoryExporter,
} from 'apitoolkit-nestjs/testing';
import { AppModule } from './app.module.js';

/** All that this app knows of people and must not tell. */
const SECRETS = ['4111 1111 1111 1111', 'Middlesex', 'Milbanke'];

void describe('what leaves the app with an order', () => {
  let app: INestApplication;
  let exporter: InMemoryExporter;

  before(async () => {
    const imports = [AppModule, APIToolkitTestingModule.forRoot()];
    const testing = await Test.createTestingModule({ imports }).compile();
    app = testing.createNestApplication({ logger: false });
    await app.listen(0, '127.0.0.1');
    exporter = app.get(InMemoryExporter);
  });

  beforeEach(async () => {
    exporter.clear();
    await fetch(`${await app.getUrl()}/orders`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ item: 'book', customerId: 1, card: { number: '4111 1111 1111 1111' } }),
    });
  });

  after(() => app.close());

  void it('is one record', async () => {
    await assertCaptured(exporter, 'POST /orders', { status: 201, requestBody: { item: 'book' } });
  });

  void it('has the card redacted', async () => {
    await assertRedacted(exporter, '$.card.number', { in: 'request' });
  });

  void it('has none of the secrets, in whatever field', async () => {
    await assertNoSecrets(exporter, SECRETS);
  });
});
