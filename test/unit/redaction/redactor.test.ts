import { describe, expect, it } from 'vitest';
import type { ErrorReport } from '../../../lib/exchange/error-report.js';
import { RedactionPolicy } from '../../../lib/redaction/redaction-policy.js';
import { emptyRules } from '../../../lib/redaction/rules/redaction-rules.js';
import { redact, anError, WHEN, anExchange, aRequest, json } from './an-exchange.js';

const M = '[CLIENT_REDACTED]';
describe('an exchange', () => {
  it('is redacted in all its parts, and everything else is as it was', () => {
    const { body, headers } = json({ user: 'bob', password: 'hunter22' });

    const redacted = redact({
      kind: 'outgoing',
      parentSpanId: '00f067aa0ba902b7',
      parentExchangeId: '00f067aa0ba902b8',
      links: [{ traceId: '0af7651916cd43dd8448eb211c80319c', spanId: '00f067aa0ba902b9' }],
      route: '/users/:id',
      controller: 'UsersController',
      handler: 'create',
      tags: ['a', 'Bearer abcdefgh'],
      user: { id: 1, email: 'bob@example.com', name: 'Bob' },
      tenant: { id: 't1', name: 'Tenant' },
      attributes: { plan: 'pro', apiKey: 'k', list: ['a', 'AKIAIOSFODNN7EXAMPLE'], n: 1, ok: true },
      request: aRequest({
        target: '/users/5?token=x',
        pathParams: { id: '5' },
        headers: { ...headers, authorization: 'Bearer secret-token' },
        body,
        clientAddress: '10.0.0.1',
        httpVersion: '1.1',
      }),
      response: { statusCode: 201, headers: { location: '/users/5' } },
    });

    expect(redacted).toEqual({
      kind: 'outgoing',
      traceId: '0af7651916cd43dd8448eb211c80319c',
      spanId: 'b7ad6b7169203331',
      parentSpanId: '00f067aa0ba902b7',
      parentExchangeId: '00f067aa0ba902b8',
      links: [{ traceId: '0af7651916cd43dd8448eb211c80319c', spanId: '00f067aa0ba902b9' }],
      startedAt: WHEN,
      durationMs: 12.5,
      outcome: 'completed',
      route: '/users/:id',
      controller: 'UsersController',
      handler: 'create',
      tags: ['a', `Bearer ${M}`],
      user: { id: 1, email: 'bob@example.com', name: 'Bob' },
      tenant: { id: 't1', name: 'Tenant' },
      attributes: nullPrototype({ plan: 'pro', apiKey: M, list: ['a', M], n: 1, ok: true }),
      request: {
        method: 'POST',
        url: `https://api.example.com/users/5?token=${M}`,
        path: '/users/5',
        host: 'api.example.com',
        query: nullPrototype({ token: [M] }),
        pathParams: nullPrototype({ id: '5' }),
        headers: nullPrototype({ 'content-type': 'application/json', authorization: `Bearer ${M}` }),
        body: {
          contentType: 'application/json',
          byteLength: 36,
          truncated: false,
          text: `{"user":"bob","password":"${M}"}`,
        },
        clientAddress: '10.0.0.1',
        httpVersion: '1.1',
      },
      response: { statusCode: 201, headers: nullPrototype({ location: '/users/5' }) },
      errors: [],
      redactions: nullPrototype({
        'name token': 1,
        'header authorization': 1,
        'name password': 1,
        'detector bearer': 1,
        'name api key': 1,
        'detector aws-access-key': 1,
      }),
    });
  });

  it('has no response when none came', () => {
    expect(redact({ outcome: 'failed' }).response).toBeUndefined();
  });

  it('carries no field that nobody decided how to redact', () => {
    const exchange = { ...anExchange(), raw: 'hunter2', request: { ...aRequest(), rawHeaders: ['hunter2'] } };

    expect(JSON.stringify(redact(exchange))).not.toContain('hunter2');
  });

  it('keeps its data untouched and apart from the original', () => {
    const { body, headers } = json({ password: 'hunter22' });
    const exchange = anExchange({ request: aRequest({ body, headers, target: '/a?token=x' }) });
    const before = structuredClone(exchange);

    redact(exchange);

    expect(exchange).toEqual(before);
  });

  it('counts rules, never values', () => {
    const { body, headers } = json({ card: { number: 4242424242 }, a: 'hunter2hunter2' });

    const { redactions } = redact(
      {
        request: aRequest({
          body,
          headers: { ...headers, 'x-mine': 'hunter2' },
          target: '/a?q=1&q=2',
          pathParams: { p: '1' },
        }),
        route: '/a/:p',
      },
      { requestBody: ['$.card', '$.none'], headers: ['X-Mine'], query: ['Q'], pathParams: ['p'] },
    );

    expect({ ...redactions }).toEqual({
      'request body $.card': 1,
      'header x-mine': 1,
      'query q': 2,
      'path param p': 1,
    });
  });
});

describe('a part whose redaction fails', () => {
  const hostile: ErrorReport = {
    type: 'Error',
    when: WHEN,
    get message(): string {
      throw new Error('hunter2');
    },
  };

  it('is left out and counted, and the rest goes on', () => {
    const headers = new Proxy(
      {},
      {
        ownKeys: () => {
          throw new Error('hunter2');
        },
      },
    );
    const exchange = {
      ...anExchange({ tags: ['a'] }),
      request: { ...aRequest(), headers },
      errors: [hostile, anError('b')],
    };

    const redacted = new RedactionPolicy({ rules: emptyRules, defaults: true, maxBodyBytes: 9 })
      .redactorFor()
      .redact(exchange);

    expect(redacted).toMatchObject({
      tags: ['a'],
      request: { url: 'https://api.example.com/users', headers: {} },
      errors: [{ type: 'Error', message: '', when: WHEN }, anError('b')],
    });
    expect({ ...redacted.redactions }).toEqual({ 'failed headers': 1, 'failed error': 1 });
  });
});

describe('with the defaults off', () => {
  it('nothing but the rules is redacted', () => {
    const { body, headers } = json({ password: 'x', mine: 'hunter22', key: 'AKIAIOSFODNN7EXAMPLE' });

    const redacted = redact(
      {
        request: aRequest({
          body,
          headers: { ...headers, authorization: 'Bearer abc' },
          target: '/a?token=x',
        }),
        attributes: { secret: 'x' },
        errors: [anError('password=1 hunter22')],
      },
      { requestBody: ['$.mine'] },
      false,
    );

    expect(redacted.request.body?.text).toBe(`{"password":"x","mine":"${M}","key":"AKIAIOSFODNN7EXAMPLE"}`);
    expect(redacted.request.url).toBe('https://api.example.com/a?token=x');
    expect({ ...redacted.request.headers }).toEqual({
      'content-type': 'application/json',
      authorization: 'Bearer abc',
    });
    expect({ ...redacted.attributes }).toEqual({ secret: 'x' });
    expect(redacted.errors[0]?.message).toBe(`password=1 ${M}`);
    expect({ ...redacted.redactions }).toEqual({ 'request body $.mine': 1, value: 1 });
  });
});

function nullPrototype<T extends object>(fields: T): T {
  return Object.assign(Object.create(null), fields);
}
