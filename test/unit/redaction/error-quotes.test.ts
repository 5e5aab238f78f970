import { describe, expect, it } from 'vitest';
import { anError, aRequest, json, redact } from './an-exchange.js';

const M = '[CLIENT_REDACTED]';

describe('error messages', () => {
  it.each([
    [
      `Unexpected token 'h', ..."pin":hunter2}" is not valid JSON`,
      `Unexpected token 'h', ...${M} is not valid JSON`,
    ],
    [
      `failed: Unexpected token '"', "{"a""hunt"... is not valid JSON!`,
      `failed: Unexpected token '${M} is not valid JSON!`,
    ],
    ['"hunter2" is not valid JSON', `${M} is not valid JSON`],
    ['"undefined" is not valid JSON', '"undefined" is not valid JSON'],
    ['"[object Object]" is not valid JSON', '"[object Object]" is not valid JSON'],
    ['This is not valid JSON', 'This is not valid JSON'],
    ['Unexpected end of JSON input', 'Unexpected end of JSON input'],
  ])('do not show the piece of JSON that V8 complains about: %s', (message, shown) => {
    expect(redact({ errors: [anError(message)] }).errors[0]?.message).toBe(shown);
    expect(redact({ errors: [anError(message)] }, {}, false).errors[0]?.message).toBe(shown);
  });

  it.each([
    ['a cookie, decoded', { headers: { cookie: 'sid=s%3Ahunter2.abc' } }, 'no session s:hunter2.abc'],
    ['a cookie, without its quotes', { headers: { cookie: 'sid="hunter2 abc"' } }, 'no session hunter2 abc'],
    [
      'a user name that is the key',
      { headers: { authorization: `Basic ${Buffer.from('hunter2key:').toString('base64')}` } },
      'unknown key hunter2key',
    ],
    ['JSON in a query', { target: '/a?f={"password":"hunter2"}' }, 'wrong: hunter2'],
    ['a body, cut by the app', json({ password: 'hunter2-secret' }), 'wrong: hunter2-sec…'],
    ['a body, in other letters', json({ password: 'hunter2-secret' }), 'wrong: HUNTER2-SECRET'],
    [
      'a body, in base64',
      json({ password: 'hunter2-secret' }),
      `wrong: ${Buffer.from('hunter2-secret').toString('base64url')}`,
    ],
    ['a short number', json({ pin: 4711 }), 'wrong PIN 4711'],
  ])('do not repeat %s', (_, request, message) => {
    const { errors } = redact({ request: aRequest(request), errors: [anError(message)] });

    expect(errors[0]?.message).toMatch(/^[a-z ]+:? (PIN )?\[CLIENT_REDACTED\]…?$/i);
  });

  it('may name the user of a password', () => {
    const authorization = `Basic ${Buffer.from('adalovelace:hunter2').toString('base64')}`;
    const request = aRequest({ headers: { authorization } });

    const { errors } = redact({ request, errors: [anError('adalovelace sent hunter2')] });

    expect(errors[0]?.message).toBe(`adalovelace sent ${M}`);
  });
});
