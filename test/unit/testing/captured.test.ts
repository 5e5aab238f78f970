import { describe, expect, it } from 'vitest';
import { assertCaptured, assertNotCaptured } from '../../../lib/testing/assertions.js';
import { redactedExchange } from '../../support/redacted.js';
import { exporterOf, jsonBody, messageOf, requestTo, textBody } from './an-exporter.js';

const order = redactedExchange({
  route: '/orders/:id',
  controller: 'OrdersController',
  handler: 'replace',
  tags: ['eu', 'shop'],
  user: { id: 7, name: 'Ada' },
  attributes: { plan: 'gold' },
  request: requestTo('PUT', '/orders/7', {
    query: { page: ['2'], sort: ['a', 'b'] },
    pathParams: { id: '7' },
    headers: { 'x-tenant': 'acme', authorization: 'Bearer [CLIENT_REDACTED]' },
    body: jsonBody({ item: 'book', parts: [{ size: 2 }, { size: 3 }], card: '[CLIENT_REDACTED]' }),
  }),
  response: { statusCode: 200, headers: { 'x-page': '2' }, body: textBody('text/plain', 'stored at 12:00') },
});
const health = redactedExchange({ route: '/health', request: requestTo('GET', '/health') });
const call = redactedExchange({ kind: 'outgoing', request: requestTo('PUT', '/orders/7') });
const now = { timeoutMs: 0 };

/** What a JavaScript user may pass. */
const untyped = (value: unknown): never => value as never;

