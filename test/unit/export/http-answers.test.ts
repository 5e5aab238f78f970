import { describe, expect, it } from 'vitest';
import { encodeExportResponse } from '../../support/decode-otlp.js';
import { answer } from '../../support/otlp-receiver.js';
import { TransportHarness } from './transport-harness.js';

const harness = new TransportHarness();

describe('the answer', () => {
  const retryable = (reason: string, more: object = {}) => ({ status: 'retryable', reason, ...more });
  const rejected = (reason: string) => ({ status: 'rejected', reason });
  const suspended = (reason: string, cause = 'endpoint') => ({ status: 'suspended', cause, reason });
  const noOtlp = 'it answered 200 with something else than OTLP: not an OTLP endpoint, check the endpoint';

  it.each<[string, Parameters<typeof answer>, object]>([
    ['200 and nothing', [200], { status: 'delivered', rejected: 0 }],
    ['202 and nothing', [202], { status: 'delivered', rejected: 0 }],
    ['204', [204], { status: 'delivered', rejected: 0 }],
    ['200 and an empty partial success', [200, encodeExportResponse()], { status: 'delivered', rejected: 0 }],
    [
      '200 and a count of rejected',
      [200, encodeExportResponse(3, 'limit')],
      { status: 'delivered', rejected: 3, note: 'limit' },
    ],
    [
      '200 and a hint',
      [200, encodeExportResponse(0, 'a\nb')],
      { status: 'delivered', rejected: 0, note: 'a\\u000ab' },
    ],
    [
      '200 and a long hint',
      [200, encodeExportResponse(0, 'x'.repeat(900))],
      { status: 'delivered', rejected: 0, note: `${'x'.repeat(199)}…` },
    ],
    ['200 and a negative count', [200, encodeExportResponse(-1)], { status: 'delivered', rejected: 0 }],
    [
      '200 and unknown fields',
      [200, Buffer.from([0x98, 0x06, 1, 0x15, 1, 2, 3, 4])],
      { status: 'delivered', rejected: 0 },
    ],
    ['200 and HTML', [200, '<html></html>'], suspended(noOtlp)],
    ['200 and an answer in JSON', [200, '{"partialSuccess":{}}'], { status: 'delivered', rejected: 0 }],
    ['200 and an empty answer in JSON', [200, '{}'], { status: 'delivered', rejected: 0 }],
    [
      '200 and a count of rejected in JSON',
      [200, '{"partialSuccess":{"rejectedSpans":"3","errorMessage":"limit"}}'],
      { status: 'delivered', rejected: 3, note: 'limit' },
    ],
    ['200 and other JSON', [200, '{"error":"no such route"}'], suspended(noOtlp)],
    ['200 and a list in JSON', [200, '[]'], suspended(noOtlp)],
    ['200 and text', [200, 'OK'], suspended(noOtlp)],
    ['200 and a cut message', [200, encodeExportResponse(3, 'limit').subarray(0, 5)], suspended(noOtlp)],
    [
      '200 and a length beyond the end',
      [200, Buffer.from([0x0a, 0xff, 0xff, 0xff, 0xff, 0x0f])],
      suspended(noOtlp),
    ],
    ['408', [408], retryable('it answered 408')],
    ['429', [429], retryable('it answered 429')],
    [
      '429 with Retry-After',
      [429, '', { 'retry-after': '7' }],
      retryable('it answered 429', { retryAfterMs: 7_000 }),
    ],
    ['502', [502], retryable('it answered 502')],
    ['503 with a useless Retry-After', [503, '', { 'retry-after': 'soon' }], retryable('it answered 503')],
    ['504', [504], retryable('it answered 504')],
    [
      '500',
      [500],
      retryable('it answered 500; a self-hosted server does so when the API key is wrong: check the key', {
        retryLimit: 5,
      }),
    ],
    ['501', [501], suspended('it answered 501')],
    ['520', [520], retryable('it answered 520', { retryLimit: 5 })],
    ['400', [400], { status: 'invalid', reason: 'it answered 400' }],
    [
      '400 about a size',
      [400, 'http: request body too large'],
      { status: 'too_large', reason: 'it answered 400' },
    ],
    ['422', [422], { status: 'invalid', reason: 'it answered 422' }],
    ['401', [401], suspended('it answered 401: check the API key', 'auth')],
    ['403', [403], suspended('it answered 403: check the API key', 'auth')],
    ['404', [404], suspended('it answered 404: check the endpoint')],
    ['405', [405], suspended('it answered 405: check the endpoint')],
    ['407', [407], suspended('a proxy answered 407: check its credentials')],
    ['409', [409], rejected('it answered 409')],
    ['413', [413], { status: 'too_large', reason: 'it answered 413, too large: lower queue.maxBatchBytes' }],
    ['415', [415], suspended('it answered 415: check the endpoint and compression')],
    [
      '400 and a body without end',
      [400, Buffer.alloc(200_000)],
      { status: 'invalid', reason: 'it answered 400' },
    ],
    ['200 and more than 64 KiB', [200, Buffer.alloc(65_537)], retryable('the answer is larger than 64 KiB')],
  ])('%s', async (_, parts, result) => {
    harness.receiver.script(answer(...parts));

    expect(await harness.send()).toEqual(result);
  });

  it.each([300, 308, 400, 401, 403, 404, 408, 413, 415, 422, 500, 501, 520])(
    '%i is final with strictOtlp',
    async (statusCode) => {
      harness.receiver.script(answer(statusCode));

      expect(await harness.send({ strictOtlp: true })).toMatchObject({ status: 'rejected' });
    },
  );

  it.each([429, 502, 503, 504])('%i is retryable with strictOtlp', async (statusCode) => {
    harness.receiver.script(answer(statusCode, '', { 'retry-after': '2' }));

    expect(await harness.send({ strictOtlp: true })).toMatchObject({
      status: 'retryable',
      retryAfterMs: 2_000,
    });
  });

  it.each([301, 302, 303, 307, 308])('%i is never followed', async (statusCode) => {
    const elsewhere = await harness.startReceiver();
    harness.receiver.script(answer(statusCode, '', { location: `${elsewhere.url}/v1/traces` }));

    const result = await harness.send({ apiKey: 'key-1' });

    const reason = `it answered ${statusCode}, a redirect, which is never followed: check the endpoint`;
    expect(result).toEqual({ status: 'suspended', cause: 'endpoint', reason });
    expect(elsewhere.requests).toEqual([]);
  });
});
