import { describe, expect, it } from 'vitest';
import { answer } from '../../support/otlp-receiver.js';
import { byPath, DoctorHarness, KEY } from './doctor-harness.js';

const harness = new DoctorHarness();
const json = { 'content-type': 'application/json' };

function project(host = 'https://app.example.com/p/1?token=canary') {
  return answer(200, JSON.stringify({ project_id: 'p-1', project: 'Orders', host_url: host }), json);
}

function serve(me: ReturnType<typeof answer>) {
  harness.receiver.always(byPath({ '/v1/traces': answer(200), '/v1/logs': answer(200), '/api/v1/me': me }));
}

describe('the key', () => {
  it('is asked about, and names its project', async () => {
    serve(project());

    const lines = await harness.examine('key', { APITOOLKIT_KEY: KEY });

    expect(lines).toEqual([
      { check: 'key', verdict: 'ok', message: 'of the project Orders, on https://app.example.com/p/1' },
    ]);
    const me = harness.receiver.requests.find(({ path }) => path === '/api/v1/me');
    expect(me?.headers['authorization']).toBe(`Bearer ${KEY}`);
  });

  it('may be given as a header', async () => {
    serve(project());

    const lines = await harness.examine('key', { OTEL_EXPORTER_OTLP_HEADERS: `x-api-key=${KEY}` });

    expect(lines).toMatchObject([{ verdict: 'ok' }]);
  });

  it.each([401, 403])('is wrong when the server says %i', async (status) => {
    serve(answer(status, '{"error":"no"}', json));

    const { code } = await harness.app.run(['doctor'], {
      APITOOLKIT_ENDPOINT: harness.receiver.url,
      APITOOLKIT_KEY: KEY,
    });
    const lines = await harness.examine('key', { APITOOLKIT_KEY: KEY });

    expect(code).toBe(1);
    expect(lines).toMatchObject([
      { verdict: 'fail', message: `wrong key: ${harness.receiver.url}/api/v1/me answered ${status}` },
    ]);
  });

  it.each([
    ['404', answer(404)],
    ['a web page', answer(200, '<html>', { 'content-type': 'text/html' })],
    ['JSON of something else', answer(200, '{"ok":true}', json)],
    ['a redirect', answer(302, '', { location: '/login' })],
  ])('cannot be checked where %s is the answer', async (_name, me) => {
    serve(me);

    const lines = await harness.examine('key', { APITOOLKIT_KEY: KEY });

    expect(lines).toMatchObject([
      {
        verdict: 'warn',
        message: expect.stringMatching(/^could not be checked: /),
        remedy: expect.stringContaining('--api-url'),
      },
    ]);
    expect(harness.receiver.requests.filter(({ path }) => path === '/login')).toEqual([]);
  });

  it('is asked about where --api-url says, or the variable', async () => {
    const api = await harness.listen((socket) => socket.destroy());
    serve(project());

    const env = { APITOOLKIT_KEY: KEY, APITOOLKIT_API_URL: `http://127.0.0.1:${api}` };
    const byVariable = await harness.examine('key', env);
    const byFlag = await harness.examine('key', env, '--api-url', harness.receiver.url);

    expect(byVariable).toMatchObject([
      { verdict: 'warn', message: expect.stringContaining(`:${api}/api/v1/me`) },
    ]);
    expect(byFlag).toMatchObject([{ verdict: 'ok' }]);
  });

  it('does not go to another machine in clear text', async () => {
    const lines = await harness.examine(
      'key',
      { APITOOLKIT_KEY: KEY },
      '--api-url',
      'http://api.example.com',
    );

    expect(lines).toMatchObject([{ verdict: 'fail', message: expect.stringContaining('in clear text') }]);
  });

  it('is not missed with a Collector', async () => {
    expect(await harness.examine('key')).toEqual([
      { check: 'key', verdict: 'skip', message: 'no key: nothing to check, a Collector needs none' },
    ]);
    expect(harness.receiver.requests.filter(({ path }) => path === '/api/v1/me')).toEqual([]);
  });
});
