import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ErrorReport } from '../../../../lib/exchange/error-report.js';
import type { RedactedExchange, RedactedRecord } from '../../../../lib/exchange/redacted-exchange.js';
import { AttributeRecord } from '../../../../lib/export/otlp/attribute-record.js';
import { OtlpDestination } from '../../../../lib/export/otlp/otlp.destination.js';
import { writeSpanAttributes } from '../../../../lib/export/otlp/span-attributes.js';
import { startInspector, type StandaloneInspector } from '../../../../lib/inspector/index.js';
import type {
  ErrorSummary,
  ExchangeDetail,
  ExchangeSummary,
} from '../../../../lib/inspector/inspector-api.js';
import { toJson } from '../../../../lib/inspector/to-json.js';
import { ask } from '../../../support/ask.js';
import { redactedError, redactedExchange } from '../../../support/redacted.js';

let inspector: StandaloneInspector;

beforeEach(async () => {
  inspector = await startInspector({ port: 0, maxExchanges: 3 });
});

afterEach(() => inspector.close());

/** What our exporter would put on the wire. */
async function encoded(records: readonly RedactedRecord[], serviceName = 'orders'): Promise<Uint8Array> {
  let sent = new Uint8Array();
  const transport = {
    name: 'test',
    send: async ({ body }: { body: Uint8Array }) => {
      sent = new Uint8Array(body);
      return { status: 'delivered' } as const;
    },
    shutdown() {},
  };
  const resource = { serviceName, apiKey: 'k3y-which-nobody-may-see', sdkVersion: '0.1.0' };
  const destination = new OtlpDestination(transport, resource);
  await destination.send(
    records.map((record) => destination.prepare(record)),
    AbortSignal.timeout(1000),
  );
  return sent;
}

async function post(
  path: string,
  body: Uint8Array | string,
  contentType = 'application/x-protobuf',
  headers: Record<string, string> = {},
): Promise<{ status: number; contentType: string | null; text: string }> {
  const response = await fetch(inspector.endpoint + path, {
    method: 'POST',
    headers: { 'content-type': contentType, ...headers },
    body,
  });
  return {
    status: response.status,
    contentType: response.headers.get('content-type'),
    text: await response.text(),
  };
}

const postJson = (path: string, value: unknown) => post(path, JSON.stringify(value), 'application/json');

async function read<T>(path: string): Promise<T> {
  // What the server says it answers with.
  return (await (await fetch(`${inspector.url}api/${path}`)).json()) as T;
}

async function shown(exchange: RedactedExchange): Promise<ExchangeDetail> {
  await post('/v1/traces', await encoded([exchange]));
  const [summary] = await read<ExchangeSummary[]>('exchanges');
  return read<ExchangeDetail>(`exchanges/${summary?.id}`);
}

const WHEN = new Date('2026-08-01T12:00:00.000Z');

