import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { otlpStep } from '../../../lib/doctor/endpoint/otlp.step.js';
import { findingsOf } from '../../../lib/doctor/finding.js';
import { answer } from '../../support/otlp-receiver.js';
import { anExamination } from './an-examination.js';
import { byPath, DoctorHarness, KEY } from './doctor-harness.js';

const harness = new DoctorHarness();
const html = { 'content-type': 'text/html; charset=utf-8' };

describe('an endpoint that takes exports', () => {
  it('is asked for both signals, with the key and no record', async () => {
    const lines = await harness.examine('endpoint', { APITOOLKIT_KEY: KEY });

    const { port } = harness.receiver;
    expect(lines.map(({ verdict, message }) => `${verdict} ${message.replace(/\d+ ms/, 'n ms')}`)).toEqual([
      `ok 127.0.0.1, port ${port}: connected`,
      'ok http://, without TLS',
      'ok /v1/traces: takes exports (n ms)',
      'ok /v1/logs: takes exports (n ms)',
    ]);
    const exports = harness.receiver.requests.filter(({ path }) => path.startsWith('/v1/'));
    expect(exports.map(({ path, rawBody }) => [path, rawBody.byteLength])).toEqual([
      ['/v1/traces', 0],
      ['/v1/logs', 0],
    ]);
    for (const { headers } of exports) {
      expect(headers).toMatchObject({ 'x-api-key': KEY, 'content-type': 'application/x-protobuf' });
    }
  });

  it('is asked with the headers and the compression of the app', async () => {
    await harness.examine('endpoint', {
      OTEL_EXPORTER_OTLP_HEADERS: 'x-tenant=acme',
      OTEL_EXPORTER_OTLP_COMPRESSION: 'gzip',
    });

    const [request] = harness.receiver.requests;
    expect(request?.headers).toMatchObject({ 'x-tenant': 'acme', 'content-encoding': 'gzip' });
    expect(request?.rawBody).toEqual(gzipSync(''));
  });

  it('may have something to say with it', async () => {
    // ExportTraceServiceResponse { partial_success { error_message: "daily limit" } }
    harness.receiver.always(answer(200, Buffer.from('\x0a\x0d\x12\x0bdaily limit')));

    const lines = await harness.examine('endpoint');

    expect(lines[2]).toMatchObject({
      verdict: 'warn',
      message: '/v1/traces: it takes exports, and says: daily limit',
    });
  });
});

describe('an endpoint that is not right', () => {
  it.each([
    [
      200,
      '<html>hello</html>',
      html,
      'not an OTLP endpoint',
      'A web page or another API answers there (text/html)',
    ],
    [401, '', {}, '401', 'Compare the key'],
    [403, '', {}, '403', 'Compare the key'],
    [404, 'not found', {}, '404', '8080'],
    [405, '', {}, '405', 'host, port and path'],
    [413, '', {}, '413', 'a proxy on the way'],
    [415, '', {}, '415', 'leave compression out'],
    [500, '', {}, '500', 'when the key is wrong'],
    [
      302,
      '',
      { location: 'https://elsewhere.example.com/login?next=x' },
      'redirect',
      'It leads to https://elsewhere.example.com/login.',
    ],
    [301, '', { location: '/v2/v1/traces' }, 'redirect', '/v2/v1/traces. If that is your receiver'],
  ])('answers %i', async (status, body, headers, message, remedy) => {
    harness.receiver.always(answer(status, body, headers));

    const lines = await harness.examine('endpoint');

    for (const [index, path] of [
      [2, '/v1/traces'],
      [3, '/v1/logs'],
    ] as const) {
      expect(lines[index]).toMatchObject({
        verdict: 'fail',
        message: expect.stringContaining(message),
        remedy: expect.stringContaining(remedy),
      });
      expect(lines[index]?.message).toMatch(new RegExp(`^${path}: `));
    }
  });

  it('is asked for one signal after the other, each by itself', async () => {
    harness.receiver.always(byPath({ '/v1/traces': answer(200) }));

    const lines = await harness.examine('endpoint');

    expect(lines.map(({ verdict }) => verdict)).toEqual(['ok', 'ok', 'ok', 'fail']);
  });

  it.each([429, 503])('is only warned of while it is busy: %i', async (status) => {
    harness.receiver.always(answer(status));

    const lines = await harness.examine('endpoint');

    expect(lines.map(({ verdict }) => verdict)).toEqual(['ok', 'ok', 'warn', 'warn']);
  });

  it('shows no query of the endpoint, nor of where it leads to', async () => {
    harness.receiver.always(answer(302, '', { location: 'https://elsewhere.example.com/?token=canary-2' }));

    const { stdout } = await harness.app.run(['doctor'], {
      APITOOLKIT_ENDPOINT: `${harness.receiver.url}/?token=canary-1`,
    });

    expect(harness.receiver.requests[0]?.path).toBe('/v1/traces?token=canary-1');
    expect(stdout).toContain('elsewhere.example.com');
    expect(stdout).not.toContain('canary');
  });
});

describe('a server that cannot be reached', () => {
  it('is not listening', async () => {
    const { url } = harness.receiver;
    await harness.receiver.close();

    const lines = await harness.app.examine('endpoint', { APITOOLKIT_ENDPOINT: url });

    expect(lines).toEqual([
      {
        check: 'endpoint',
        verdict: 'fail',
        message: `${new URL(url).host}: nothing listens there (ECONNREFUSED)`,
        remedy: 'Is the receiver running? Check host and port of the endpoint.',
      },
    ]);
  });

  it('has no address', async () => {
    const lines = await harness.app.examine('endpoint', { APITOOLKIT_ENDPOINT: 'http://receiver.invalid' });

    expect(lines).toMatchObject([
      { verdict: 'fail', message: expect.stringMatching(/^receiver\.invalid: .*DNS/) },
    ]);
  });

  it('never answers', async () => {
    const port = await harness.listen(() => {});

    const env = { APITOOLKIT_ENDPOINT: `http://127.0.0.1:${port}` };
    const lines = await harness.app.examine('endpoint', env, '--timeout', '0.3');

    expect(lines.map(({ verdict, message }) => `${verdict} ${message}`)).toEqual([
      `ok 127.0.0.1, port ${port}: connected`,
      'ok http://, without TLS',
      'fail /v1/traces: no answer in time',
      'fail /v1/logs: no answer in time',
    ]);
  });

  it.each([
    ['closes at once', '', 'the connection was closed'],
    ['speaks something else', '220 mail.example.com ESMTP\r\n', 'no HTTP is spoken there'],
  ])('%s', async (_name, greeting, message) => {
    const port = await harness.listen((socket) => socket.once('data', () => socket.end(greeting)));

    const lines = await harness.app.examine('endpoint', { APITOOLKIT_ENDPOINT: `http://127.0.0.1:${port}` });

    expect(lines[2]).toMatchObject({ verdict: 'fail', message: expect.stringContaining(message) });
  });
});

it('tries no export where gRPC is spoken', async () => {
  const { settings } = anExamination({ APITOOLKIT_ENDPOINT: 'http://127.0.0.1:4317' });
  if (settings.kind === 'refused' || settings.config.destination.kind !== 'otlp')
    throw new Error('no receiver');
  const receiver = { ...settings.config.destination, protocol: 'grpc' as const };

  const found = await otlpStep('traces')(
    { receiver, timeoutMs: 1000, noteClock: () => {} },
    findingsOf('endpoint'),
  );

  expect(found).toEqual({
    check: 'endpoint',
    verdict: 'skip',
    message: 'traces: with protocol grpc only the connection is checked, no export is tried',
  });
});
