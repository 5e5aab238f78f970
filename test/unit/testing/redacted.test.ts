import { describe, expect, it } from 'vitest';
import { assertNotRedacted, assertRedacted } from '../../../lib/testing/assertions.js';
import { redactedExchange } from '../../support/redacted.js';
import { exporterOf, jsonBody, messageOf, requestTo, textBody } from './an-exporter.js';

const MARKER = '[CLIENT_REDACTED]';
const order = redactedExchange({
  route: '/orders/:id',
  request: requestTo('POST', '/orders/7', {
    query: { token: [MARKER], page: ['2'] },
    pathParams: { id: '7' },
    headers: { authorization: `Bearer ${MARKER}`, 'x-tenant': 'acme' },
    body: jsonBody({
      card: { number: MARKER, holder: 'Ada Lovelace' },
      payment: MARKER,
      note: `call ${MARKER} now`,
      items: [{ code: MARKER }, { code: MARKER }],
    }),
  }),
  response: { statusCode: 201, headers: {}, body: jsonBody({ card: { number: '4111111111111111' }, id: 7 }) },
});
const health = redactedExchange({ route: '/health', request: requestTo('GET', '/health') });
const form = redactedExchange({
  route: '/login',
  request: requestTo('POST', '/login', {
    body: textBody('application/x-www-form-urlencoded', 'user%5Bname%5D=ada&password=%5BCLIENT_REDACTED%5D'),
  }),
});
const lines = redactedExchange({
  request: requestTo('POST', '/lines', {
    body: textBody('application/x-ndjson', `{"a":"${MARKER}"}\n{"a":"${MARKER}"}\n`),
  }),
});
const withheld = redactedExchange({
  route: '/files',
  request: requestTo('POST', '/files', {
    body: { contentType: 'application/json', byteLength: 9, truncated: false, omitted: 'unparseable' },
  }),
});

describe('assertRedacted', () => {
  it.each([
    ['$.card.number', { in: 'request' }, order],
    ['$..code', {}, order],
    ["$['items'][*].code", {}, order],
    ['$.payment.iban', {}, order],
    [{ header: 'Authorization' }, {}, order],
    [{ query: 'token' }, {}, order],
    ['$.password', {}, form],
    ['$.a', {}, lines],
  ] as const)('finds %j redacted with %j', async (place, options, exchange) => {
    const exporter = await exporterOf([health, exchange]);

    await expect(assertRedacted(exporter, place, options)).resolves.toBeUndefined();
    await expect(assertRedacted(exchange, place, options)).resolves.toBeUndefined();
    await expect(messageOf(assertNotRedacted(exporter, place, options))).resolves.toContain(': redacted');
  });

  it.each([
    ['$.card.holder', {}, order],
    ['$.card.number', { in: 'response' }, order],
    ['$.id', { of: 'POST /orders/:id' }, order],
    ['$.user.name', {}, form],
    [{ header: 'x-tenant' }, {}, order],
    [{ query: 'page' }, {}, order],
    [{ pathParam: 'id' }, {}, order],
  ] as const)('finds %j readable with %j', async (place, options, exchange) => {
    const exporter = await exporterOf([exchange]);

    await expect(assertNotRedacted(exporter, place, options)).resolves.toBeUndefined();
    await expect(messageOf(assertRedacted(exporter, place, options))).resolves.toContain(': readable: ');
  });

  it('fails with where it is readable, and does not print it', async () => {
    const message = await messageOf(assertRedacted(await exporterOf([order]), '$.card.number'));

    expect(message).toBe(
      [
        'Expected $.card.number to be redacted',
        '  POST /orders/:id 201, response body: readable: "4…1" (16 characters)',
      ].join('\n'),
    );
  });

  it('fails for a value of which the marker is a part', async () => {
    const message = await messageOf(assertRedacted(order, '$.note'));

    expect(message).toBe(
      [
        'Expected $.note to be redacted',
        '  POST /orders/:id 201, request body: redacted in part only: "c…w" (26 characters)',
      ].join('\n'),
    );
  });

  it('fails with what was not to be redacted, even where it is readable elsewhere', async () => {
    const message = await messageOf(assertNotRedacted(await exporterOf([order]), '$.card.number'));

    expect(message).toBe(
      ['Expected $.card.number not to be redacted', '  POST /orders/:id 201, request body: redacted'].join(
        '\n',
      ),
    );
  });

  it.each([
    [assertRedacted, 'Expected $.crad.number to be redacted, but there is nothing'],
    [assertNotRedacted, 'Expected $.crad.number not to be redacted, but there is nothing'],
  ])('fails where nothing is, with what is there: %#', async (assertion, first) => {
    const message = await messageOf(assertion(await exporterOf([order, withheld]), '$.crad.number'));

    expect(message).toBe(
      [
        first,
        '  POST /orders/:id 201, request body: $.card.number, $.card.holder, $.payment, $.note, $.items[0].code, $.items[1].code',
        '  POST /orders/:id 201, response body: $.card.number, $.id',
        '  POST /files 200, request body: withheld (unparseable)',
        'Captured (2):',
        '  POST /orders/7 (/orders/:id) 201',
        '  POST /files 200',
      ].join('\n'),
    );
  });

  it.each([
    [{ header: 'cookie' }, 'request headers: authorization, x-tenant'],
    [{ query: 'tokem' }, 'query: token, page'],
    [{ pathParam: 'name' }, 'path parameters: id'],
  ])('says what there is beside %j', async (place, line) => {
    await expect(messageOf(assertRedacted(order, place))).resolves.toContain(`POST /orders/:id 201, ${line}`);
  });

  it.each([
    ['card.number', {}, 'did you mean `$.card.number`?'],
    [{ cookie: 'a' }, {}, 'Expected a JSONPath such as'],
    [{}, {}, 'Expected a JSONPath such as'],
    ['$.a', { in: 'body' }, "in: expected 'request' or 'response', got \"body\""],
    ['$.a', { on: 'request' }, 'Unknown option on: expected one of in, of, timeoutMs'],
  ])('refuses %j with %j', async (place, options, message) => {
    await expect(assertRedacted(order, place as never, options as never)).rejects.toThrow(message);
  });
});