describe('a record of our own', () => {
  it.each<[string, RedactedExchange]>([
    [
      'of a request',
      redactedExchange({
        route: '/users/:id',
        controller: 'UsersController',
        handler: 'find',
        tags: ['a', 'b'],
        user: { id: '7', email: 'ann@example.test', name: 'Ann' },
        tenant: { id: 't', name: 'Tenant' },
        attributes: { plan: 'pro', seats: 5, negative: -3, share: 0.25, isTrial: true, roles: ['x', 'y'] },
        parentSpanId: '00f067aa0ba902b7',
        links: [{ traceId: '4bf92f3577b34da6a3ce929d0e0e4736', spanId: '00f067aa0ba902b7' }],
        request: {
          method: 'POST',
          url: 'http://api.example.test:8080/users/7?page=2&token=%5BCLIENT_REDACTED%5D',
          path: '/users/7',
          host: 'api.example.test:8080',
          query: { page: ['2'], token: ['[CLIENT_REDACTED]'] },
          pathParams: { id: '7' },
          headers: { 'content-type': 'application/json', 'x-many': ['a', 'b'] },
          body: {
            contentType: 'application/json',
            byteLength: 27,
            truncated: false,
            text: '{"pin":"[CLIENT_REDACTED]"}',
          },
          clientAddress: '203.0.113.9',
          httpVersion: '1.1',
        },
        response: {
          statusCode: 201,
          headers: { 'content-type': 'text/plain' },
          body: { contentType: 'text/plain', byteLength: 4, truncated: false, text: 'text' },
        },
      }),
    ],
    [
      'of a request that was cut off',
      redactedExchange({ outcome: 'aborted', response: { statusCode: 499, headers: {} } }),
    ],
    [
      'of a call that failed',
      redactedExchange({
        kind: 'outgoing',
        outcome: 'failed',
        response: undefined,
        parentExchangeId: '00f067aa0ba902b7',
        errors: [{ type: 'AxiosError', message: 'timeout', when: WHEN }],
      }),
    ],
  ])('%s is shown as it was', async (_, exchange) => {
    const { exchange: received } = await shown(exchange);

    expect(received).toEqual({
      ...toJson(exchange),
      request: { ...toJson(exchange.request), host: expect.any(String) },
      // What is not written: rules, and a host that the URL has.
      redactions: {},
      ...(exchange.kind === 'outgoing' && {
        links: [{ traceId: exchange.traceId, spanId: exchange.parentExchangeId }],
      }),
    });
  });

  it.each<[string, NonNullable<RedactedExchange['request']['body']>]>([
    ['JSON', { contentType: 'application/json', byteLength: 7, truncated: false, text: '{"a":1}' }],
    ['a JSON text', { contentType: 'application/json', byteLength: 3, truncated: false, text: '"a"' }],
    ['text', { contentType: 'text/plain', byteLength: 11, truncated: false, text: 'hé “x”' }],
    [
      'a form',
      { contentType: 'application/x-www-form-urlencoded', byteLength: 7, truncated: false, text: 'a=1&b=2' },
    ],
    [
      'a body that was cut',
      { contentType: 'application/json', byteLength: 90_000, truncated: true, text: '{"a":[1,2' },
    ],
    [
      'a body that was withheld',
      { contentType: 'image/png', byteLength: 512, truncated: false, omitted: 'type' },
    ],
    [
      'a body of which the rest was withheld',
      {
        contentType: 'application/json',
        byteLength: 70,
        truncated: false,
        omitted: 'unparseable',
        text: '{"a":1,',
      },
    ],
  ])('has its body as it was captured: %s', async (_, body) => {
    const contentType = body.contentType ?? '';
    const request = { ...redactedExchange().request, headers: { 'content-type': contentType }, body };

    const { exchange } = await shown(redactedExchange({ request }));

    expect(exchange.request.body).toEqual({
      ...body,
      ...(body.omitted === undefined &&
        !body.truncated && { byteLength: Buffer.byteLength(body.text ?? '') }),
    });
  });

  it('has its errors with their causes', async () => {
    const error: ErrorReport = {
      type: 'HttpException',
      message: 'no: order',
      stack: '    at a (a.js:1:1)\n    at b (b.js:2:2)',
      when: WHEN,
      cause: {
        type: 'TypeError',
        message: 'x is\nundefined',
        stack: '    at c (c.js:3:3)',
        when: WHEN,
        cause: { type: 'Error', message: 'first', when: WHEN },
      },
    };

    const { exchange, summary } = await shown(redactedExchange({ errors: [error] }));

    expect(exchange.errors).toEqual([toJson(error)]);
    expect(summary.errors).toEqual(['HttpException']);
  });

  it('has exactly the attributes that were sent, and no key', async () => {
    const exchange = redactedExchange({ tags: ['a'], attributes: { big: 2 ** 60, half: 0.5 } });
    const record = new AttributeRecord();
    writeSpanAttributes(record, exchange);

    const detail = await shown(exchange);

    expect(detail.otlp).toEqual({ name: 'monoscope.http', attributes: record.attributes });
    expect(JSON.stringify([detail, await read('state')])).not.toContain('k3y');
  });

  it('has the calls that it made', async () => {
    const call = (spanId: string, startedAt: Date, parentExchangeId?: string) =>
      redactedExchange({ kind: 'outgoing', spanId, startedAt, parentExchangeId });
    const own = redactedExchange();
    const second = call('000000000000000b', new Date(WHEN.getTime() + 5), own.spanId);
    const first = call('000000000000000a', WHEN, own.spanId);

    await post('/v1/traces', await encoded([second, first, own]));

    const { calls } = await read<ExchangeDetail>('exchanges/3');
    expect(calls.map(({ spanId }) => spanId)).toEqual([first.spanId, second.spanId]);
  });

  it('may be an error outside of any request', async () => {
    const record = redactedError({ tags: ['job'] });

    await post('/v1/logs', await encoded([record]));

    expect(await read<ErrorSummary[]>('errors')).toEqual([
      { id: 1, service: 'orders', error: toJson(record.error), tags: ['job'] },
    ]);
  });
});

