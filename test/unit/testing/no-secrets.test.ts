import { describe, expect, it } from 'vitest';
import { assertNoSecrets } from '../../../lib/testing/assertions.js';
import { apitoolkitMatchers } from '../../../lib/testing/matchers.js';
import { redactedError, redactedExchange } from '../../support/redacted.js';
import { exporterOf, jsonBody, messageOf, requestTo, textBody } from './an-exporter.js';

const SECRET = 'hunter2 "is" <é> secret';

function sending(text: string) {
  return redactedExchange({
    route: '/notes',
    request: requestTo('POST', '/notes', { body: textBody('text/plain', `before ${text} after`) }),
  });
}

const hex = Buffer.from(SECRET).toString('hex');
const base64 = Buffer.from(SECRET).toString('base64');
const escaped = (text: string, of: (code: string) => string): string =>
  [...text].map((character) => of((character.codePointAt(0) ?? 0).toString(16))).join('');

describe('assertNoSecrets', () => {
  it.each([
    ['as it is', SECRET],
    ['in another case', SECRET.toUpperCase()],
    ['percent-encoded', encodeURIComponent(SECRET)],
    ['percent-encoded as in a form', new URLSearchParams({ a: SECRET }).toString()],
    [
      'percent-encoded to the last letter',
      encodeURIComponent(SECRET).replace(/[a-z]/g, (each) => `%${each.charCodeAt(0).toString(16)}`),
    ],
    ['in a JSON string', JSON.stringify(SECRET)],
    ['in JSON in JSON', JSON.stringify(JSON.stringify(SECRET))],
    ['in unicode escapes', escaped(SECRET, (code) => `\\u${code.padStart(4, '0')}`)],
    ['in hexadecimal entities', escaped(SECRET, (code) => `&#x${code};`)],
    ['in named entities', SECRET.replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')],
    ['in base64', base64],
    ['in base64url', Buffer.from(SECRET).toString('base64url')],
    ['in base64 behind other letters', `xy${base64}`],
    ['in base64 with something in front', Buffer.from(`user:${SECRET}`).toString('base64')],
    ['in base64 of base64', Buffer.from(base64).toString('base64')],
    ['in percent-encoded base64', encodeURIComponent(base64)],
    ['in hexadecimal', hex],
    ['in upper-case hexadecimal', hex.toUpperCase()],
  ])('finds a secret %s', async (_, text) => {
    const message = await messageOf(assertNoSecrets(sending(text), ['elsewhere', SECRET]));

    expect(message).toContain('secrets[1], "h…t" (23 characters), in POST /notes 200: request.body.text');
    expect(message).not.toContain('hunter2');
  });

  it.each([
    [
      'the path',
      redactedExchange({ request: requestTo('GET', '/users/hunter2-the-secret') }),
      'an exchange whose path holds it: request.url',
    ],
    [
      'a header',
      redactedExchange({
        request: requestTo('GET', '/', { headers: { 'x-a': ['b', 'hunter2-the-secret'] } }),
      }),
      'GET / 200: request.headers.x-a.1',
    ],
    [
      'the name of a parameter',
      redactedExchange({ request: requestTo('GET', '/', { query: { 'hunter2-the-secret': ['1'] } }) }),
      'GET / 200: the name of request.query',
    ],
    [
      'a value below such a name',
      redactedExchange({
        request: requestTo('GET', '/', { query: { 'hunter2-the-secret': ['hunter2-the-secret'] } }),
      }),
      'GET / 200: where a name holds it',
    ],
    [
      'a JSON body',
      redactedExchange({
        request: requestTo('GET', '/', { body: jsonBody({ a: [{ 'b c': 'hunter2-the-secret' }] }) }),
      }),
      "GET / 200: request body $.a[0]['b c']",
    ],
    [
      'the name of a JSON member',
      redactedExchange({ request: requestTo('GET', '/', { body: jsonBody({ 'hunter2-the-secret': {} }) }) }),
      'GET / 200: request.body.text',
    ],
    [
      'an attribute',
      redactedExchange({ request: requestTo('GET', '/'), attributes: { plan: ['hunter2-the-secret'] } }),
      'GET / 200: attributes.plan.0',
    ],
    [
      'the cause of an error',
      redactedExchange({
        request: requestTo('GET', '/'),
        errors: [
          {
            type: 'Error',
            message: '',
            when: new Date(0),
            cause: { type: 'Error', message: 'no hunter2-the-secret', when: new Date(0) },
          },
        ],
      }),
      'GET / 200: errors.0.cause.message',
    ],
  ])('finds a secret in %s', async (_, exchange, place) => {
    const message = await messageOf(assertNoSecrets(exchange, ['hunter2-the-secret']));

    expect(message.split('\n')).toContain(`  secrets[0], "h…t" (18 characters), in ${place}`);
    expect(message).not.toContain('hunter2');
  });

  it('finds a secret in an error outside of any request', async () => {
    const error = redactedError({
      error: { type: 'Error', message: 'hunter2-the-secret', when: new Date(0) },
    });

    const message = await messageOf(assertNoSecrets(await exporterOf([], [error]), ['hunter2-the-secret']));

    expect(message).toBe(
      [
        'Expected no secrets in what was captured, but found',
        '  secrets[0], "h…t" (18 characters), in an error outside of any request: error.message',
      ].join('\n'),
    );
  });

  it('names the encoding, and nothing of a short secret', async () => {
    const text = Buffer.from('{"pin":"0815"}').toString('base64');

    const message = await messageOf(assertNoSecrets(sending(text), ['0815']));

    expect(message).toBe(
      [
        'Expected no secrets in what was captured, but found',
        '  secrets[0], a value of 4 characters, in POST /notes 200: request.body.text, in base64',
      ].join('\n'),
    );
  });

  it.each([
    ['another text', 'hunter3 "is" <é> secret', [SECRET]],
    ['a short secret in another case', 'PIN', ['pin']],
    ['the marker', '[CLIENT_REDACTED]', [SECRET]],
  ])('passes for %s', async (_, text, secrets) => {
    await expect(assertNoSecrets(await exporterOf([sending(text)]), secrets)).resolves.toBeUndefined();
  });

  it.each([true, false])('says nothing of nothing (not: %s)', async (isNot) => {
    const exporter = await exporterOf([]);
    exporter.useResource({ 'service.name': 'shop' });

    const { pass, message } = await apitoolkitMatchers.toHaveNoSecrets.call({ isNot }, exporter, [SECRET]);

    expect(pass).toBe(isNot);
    expect(message()).toContain('secrets in what was captured, but nothing was captured');
  });

  it('can be expected to find them', async () => {
    const { pass, message } = await apitoolkitMatchers.toHaveNoSecrets.call(
      { isNot: true },
      sending('nothing'),
      [SECRET],
    );

    expect(pass).toBe(true);
    expect(message()).toBe('Expected secrets in what was captured, but found none of 1');
  });

  it.each([
    [[], 'Expected a list of secrets, as texts, with one at least'],
    ['hunter2', 'Expected a list of secrets, as texts, with one at least'],
    [['a', ''], 'secrets[1]: expected a text that is not empty, got an empty one'],
    [['a', ' \n'], 'secrets[1]: expected a text that is not empty, got an empty one'],
    [[undefined], 'secrets[0]: expected a text that is not empty, got undefined'],
    [[7], 'secrets[0]: expected a text that is not empty, got a number'],
  ])('refuses %j', async (secrets, message) => {
    await expect(assertNoSecrets(sending('a'), secrets as never)).rejects.toThrow(message);
  });
});