describe('assertCaptured', () => {
  it.each(['PUT /orders/7', 'PUT /orders/:id', 'put /orders/7', '/orders/7'])('finds %s', async (request) => {
    const exporter = await exporterOf([health, order]);

    await expect(assertCaptured(exporter, request, now)).resolves.toBeUndefined();
  });

  it.each([
    { status: 200, outcome: 'completed', route: '/orders/:id' },
    { controller: 'OrdersController', handler: /^rep/ },
    { tags: ['shop'], user: { id: 7 }, tenant: undefined, attributes: { plan: /go/ } },
    { pathParams: { id: '7' }, query: { page: '2', sort: ['a', 'b'], none: undefined } },
    { requestHeaders: { 'X-Tenant': 'acme', Authorization: /^Bearer / }, responseHeaders: { 'x-page': '2' } },
    { requestBody: { item: 'book', parts: [{ size: 2 }, {}] }, responseBody: /^stored at/g },
    { requestBody: { item: expect.any(String), card: '[CLIENT_REDACTED]', note: undefined } },
    { requestBody: '{"item":"book","parts":[{"size":2},{"size":3}],"card":"[CLIENT_REDACTED]"}' },
  ] as const)('takes %j as met', async (expected) => {
    const exporter = await exporterOf([order]);

    // Twice: a RegExp must not remember.
    for (const _ of [1, 2]) await assertCaptured(exporter, 'PUT /orders/7', { ...expected, ...now });
    await expect(messageOf(assertNotCaptured(exporter, 'PUT /orders/7', expected))).resolves.toContain(
      'Got PUT /orders/7 (/orders/:id) 200',
    );
  });

  it.each([
    [{ status: 201 }, 'status: expected 201, got 200'],
    [{ tags: ['us'] }, "tags: expected [ 'us' ], got [ 'eu', 'shop' ]"],
    [{ user: undefined }, "user: expected undefined, got { id: 7, name: 'Ada' }"],
    [{ query: { page: ['2'], sort: 'a' } }, "query.sort: expected 'a', got [ 'a', 'b' ]"],
    [{ requestHeaders: { 'X-Tenant': 'other' } }, "requestHeaders.X-Tenant: expected 'other', got 'acme'"],
    [
      { requestBody: { parts: [{ size: 2 }] } },
      'requestBody.parts: expected [ { size: 2 } ], got [ { size: 2 }, { size: 3 } ]',
    ],
    [{ requestBody: { parts: [{ size: 9 }, {}] } }, 'requestBody.parts[0].size: expected 9, got 2'],
    [
      { requestBody: { toString: expect.anything() } },
      'requestBody.toString: expected Anything, got undefined',
    ],
    [{ requestBody: { item: expect.any(Number) } }, "requestBody.item: expected Any<Number>, got 'book'"],
    [{ responseBody: { id: 7 } }, "responseBody: expected { id: 7 }, got 'stored at 12:00'"],
    [{ responseBody: /gone/ }, "responseBody: expected /gone/, got 'stored at 12:00'"],
  ])('says of %j what is there instead', async (expected, line) => {
    const exporter = await exporterOf([health, order]);

    const message = await messageOf(assertCaptured(exporter, 'PUT /orders/7', { ...expected, ...now }));

    expect(message.split('\n')).toContain(`  ${line}`);
    await expect(assertNotCaptured(exporter, 'PUT /orders/7', expected)).resolves.toBeUndefined();
  });

  it('fails with what was expected, the nearest exchange, what differs, and all there is', async () => {
    const exporter = await exporterOf([order, health, call]);

    const message = await messageOf(assertCaptured(exporter, 'PUT /order/7', { status: 201, ...now }));

    expect(message).toBe(
      [
        'Expected to capture',
        '  PUT /order/7',
        '    status: 201',
        'Nearest: PUT /orders/7 (/orders/:id) 200',
        '  path: expected /order/7, got /orders/7 (/orders/:id)',
        '  status: expected 201, got 200',
        'Captured (3):',
        '  PUT /orders/7 (/orders/:id) 200',
        '  GET /health 200',
        '  → PUT http://shop.example/orders/7 200',
      ].join('\n'),
    );
  });

  it('fails with what was not to be', async () => {
    const exporter = await exporterOf([order]);

    const message = await messageOf(assertNotCaptured(exporter, 'PUT /orders/:id', { status: 200 }));

    expect(message).toBe(
      [
        'Expected not to capture',
        '  PUT /orders/:id',
        '    status: 200',
        'Got PUT /orders/7 (/orders/:id) 200',
      ].join('\n'),
    );
  });

  it('says so where nothing was captured, and why that may be', async () => {
    const message = await messageOf(assertCaptured(await exporterOf([]), 'GET /health', now));

    expect(message).toBe(
      [
        'Expected to capture',
        '  GET /health',
        'Nothing was captured.',
        'No app exports here: is it the exporter of this app, app.get(InMemoryExporter)?',
      ].join('\n'),
    );
  });

  it('tells no absence from an exporter that no app was given', async () => {
    await expect(assertNotCaptured(await exporterOf([]), 'GET /health')).rejects.toThrow(
      'toHaveCaptured: No app exports here: is it the exporter of this app',
    );
  });

  it('takes a call of the app for no request of it', async () => {
    const exporter = await exporterOf([call]);

    await expect(messageOf(assertCaptured(exporter, 'PUT /orders/7', now))).resolves.toContain(
      'Expected to capture',
    );
  });

  it('waits for what is still to come', async () => {
    const exporter = await exporterOf([health]);
    const assertion = assertCaptured(exporter, 'PUT /orders/7', { timeoutMs: 10_000 });

    await exporter.export([order]);

    await expect(assertion).resolves.toBeUndefined();
  });

  it('judges one exchange as well', async () => {
    await expect(assertCaptured(order, 'PUT /orders/7')).resolves.toBeUndefined();
    await expect(messageOf(assertCaptured(health, 'PUT /orders/7'))).resolves.toContain(
      'Nearest: GET /health 200\n  method: expected PUT, got GET\n  path: expected /orders/7, got /health',
    );
  });

  it.each([
    [
      'POST orders',
      {},
      "Expected a request such as 'POST /orders' or 'GET /orders/:id', got \"POST orders\"",
    ],
    ['GET /a?b=1', {}, 'What the query must hold goes into the option query.'],
    ['GET /a', { stauts: 201 }, 'Unknown option stauts: expected one of status, outcome, route'],
    ['GET /a', { timeoutMs: -1 }, 'timeoutMs: expected milliseconds, 0 or more, got -1'],
  ])('refuses %s with %j', async (request, expected, message) => {
    const exporter = await exporterOf([]);

    await expect(assertCaptured(exporter, request, untyped(expected))).rejects.toThrow(message);
    await expect(assertNotCaptured(exporter, request, untyped(expected))).rejects.toThrow(message);
  });

  it.each([
    [undefined, 'got undefined'],
    [Promise.resolve(order), 'got a promise: await it first'],
    [new Map(), 'got an object of class Map'],
  ])('refuses to look at %s', async (received, message) => {
    await expect(assertCaptured(untyped(received), 'GET /a')).rejects.toThrow(message);
  });
});
