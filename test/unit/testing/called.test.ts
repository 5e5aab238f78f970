import { describe, expect, it } from 'vitest';
import { assertCalled, assertNotCalled } from '../../../lib/testing/assertions.js';
import { redactedExchange } from '../../support/redacted.js';
import { exporterOf, jsonBody, messageOf, requestTo } from './an-exporter.js';

const order = redactedExchange({
  spanId: '1111111111111111',
  route: '/orders',
  request: requestTo('POST', '/orders'),
});
const call = redactedExchange({
  kind: 'outgoing',
  parentExchangeId: '1111111111111111',
  route: '/charges/:id',
  request: requestTo('POST', '/charges/7', {
    url: 'https://pay.example/charges/7?key=%5BCLIENT_REDACTED%5D',
    body: jsonBody({ amount: 12 }),
  }),
  response: { statusCode: 202, headers: {} },
});
const now = { timeoutMs: 0 };

/** What a JavaScript user may pass. */
const untyped = (value: unknown): never => value as never;

describe('assertCalled', () => {
  it.each([
    ['POST', 'https://pay.example/charges/7'],
    ['post', 'https://PAY.example:443/charges/7'],
    ['POST', 'https://pay.example/charges/7?key=%5BCLIENT_REDACTED%5D'],
    ['POST', 'https://pay.example/charges/:id'],
    ['POST', /charges/g],
  ])('finds %s %s', async (method, url) => {
    const exporter = await exporterOf([call, order]);

    // Twice: a RegExp must not remember.
    for (const _ of [1, 2]) await assertCalled(exporter, method, url, now);
    await expect(messageOf(assertNotCalled(exporter, method, url))).resolves.toContain(
      'Expected not to call',
    );
  });

  it('finds it by what it sent, got, and was made in', async () => {
    const exporter = await exporterOf([call, order]);

    await assertCalled(exporter, 'POST', /charges/, { status: 202, requestBody: { amount: 12 } });
    await assertCalled(exporter, 'POST', /charges/, { from: 'POST /orders' });
    await assertNotCalled(exporter, 'POST', /charges/, { from: 'GET /health' });
    await expect(assertNotCalled(exporter, 'POST', /charges/, { status: 500 })).resolves.toBeUndefined();
  });

  it('fails with the nearest call and what differs', async () => {
    const exporter = await exporterOf([call, order]);

    const message = await messageOf(
      assertCalled(exporter, 'GET', 'https://pay.example/charges', {
        status: 200,
        from: 'GET /health',
        ...now,
      }),
    );

    expect(message).toBe(
      [
        'Expected to call',
        '  GET https://pay.example/charges',
        '    status: 200',
        "    from: 'GET /health'",
        'Nearest: → POST https://pay.example/charges/7?key=%5BCLIENT_REDACTED%5D (/charges/:id) 202',
        '  method: expected GET, got POST',
        '  url: expected https://pay.example/charges, got https://pay.example/charges/7?key=%5BCLIENT_REDACTED%5D',
        '  status: expected 200, got 202',
        '  from: it was made in POST /orders 200',
        'Captured (2):',
        '  → POST https://pay.example/charges/7?key=%5BCLIENT_REDACTED%5D (/charges/:id) 202',
        '  POST /orders 200',
      ].join('\n'),
    );
  });

  it('says so where no call was captured', async () => {
    const message = await messageOf(assertCalled(await exporterOf([order]), 'GET', /todos/, now));

    expect(message).toBe(
      [
        'Expected to call',
        '  GET /todos/',
        'No call was captured.',
        'Captured (1):',
        '  POST /orders 200',
      ].join('\n'),
    );
  });

  it('fails with what was not to be called', async () => {
    const message = await messageOf(assertNotCalled(await exporterOf([call]), 'POST', /charges/));

    expect(message).toBe(
      [
        'Expected not to call',
        '  POST /charges/',
        'Got → POST https://pay.example/charges/7?key=%5BCLIENT_REDACTED%5D (/charges/:id) 202',
      ].join('\n'),
    );
  });

  it.each([
    ['GET', '/charges', {}, "Expected an absolute URL such as 'https://api.example/todos/1', or a RegExp"],
    ['GET /', /a/, {}, 'Expected a method such as \'GET\', got "GET /"'],
    ['GET', /a/, { code: 1 }, 'Unknown option code: expected one of status'],
    ['GET', /a/, { from: 'orders' }, "Expected a request such as 'POST /orders'"],
  ])('refuses %s %s with %j', async (method, url, expected, message) => {
    await expect(assertCalled(call, method, url, untyped(expected))).rejects.toThrow(message);
  });
});
