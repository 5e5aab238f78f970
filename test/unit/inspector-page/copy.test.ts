import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { curlCommand } from '../../../inspector/src/copy/curl.js';
import { shellQuote } from '../../../inspector/src/copy/shell-quote.js';
import { testSnippet } from '../../../inspector/src/copy/test-snippet.js';
import type { RedactedRequest } from '../../../lib/exchange/redacted-exchange.js';
import type { ExchangeDetail } from '../../../lib/inspector/inspector-api.js';
import { redactedExchange } from '../../support/redacted.js';
import { summaryOf } from './summary-of.js';

const payloads: readonly string[] = JSON.parse(
  readFileSync(new URL('../../data/xss/payloads.json', import.meta.url), 'utf8'),
);

/** What bash makes of words. */
function readByShell(words: string): string[] {
  const output = execFileSync('bash', ['-c', `printf '%s\\0' ${words}`], {
    encoding: 'utf8',
    env: { ...process.env, LC_ALL: 'C.UTF-8' },
  });
  return output.split('\0').slice(0, -1);
}

describe('a word for the shell', () => {
  it('is read as it was meant, whatever is in it', () => {
    const texts = [
      ...payloads,
      '',
      ' ',
      '$HOME',
      '`id`',
      '$(id)',
      "it's",
      '\\',
      '\\n',
      'a\nb',
      'é',
      '😀',
      '!!',
      '*',
      '~',
      '-n',
      '#',
    ];

    expect(readByShell(texts.map(shellQuote).join(' '))).toEqual(texts);
  });

  it('is read as it was meant, for any text without a zero', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.string({ unit: 'binary' }).map((text) => text.replaceAll('\0', '')),
          { minLength: 30, maxLength: 60 },
        ),
        (texts) => {
          expect(readByShell(texts.map(shellQuote).join(' '))).toEqual(texts);
        },
      ),
      { numRuns: 10 },
    );
  });

  it('has nothing in it on which a terminal acts', () => {
    expect(shellQuote('\u001b[201~rm -rf .\r\u202e')).toBe(String.raw`$'\x1b[201~rm -rf .\x0d\u202e'`);
  });

  it('is bare where nothing is to be quoted', () => {
    expect(shellQuote('application/json')).toBe('application/json');
  });
});

describe('the curl command', () => {
  const request: RedactedRequest = {
    method: 'POST',
    url: 'http://localhost:3000/orders?token=[CLIENT_REDACTED]',
    path: '/orders',
    query: {},
    pathParams: {},
    headers: {
      host: 'localhost:3000',
      'content-type': 'application/json',
      'content-length': '9',
      accept: ['a/b', 'c/d'],
      'x-empty': '',
    },
    body: { byteLength: 9, truncated: false, text: `{"a":"'"}` },
  };

  it('repeats the request, without what belongs to its connection', () => {
    expect(curlCommand({ request })).toBe(
      [
        `curl --globoff 'http://localhost:3000/orders?token=[CLIENT_REDACTED]' \\`,
        `  -H 'content-type: application/json' \\`,
        `  -H 'accept: a/b' \\`,
        `  -H 'accept: c/d' \\`,
        `  -H 'x-empty;' \\`,
        String.raw`  --data-raw '{"a":"'\''"}'`,
      ].join('\n'),
    );
  });

  it.each([
    ['GET', undefined, 'curl http://localhost/'],
    ['DELETE', undefined, 'curl -X DELETE http://localhost/'],
    ['HEAD', undefined, 'curl --head http://localhost/'],
    ['POST', undefined, 'curl -X POST http://localhost/'],
    ['PUT', 'x', 'curl -X PUT http://localhost/ \\\n  --data-raw x'],
    ['A;b', undefined, "curl -X 'A;b' http://localhost/"],
  ])('of a %s with the body %j', (method, text, command) => {
    const body = text === undefined ? undefined : { byteLength: text.length, truncated: false, text };

    expect(
      curlCommand({ request: { ...request, method, url: 'http://localhost/', headers: {}, body } }),
    ).toBe(command);
  });

  it.each([
    [{ omitted: 'type' as const, truncated: false }, '# The body was withheld: type'],
    [
      { omitted: 'depth' as const, truncated: false, text: '{' },
      '# The rest of the body was withheld: depth',
    ],
    [{ truncated: true, text: '{' }, '# The body was cut: only its beginning is here'],
  ])('says of %j: %s', (body, remark) => {
    const command = curlCommand({ request: { ...request, body: { byteLength: 9, ...body } } });

    expect(command.split('\n')[0]).toBe(remark);
  });
});

describe('the test to copy', () => {
  const R = '[CLIENT_REDACTED]';
  const request: RedactedRequest = {
    method: 'POST',
    url: 'http://localhost/orders/7',
    path: '/orders/7',
    query: { token: [R], page: ['1'], part: [`a${R}`] },
    pathParams: { id: '7' },
    headers: { authorization: `Bearer ${R}`, accept: '*/*' },
    body: {
      byteLength: 9,
      truncated: false,
      text: `{"card":{"number":"${R}"},"note":"to ${R}","it's":["${R}"]}`,
    },
  };
  const facts = { ...redactedExchange(), request, response: { statusCode: 201, headers: {} } };
  const exchange: ExchangeDetail['exchange'] = {
    ...facts,
    startedAt: facts.startedAt.toISOString(),
    errors: [],
  };

  it('expects the exchange, and all that is redacted as a whole', () => {
    const summary = summaryOf(1, {
      method: 'POST',
      path: '/orders/7',
      route: '/orders/:id',
      statusCode: 201,
    });

    expect(testSnippet({ summary, exchange })).toBe(
      [
        "it('captures POST /orders/:id, redacted', async () => {",
        "  await expect(exporter).toHaveCaptured('POST /orders/:id', { status: 201 });",
        "  await expect(exporter).toHaveRedacted('$.card.number', { in: 'request', of: 'POST /orders/:id' });",
        String.raw`  await expect(exporter).toHaveRedacted("$['it\\'s'][0]", { in: 'request', of: 'POST /orders/:id' });`,
        "  await expect(exporter).toHaveRedacted({ query: 'token' }, { in: 'request', of: 'POST /orders/:id' });",
        "  await expect(exporter).toHaveRedacted({ header: 'authorization' }, { in: 'request', of: 'POST /orders/:id' });",
        '});',
        '',
      ].join('\n'),
    );
  });

  it('expects a call as a call', () => {
    const summary = summaryOf(1, {
      kind: 'outgoing',
      path: '/rates',
      statusCode: undefined,
      outcome: 'failed',
    });
    const plain = {
      ...exchange,
      request: { ...request, url: 'http://rates/', query: {}, headers: {}, body: undefined },
    };

    expect(testSnippet({ summary, exchange: plain })).toBe(
      [
        "it('captures GET /rates', async () => {",
        "  await expect(exporter).toHaveCalled('GET', 'http://rates/');",
        '});',
        '',
      ].join('\n'),
    );
  });
});
