import { describe, expect, it } from 'vitest';
import type { Exchange } from '../../../lib/exchange/exchange.js';
import { RedactionPolicy } from '../../../lib/redaction/redaction-policy.js';
import { emptyRules } from '../../../lib/redaction/rules/redaction-rules.js';
import { redact, anError, WHEN, aBody, anExchange, aRequest, json } from './an-exchange.js';

const M = '[CLIENT_REDACTED]';
describe('errors', () => {
  it('are bounded after redaction, so that no secret is halved first', () => {
    const filler = 'x'.repeat(8180);
    const { errors } = redact({
      errors: [anError(`${filler} Bearer hunter2hunter2hunter2`, { stack: `    at ${'f'.repeat(20_000)}` })],
    });

    expect(errors[0]?.message).toBe(`${filler} Bearer [CLI`);
    expect(errors[0]?.stack).toHaveLength(16_384);
  });

  it('are masked in message, stack and every cause', () => {
    const { errors } = redact({
      errors: [
        anError('password=hunter2', {
          stack: '    at login (https://u:hunter2@h/a.js?token=hunter2:1:1)',
          cause: anError('Bearer hunter2hunter2', { cause: anError('AKIAIOSFODNN7EXAMPLE') }),
        }),
      ],
    });

    expect(errors).toEqual([
      anError(`password=${M}`, {
        stack: `    at login (https://${M}@h/a.js?token=${M})`,
        cause: anError(`Bearer ${M}`, { cause: anError(M) }),
      }),
    ]);
  });

  it('end after sixteen causes', () => {
    let error = anError('deepest');
    for (let depth = 0; depth < 30; depth += 1) error = anError(`level ${depth}`, { cause: error });

    expect(JSON.stringify(redact({ errors: [error] }).errors)).not.toContain('deepest');
  });

  it('outside a request are masked too', () => {
    const redactor = new RedactionPolicy({
      rules: emptyRules,
      defaults: true,
      maxBodyBytes: 1,
    }).redactorFor();

    expect(
      redactor.redactError(anError('token=hunter2'), {
        tags: ['job'],
        attributes: { secret: 'x', queue: 'mail' },
      }),
    ).toEqual({
      kind: 'error',
      error: anError(`token=${M}`),
      tags: ['job'],
      attributes: nullPrototype({ secret: M, queue: 'mail' }),
    });
    expect(redactor.redactError(anError('plain'))).toEqual({
      kind: 'error',
      error: anError('plain'),
      tags: [],
      attributes: nullPrototype({}),
    });
  });
});

