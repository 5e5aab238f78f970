import { once } from 'node:events';
import { connect } from 'node:net';
import { describe, expect, it } from 'vitest';
import { ask } from '../../../support/ask.js';
import { EventReader } from '../../../support/event-reader.js';
import { InspectedServer } from '../../../support/inspected-server.js';

const json = { 'content-type': 'application/json' };

describe('what is answered', () => {
  it('says with every answer that nothing else may run, frame, read or keep it', async () => {
    await using server = await InspectedServer.start();

    const answers = await Promise.all(
      ['', '/', '/app.js', '/api/state', '/api/exchanges/1', '/nothing'].map((path) =>
        ask(server.url + path),
      ),
    );

    expect(answers.map(({ status }) => status)).toEqual([302, 200, 200, 200, 404, 404]);
    for (const { headers } of answers) {
      expect(headers).toMatchObject({
        'cache-control': 'no-store',
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
        'cross-origin-resource-policy': 'same-origin',
        'cross-origin-opener-policy': 'same-origin',
        'content-security-policy':
          "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self'; " +
          "base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'",
      });
    }
  });

  it('leads to the page by a relative address', async () => {
    await using server = await InspectedServer.start();

    expect((await ask(server.url)).headers.location).toBe('_apitoolkit/');
    expect((await ask(`${server.url}?from=mail`)).headers.location).toBe('_apitoolkit/');
  });

  it.each([
    ['/_apitoolkitx'],
    ['/_apitoolkit-old/api/state'],
    ['/x/_apitoolkit/'],
    ['//_apitoolkit/'],
    ['/%5fapitoolkit/'],
    ['/_APITOOLKIT/'],
  ])('leaves %s to the app', async (path) => {
    await using server = await InspectedServer.start();

    expect((await ask(server.origin, { path })).text).toBe('the app');
  });

  it.each([
    ['/../../etc/passwd'],
    ['/..%2f..%2fetc%2fpasswd'],
    ['/%2e%2e/app.js'],
    ['//app.js'],
    ['/app.js/'],
    ['/app.js%00.html'],
    ['/index.html'],
    ['/package.json'],
    ['/api/exchanges/'],
    ['/api/exchanges/-1'],
    ['/api/exchanges/1e3'],
    ['/api/exchanges/9999999999999999'],
    ['/api/__proto__'],
    ['/constructor'],
    [`/${'a/'.repeat(2000)}`],
  ])('has nothing at %s', async (path) => {
    await using server = await InspectedServer.start();

    expect((await ask(server.origin, { path: `/_apitoolkit${path}` })).status).toBe(404);
  });

  it.each([
    ['GET', '/api/clear', 'POST'],
    ['GET', '/api/try', 'POST'],
    ['POST', '/api/state', 'GET, HEAD'],
    ['PUT', '/', 'GET, HEAD'],
    ['DELETE', '/api/exchanges/1', 'GET, HEAD'],
    ['OPTIONS', '/api/state', 'GET, HEAD'],
    ['PROPFIND', '/api/events', 'GET, HEAD'],
  ])('refuses %s %s, and says how to ask', async (method, path, allow) => {
    await using server = await InspectedServer.start();

    const refused = await ask(server.url + path, { method });

    expect([refused.status, refused.headers.allow]).toEqual([405, allow]);
  });

  it('answers HEAD without a body, a stream included', async () => {
    await using server = await InspectedServer.start();

    const state = await ask(`${server.url}/api/state`, { method: 'HEAD' });
    const events = await ask(`${server.url}/api/events`, { method: 'HEAD' });

    expect([state.status, state.text, events.status, events.text]).toEqual([200, '', 204, '']);
  });
});

