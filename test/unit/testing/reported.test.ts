import { describe, expect, it } from 'vitest';
import { assertNotReported, assertReported } from '../../../lib/testing/assertions.js';
import { redactedError, redactedExchange } from '../../support/redacted.js';
import { exporterOf, messageOf, requestTo } from './an-exporter.js';

const when = new Date('2026-08-01T12:00:00.000Z');
const order = redactedExchange({
  route: '/orders',
  request: requestTo('POST', '/orders'),
  response: { statusCode: 500, headers: {} },
  errors: [
    {
      type: 'PaymentError',
      message: 'declined',
      when,
      cause: { type: 'SyntaxError', message: 'unexpected end', when },
    },
  ],
});
const health = redactedExchange({ route: '/health', request: requestTo('GET', '/health') });
const now = { timeoutMs: 0 };

/** What a JavaScript user may pass. */
const untyped = (value: unknown): never => value as never;

class PaymentError extends Error {}

describe('assertReported', () => {
  it.each([PaymentError, 'PaymentError', /^declined$/, SyntaxError, /unexpected/g, TypeError, Error])(
    'finds %s',
    async (expected) => {
      const exporter = await exporterOf([health, order], [redactedError()]);

      // Twice: a RegExp must not remember.
      for (const _ of [1, 2]) await assertReported(exporter, expected, now);
      await expect(messageOf(assertNotReported(exporter, expected))).resolves.toContain(
        'Expected not to report',
      );
    },
  );

  it('fails with all that was reported, causes included, and where', async () => {
    const exporter = await exporterOf([health, order], [redactedError()]);

    const message = await messageOf(assertReported(exporter, RangeError, now));

    expect(message).toBe(
      [
        'Expected to report RangeError',
        'Reported (2):',
        '  PaymentError: declined ← SyntaxError: unexpected end (POST /orders 500)',
        '  TypeError: job failed (outside of any request)',
        'Captured (2):',
        '  GET /health 200',
        '  POST /orders 500',
      ].join('\n'),
    );
    await expect(assertNotReported(exporter, RangeError)).resolves.toBeUndefined();
  });

  it('fails with what was not to be reported', async () => {
    const message = await messageOf(assertNotReported(await exporterOf([order]), SyntaxError));

    expect(message).toBe(
      [
        'Expected not to report SyntaxError',
        'Got PaymentError: declined ← SyntaxError: unexpected end (POST /orders 500)',
      ].join('\n'),
    );
  });

  it('looks at one request only where it is told to', async () => {
    const exporter = await exporterOf([health, order], [redactedError()]);

    await assertReported(exporter, PaymentError, { from: 'POST /orders', ...now });
    await assertNotReported(exporter, TypeError, { from: 'POST /orders' });

    await expect(
      messageOf(assertReported(exporter, PaymentError, { from: 'GET /health', ...now })),
    ).resolves.toBe(
      [
        'Expected to report PaymentError from GET /health',
        'No error was reported.',
        'Captured (2):',
        '  GET /health 200',
        '  POST /orders 500',
      ].join('\n'),
    );
  });

  it.each([
    ['', {}, 'Expected an error class, its name or a RegExp for its message'],
    [undefined, {}, 'Expected an error class, its name or a RegExp for its message, got undefined'],
    [TypeError, { form: 'GET /a' }, 'Unknown option form: expected one of from, timeoutMs'],
  ])('refuses %s with %j', async (expected, options, message) => {
    await expect(assertReported(order, untyped(expected), untyped(options))).rejects.toThrow(message);
  });
});