describe('the receiver', () => {
  it('keeps the newest of several services', async () => {
    for (const service of ['a', 'b', 'a', 'c'])
      await post('/v1/traces', await encoded([redactedExchange()], service));

    const exchanges = await read<ExchangeSummary[]>('exchanges');

    expect(exchanges.map(({ id, service }) => `${id} ${service}`)).toEqual(['2 b', '3 a', '4 c']);
    expect(await read('state')).toMatchObject({
      mode: 'receiver',
      services: ['a', 'b', 'c'],
      endpoint: inspector.endpoint,
      kept: { count: 3, max: 3, gone: 1 },
    });
    expect(await read('redaction')).toEqual({});
  });

  it('takes gzip, and answers in the encoding that it was asked in', async () => {
    const body = await encoded([redactedExchange()]);

    const zipped = await post('/v1/traces', gzipSync(body), undefined, { 'content-encoding': 'gzip' });
    const asJson = await postJson('/v1/traces', { resourceSpans: [] });
    const metrics = await post('/v1/metrics', new Uint8Array());

    expect(zipped).toEqual({ status: 200, contentType: 'application/x-protobuf', text: '' });
    expect(asJson).toEqual({ status: 200, contentType: 'application/json', text: '{}' });
    expect(metrics.status).toBe(200);
    expect(await read('exchanges')).toHaveLength(1);
  });

  it('shows spans of OpenTelemetry, by JSON and by the old and the new names', async () => {
    const attribute = (key: string, value: object) => ({ key, value });
    const ids = { traceId: '5B8EFFF798038103D269B633813FC60C', spanId: 'EEE19B7EC3C1B174' };
    const times = { startTimeUnixNano: '1722513600000000000', endTimeUnixNano: 1722513600250000000 };
    const old = {
      ...ids,
      ...times,
      name: 'GET /users/:id',
      kind: 2,
      attributes: [
        attribute('http.method', { stringValue: 'GET' }),
        attribute('http.target', { stringValue: '/users/7?a=1&a=2' }),
        attribute('http.host', { stringValue: 'localhost:3000' }),
        attribute('http.scheme', { stringValue: 'http' }),
        attribute('http.route', { stringValue: '/users/:id' }),
        attribute('http.status_code', { intValue: '200' }),
        attribute('http.response_content_length_uncompressed', { intValue: 42 }),
        attribute('http.flavor', { stringValue: '1.1' }),
        attribute('nested', { kvlistValue: { values: [attribute('a', { boolValue: true })] } }),
        attribute('mixed', { arrayValue: { values: [{ intValue: '1' }, { stringValue: 'x' }] } }),
      ],
    };
    const recent = {
      ...ids,
      ...times,
      spanId: 'EEE19B7EC3C1B175',
      parentSpanId: 'EEE19B7EC3C1B174',
      name: 'GET',
      kind: 3,
      attributes: [
        attribute('http.request.method', { stringValue: 'GET' }),
        attribute('url.full', { stringValue: 'https://api.example.test/todos/1?x=y#z' }),
        attribute('server.address', { stringValue: 'api.example.test' }),
        attribute('server.port', { intValue: '443' }),
        attribute('http.request.header.accept', { arrayValue: { values: [{ stringValue: '*/*' }] } }),
      ],
      events: [
        {
          timeUnixNano: '1722513600100000000',
          name: 'exception',
          attributes: [
            attribute('exception.type', { stringValue: 'Error' }),
            attribute('exception.message', { stringValue: 'ECONNRESET' }),
            attribute('exception.stacktrace', { stringValue: 'Error: ECONNRESET\n    at x (y.js:1:1)' }),
          ],
        },
      ],
    };
    const inner = {
      ...ids,
      ...times,
      spanId: 'EEE19B7EC3C1B176',
      name: 'middleware',
      kind: 1,
      attributes: old.attributes,
    };
    const resource = { attributes: [attribute('service.name', { stringValue: 'plain' })] };

    await postJson('/v1/traces', {
      resourceSpans: [{ resource, scopeSpans: [{ spans: [old, recent, inner] }] }],
    });

    const [server, client, ...others] = await read<ExchangeSummary[]>('exchanges');
    expect(others).toEqual([]);
    expect(server).toMatchObject({
      service: 'plain',
      kind: 'incoming',
      method: 'GET',
      host: 'localhost:3000',
      path: '/users/7',
      route: '/users/:id',
      statusCode: 200,
      durationMs: 250,
      responseBytes: 42,
      startedAt: '2024-08-01T12:00:00.000Z',
      traceId: '5b8efff798038103d269b633813fc60c',
    });
    expect(client).toMatchObject({
      kind: 'outgoing',
      host: 'api.example.test',
      path: '/todos/1',
      outcome: 'failed',
      errors: ['Error'],
      parentExchangeId: 'eee19b7ec3c1b174',
    });
    const detail = await read<ExchangeDetail>(`exchanges/${server?.id}`);
    expect(detail.calls).toEqual([client]);
    expect(detail.exchange.request.query).toEqual({ a: ['1', '2'] });
    expect(detail.otlp.attributes).toMatchObject({ nested: '{"a":true}', mixed: ['1', 'x'] });
  });

  it.each([
    ['what is no protobuf', '/v1/traces', 'application/x-protobuf', 'xxx', 400],
    ['what is no JSON', '/v1/traces', 'application/json', '{', 400],
    ['JSON of another shape', '/v1/traces', 'application/json', '{"resourceSpans":[1]}', 400],
    ['another type', '/v1/traces', 'text/plain', '{}', 415],
    ['gRPC', '/v1/traces', 'application/grpc', '', 415],
    ['another path', '/v1/profiles', 'application/json', '{}', 404],
  ])('refuses %s', async (_, path, contentType, body, status) => {
    expect(await post(path, body, contentType)).toMatchObject({
      status,
      text: expect.stringContaining('error'),
    });
    expect(await read('exchanges')).toEqual([]);
  });

  it.each([
    ['what is no gzip', Buffer.from('x'), 'gzip', 400],
    ['a bomb', gzipSync(Buffer.alloc(17 * 1024 * 1024)), 'gzip', 400],
    ['another coding', Buffer.from('{}'), 'br', 415],
    ['too much', Buffer.alloc(16 * 1024 * 1024 + 1), 'identity', 413],
  ])('refuses %s', async (_, body, coding, status) => {
    expect((await post('/v1/traces', body, 'application/json', { 'content-encoding': coding })).status).toBe(
      status,
    );
  });

  it.each([
    ['a page', { origin: 'http://localhost:3000' }],
    ['a page of the inspector itself', { 'sec-fetch-site': 'same-origin' }],
    ['another host', { host: 'evil.test' }],
    ['a proxy', { 'x-forwarded-for': '127.0.0.1' }],
  ])('takes nothing from %s', async (_, headers) => {
    const options = { method: 'POST', headers: { 'content-type': 'application/json', ...headers } };

    expect((await ask(`${inspector.endpoint}/v1/traces`, options, '{}')).status).toBe(403);
  });

  it('leads from its root to the page, and answers on both loopback addresses', async () => {
    const root = await ask(`${inspector.endpoint}/`);
    const port = new URL(inspector.endpoint).port;

    expect([root.status, root.headers.location]).toEqual([302, '_apitoolkit/']);
    expect((await ask(`http://127.0.0.1:${port}/_apitoolkit/api/state`)).status).toBe(200);
  });

  it('says when its port is taken', async () => {
    const port = Number(new URL(inspector.endpoint).port);

    await expect(startInspector({ port })).rejects.toMatchObject({ code: 'EADDRINUSE' });
  });
});