describe('what is posted', () => {
  const tried = JSON.stringify({ which: 'request', text: '{"pin":1,"a":2}', paths: ['$.a'], defaults: true });

  it('is taken from the page that has the token', async () => {
    await using server = await InspectedServer.start();
    const headers = { ...json, 'x-apitoolkit-token': await server.token() };

    const answer = await ask(`${server.url}/api/try`, { method: 'POST', headers }, tried);

    expect(answer.status).toBe(200);
    expect(JSON.parse(answer.text)).toEqual({
      status: 'redacted',
      text: '{"pin":"[CLIENT_REDACTED]","a":"[CLIENT_REDACTED]"}',
      redacted: [
        { part: 'request body', at: "$['pin']", rules: ['name pin'] },
        { part: 'request body', at: "$['a']", rules: ['request body $.a'] },
      ],
    });
  });

  it('is answered with the text of the boot where a path is not valid', async () => {
    await using server = await InspectedServer.start();
    const headers = { ...json, 'x-apitoolkit-token': await server.token() };
    const body = JSON.stringify({
      which: 'response',
      text: '{}',
      paths: ['$.a', 'user..email['],
      defaults: false,
    });

    const answer = await ask(`${server.url}/api/try`, { method: 'POST', headers }, body);

    expect(JSON.parse(answer.text)).toEqual({
      status: 'invalid',
      message: expect.stringMatching(/^APIToolkitModule: redactResponseBody\[1\]: /),
    });
  });

  it.each([
    ['no token', json, 403],
    ['an empty token', { ...json, 'x-apitoolkit-token': '' }, 403],
    ['another token', { ...json, 'x-apitoolkit-token': 'x'.repeat(43) }, 403],
    [
      'what stands in the page before it is served',
      { ...json, 'x-apitoolkit-token': '__APITOOLKIT_TOKEN__' },
      403,
    ],
  ])('with %s is refused', async (_, headers, status) => {
    await using server = await InspectedServer.start();

    const tryAnswer = await ask(`${server.url}/api/try`, { method: 'POST', headers }, tried);
    const clearAnswer = await ask(`${server.url}/api/clear`, { method: 'POST', headers });

    expect([tryAnswer.status, clearAnswer.status]).toEqual([status, status]);
  });

  it.each([
    ['a form', 'application/x-www-form-urlencoded'],
    ['text, as pages of other origins may send it', 'text/plain'],
    ['nothing', undefined],
    ['what begins like JSON', 'application/jsonp'],
  ])('as %s is refused', async (_, contentType) => {
    await using server = await InspectedServer.start();
    const headers = {
      'x-apitoolkit-token': await server.token(),
      ...(contentType !== undefined && { 'content-type': contentType }),
    };

    expect((await ask(`${server.url}/api/try`, { method: 'POST', headers }, tried)).status).toBe(415);
  });

  it.each([
    ['no JSON', '{', 400],
    ['a list', '[]', 400],
    ['null', 'null', 400],
    ['no text', '{"which":"request","paths":[],"defaults":true}', 400],
    ['another side', '{"which":"both","text":"","paths":[],"defaults":true}', 400],
    ['paths that are none', '{"which":"request","text":"","paths":[1],"defaults":true}', 400],
    [
      'very many paths',
      JSON.stringify({ which: 'request', text: '', paths: Array(101).fill('$.a'), defaults: true }),
      400,
    ],
    [
      'too much',
      JSON.stringify({ which: 'request', text: 'x'.repeat(1024 * 1024), paths: [], defaults: true }),
      413,
    ],
  ])('as %s is refused', async (_, body, status) => {
    await using server = await InspectedServer.start();
    const headers = { ...json, 'x-apitoolkit-token': await server.token() };

    const refused = await ask(`${server.url}/api/try`, { method: 'POST', headers }, body);

    expect(refused.status).toBe(status);
    expect(JSON.parse(refused.text)).toEqual({ error: expect.any(String) });
  });

  it('in pieces without a length is cut off at the same bound', async () => {
    await using server = await InspectedServer.start();
    const headers = {
      ...json,
      'x-apitoolkit-token': await server.token(),
      'transfer-encoding': 'chunked',
    };

    const refused = await ask(
      `${server.url}/api/try`,
      { method: 'POST', headers },
      'x'.repeat(1024 * 1024 + 1),
    );

    expect(refused.status).toBe(413);
  });

  it('has a token of its own at each start', async () => {
    await using one = await InspectedServer.start();
    await using other = await InspectedServer.start();

    const [first, second] = [await one.token(), await other.token()];

    expect(first).toMatch(/^[\w-]{43}$/);
    expect(second).not.toBe(first);
  });
});

describe('event streams', () => {
  it('are sixteen at most', async () => {
    await using server = await InspectedServer.start();
    const url = `${server.url}/api/events`;
    const readers = await Promise.all(Array.from({ length: 16 }, () => EventReader.open(url)));

    const refused = await ask(url);
    for (const reader of readers) reader[Symbol.dispose]();

    expect(refused.status).toBe(503);
    expect(JSON.parse(refused.text)).toEqual({ error: expect.stringContaining('Close one') });
  });

  it('are cut off where the page does not read them, and make room for others', async () => {
    await using server = await InspectedServer.start();
    const stalled = connect(server.port, '127.0.0.1');
    stalled.write('GET /_apitoolkit/api/events HTTP/1.1\r\nHost: localhost\r\n\r\n');
    await once(stalled, 'readable');
    stalled.pause();
    const error = { type: 'Error', message: 'x'.repeat(1024 * 1024), when: '2026-08-01T12:00:00.000Z' };

    // More than the buffers of both sockets and the bound together.
    for (let id = 0; id < 64; id += 1) {
      server.page.error({ id, service: 'orders', error, tags: [] });
      await new Promise((resolve) => setImmediate(resolve));
    }
    const url = `${server.url}/api/events`;
    const readers = await Promise.all(Array.from({ length: 16 }, () => EventReader.open(url)));

    for (const reader of readers) reader[Symbol.dispose]();
    stalled.destroy();
    expect(readers).toHaveLength(16);
  });

  it('begin with the state, and end when the server is to close', async () => {
    await using server = await InspectedServer.start();
    using events = await EventReader.open(`${server.url}/api/events`);
    const state = await events.next('state');

    server.page.close();
    await events.ended;

    expect(state).toMatchObject({ mode: 'receiver', kept: { count: 0, max: 10, gone: 0 } });
    expect((await ask(`${server.url}/api/state`)).status).toBe(503);
  });
});