describe('a value that a rule redacted', () => {
  const body = (value: unknown): ReturnType<typeof json> => json({ mine: value });
  const rules = { requestBody: ['$.mine'], headers: ['x-mine'], query: ['mine'], pathParams: ['mine'] };

  it.each([
    ['a body', { ...body('hunter2') }],
    ['a body, inside a subtree', { ...body({ a: [{ b: 'hunter2' }] }) }],
    [
      'a form',
      { body: aBody('mine=hunter2'), headers: { 'content-type': 'application/x-www-form-urlencoded' } },
    ],
    ['a header', { headers: { 'x-mine': 'hunter2' } }],
    ['an authorization', { headers: { authorization: 'Basic Ym9iOmh1bnRlcjI=' } }],
    ['a cookie', { headers: { cookie: 'a=hunter2-1234' } }],
    ['a query parameter', { target: '/a?mine=hunter2' }],
    ['a percent-encoded query parameter', { target: '/a?mine=h%75nter2' }],
    ['userinfo', { target: 'http://u:hunter2@h/a' }],
  ])('in %s is masked in errors and in the URL', (_, request) => {
    const secret = 'headers' in request && 'cookie' in request.headers ? 'hunter2-1234' : 'hunter2';

    const redacted = redact(
      {
        request: aRequest({ ...request, target: `${'target' in request ? request.target : '/b'}#${secret}` }),
        response: { statusCode: 302, headers: { location: `/next/${secret}` } },
        errors: [anError(`no such: ${secret}`, { stack: `    at ${secret} (a.js)`, cause: anError(secret) })],
      },
      rules,
    );

    expect(redacted.errors).toEqual([
      anError(`no such: ${M}`, { stack: `    at ${M} (a.js)`, cause: anError(M) }),
    ]);
    expect(redacted.request.url).toMatch(/#\[CLIENT_REDACTED\]$/);
    expect({ ...redacted.response?.headers }).toEqual({ location: `/next/${M}` });
    expect(redacted.redactions['value']).toBe(5);
    expect(JSON.stringify(redacted)).not.toContain('hunter2');
  });

  it('in a path parameter is masked in the query, the referer and the errors', () => {
    const redacted = redact(
      {
        route: '/a/:mine',
        request: aRequest({
          target: '/a/hunter2?back=/a/hunter2',
          pathParams: { mine: 'hunter2' },
          headers: { referer: 'https://h/a/hunter2' },
        }),
        errors: [anError('Cannot GET /a/hunter2')],
      },
      rules,
    );

    expect(redacted.request).toMatchObject({
      url: `https://api.example.com/a/${M}?back=/a/${M}`,
      path: `/a/${M}`,
      query: { back: [`/a/${M}`] },
      headers: { referer: `https://h/a/${M}` },
    });
    expect(redacted.errors[0]?.message).toBe(`Cannot GET /a/${M}`);
  });

  it('as a number is masked as text', () => {
    expect(
      redact({ request: aRequest(body(1234567)), errors: [anError('bad 1234567')] }, rules).errors[0]
        ?.message,
    ).toBe(`bad ${M}`);
  });

  it('is forgotten with its exchange', () => {
    const redactor = new RedactionPolicy({
      rules: { ...emptyRules, ...rules },
      defaults: true,
      maxBodyBytes: 99,
    }).redactorFor();
    redactor.redact(anExchange({ request: aRequest(body('hunter2')) }));

    const { errors } = redactor.redact(anExchange({ errors: [anError('hunter2')] }));

    expect(errors).toEqual([anError('hunter2')]);
  });
});

describe('when the rules of the route are not known', () => {
  const redacted = redact({
    rulesKnown: false,
    request: aRequest({
      body: aBody('{"a":"hunter2"}'),
      headers: { 'content-type': 'application/json; charset=utf-8' },
    }),
    response: { statusCode: 404, headers: {}, body: aBody('hunter2', { truncated: true, byteLength: 99 }) },
    errors: [
      anError('cannot parse hunter2', {
        stack: 'SyntaxError: cannot parse hunter2\n    at parse (a.js:1:1)',
        cause: anError('hunter2', { stack: '    at parse (a.js:1:1)\n    at b (b.js:2:2)' }),
      }),
    ],
  });

  it('no body leaves, only its size and type', () => {
    expect(redacted.request.body).toEqual({
      contentType: 'application/json',
      byteLength: 15,
      truncated: false,
      omitted: 'route-unknown',
    });
    expect(redacted.response?.body).toEqual({ byteLength: 99, truncated: true, omitted: 'route-unknown' });
  });

  it('errors lose their messages, and stacks that are more than frames', () => {
    expect(redacted.errors).toEqual([
      {
        type: 'Error',
        message: '',
        when: WHEN,
        cause: {
          type: 'Error',
          message: '',
          stack: '    at parse (a.js:1:1)\n    at b (b.js:2:2)',
          when: WHEN,
        },
      },
    ]);
    expect(JSON.stringify(redacted)).not.toContain('hunter2');
  });

  it('still no body appears that was not there', () => {
    expect(redact({ rulesKnown: false }).request.body).toBeUndefined();
  });
});

it('finds an assigned secret that begins like a value that was redacted, whole', () => {
  const { errors } = redact(
    {
      request: aRequest(json({ plan: 'account-0432-abcd' })),
      errors: [anError('noticed account-0432-abcd'), anError('noticed password=account-0433-efgh')],
    },
    { requestBody: ['$.plan'] },
  );

  expect(errors.map(({ message }) => message)).toEqual([`noticed ${M}`, `noticed password=${M}`]);
});

function nullPrototype<T extends object>(fields: T): T {
  return Object.assign(Object.create(null), fields);
}

describe('a body that was cut for want of room or time', () => {
  const cut = (content: string, side: 'request' | 'response' = 'request'): Partial<Exchange> => {
    const body = { ...aBody(content), byteLength: 5_000, truncated: true, cut: 'budget' as const };
    const headers = { 'content-type': 'application/json', location: '/cards/hunter2', 'x-id': '7' };
    const target = '/cards/hunter2?ref=hunter2';
    if (side === 'request') return { request: aRequest({ target, body, headers }) };
    return { request: aRequest({ target }), response: { statusCode: 500, headers, body } };
  };
  const error = anError('hunter2 was declined', {
    stack: 'Error: hunter2 was declined\n    at pay (pay.ts:1:1)',
    cause: anError('no such card: hunter2', { stack: '    at find (find.ts:2:2)' }),
  });
  const rules = { requestBody: ['$.card'], responseBody: ['$.card'] };

  it.each(['request', 'response'] as const)(
    'may have held what the errors and the URL quote: nothing of them leaves (%s)',
    (side) => {
      const redacted = redact({ ...cut('{"id":1,', side), errors: [error] }, rules);

      expect(JSON.stringify(redacted)).not.toContain('hunter2');
      expect(redacted.errors).toEqual([
        anError('', { cause: anError('', { stack: '    at find (find.ts:2:2)' }) }),
      ]);
      expect(redacted.request).toMatchObject({ url: M, path: M, query: { [M]: [M] } });
      expect(redacted[side]?.headers).toMatchObject({ location: M, 'x-id': '7' });
    },
  );

  it('has no say about the URL where only names are looked for, nor about errors where nothing is', () => {
    const byName = redact({ ...cut(''), errors: [error] });
    const byNothing = redact({ ...cut(''), errors: [error] }, {}, false);

    expect([byName.errors[0]?.message, byName.request.path]).toEqual(['', '/cards/hunter2']);
    expect(byNothing.errors).toEqual([error]);
  });
});
