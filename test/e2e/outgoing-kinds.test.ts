import { createServer } from 'node:http';
import { Readable } from 'node:stream';
import { HttpService } from '@nestjs/axios';
import type { AxiosAdapter, CreateAxiosDefaults } from 'axios';
import { firstValueFrom, retry } from 'rxjs';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { runSuppressed } from '../../lib/capture/exchange-context.js';
import { ObservedHttpService } from '../../lib/outgoing/observed-http.service.js';
import { ExchangeSink, textOf } from '../support/exchange-sink.js';
import { RemoteServer } from '../support/remote-server.js';

let remote: RemoteServer;
let sink: ExchangeSink;

beforeAll(async () => {
  remote = await RemoteServer.start();
});
afterAll(() => remote.stop());
beforeEach(() => {
  sink = new ExchangeSink();
  remote.received.length = 0;
});

function observedHttp(config: CreateAxiosDefaults = {}): ObservedHttpService {
  const instance = new HttpService().axiosRef.create({ baseURL: remote.url, ...config });
  return new ObservedHttpService(instance, () => sink.recorder);
}

describe.each(['http', 'fetch'])('an outgoing call by the %s adapter', (adapter) => {
  it('is captured with its request and its answer', async () => {
    const http = observedHttp({ adapter });

    const { data } = await firstValueFrom(
      http.post(
        '/created?q=1',
        { name: 'Ada' },
        { headers: { 'X-Caller': 'test' }, params: { a: 'b c', d: 2 } },
      ),
    );

    expect(data).toEqual({ created: true });
    expect(remote.received[0]?.url).toBe('/created?q=1&a=b+c&d=2');
    const { request, response, ...call } = sink.only;
    expect(call).toMatchObject({ kind: 'outgoing', outcome: 'completed', rulesKnown: true, errors: [] });
    expect(request).toMatchObject({
      method: 'POST',
      scheme: 'http',
      host: remote.host,
      target: `${remote.url}${remote.received[0]?.url}`,
      headers: { 'content-type': 'application/json', 'x-caller': 'test' },
    });
    expect(request.body).toEqual({ chunks: ['{"name":"Ada"}'], byteLength: 14, truncated: false });
    expect(response?.statusCode).toBe(201);
    expect(response?.headers['content-type']).toBe('application/json');
    expect(response?.body).toEqual({ chunks: ['{"created":true}'], byteLength: 16, truncated: false });
    expect(sink.faults).toEqual([]);
  });

  it.each([
    ['/teapot', 418, '{"error":"teapot"}'],
    ['/broken', 500, '{"error":"broken"}'],
    ['/unknown', 404, '{"error":"unknown"}'],
  ])('is completed by an error status: %s', async (path, status, body) => {
    const http = observedHttp({ adapter });

    await expect(firstValueFrom(http.get(path))).rejects.toMatchObject({ response: { status } });

    expect(sink.only).toMatchObject({ outcome: 'completed', errors: [], response: { statusCode: status } });
    expect(textOf(sink.only.response?.body)).toBe(body);
  });

  it('is completed by an error status that the app accepts', async () => {
    const http = observedHttp({ adapter, validateStatus: () => true });

    const { status } = await firstValueFrom(http.get('/broken'));

    expect(status).toBe(500);
    expect(sink.only).toMatchObject({ outcome: 'completed', response: { statusCode: 500 } });
  });

  it('is completed by an answer without a body', async () => {
    const http = observedHttp({ adapter });

    await firstValueFrom(http.delete('/empty'));
    await firstValueFrom(http.head('/json'));

    expect(sink.exchanges.map(({ response }) => [response?.statusCode, response?.body])).toEqual([
      [204, undefined],
      [200, undefined],
    ]);
  });

  it('fails, with its error, when it times out', async () => {
    const http = observedHttp({ adapter, timeout: 50 });

    await expect(firstValueFrom(http.get('/hang'))).rejects.toThrow('timeout of 50ms exceeded');

    expect(sink.only.response).toBeUndefined();
    expect(sink.only.outcome).toBe('failed');
    expect(sink.only.errors).toMatchObject([{ message: 'timeout of 50ms exceeded' }]);
    expect(sink.only.durationMs).toBeGreaterThan(40);
  });

  it('fails, with its error, when the connection breaks before the answer', async () => {
    const http = observedHttp({ adapter });

    await expect(firstValueFrom(http.get('/reset'))).rejects.toThrow();

    expect(sink.only).toMatchObject({ outcome: 'failed', errors: [{ type: expect.any(String) }] });
    expect(sink.only.response).toBeUndefined();
  });

  it('fails, with its error, when the answer breaks off', async () => {
    const http = observedHttp({ adapter });

    await expect(firstValueFrom(http.get('/half'))).rejects.toThrow();

    expect(sink.only.outcome).toBe('failed');
    expect(sink.only.errors).toHaveLength(1);
    expect(sink.only.response?.body).toBeUndefined();
  });

  it('fails, with its error, when the host is unknown', async () => {
    const http = observedHttp({ adapter });

    await expect(firstValueFrom(http.get('http://unknown.invalid/users'))).rejects.toThrow();

    expect(sink.only).toMatchObject({ outcome: 'failed', request: { host: 'unknown.invalid' } });
    expect(JSON.stringify(sink.only.errors)).toContain('ENOTFOUND');
  });

  it('fails, with the reason, when an AbortSignal times out', async () => {
    const http = observedHttp({ adapter });

    const call = firstValueFrom(http.get('/hang', { signal: AbortSignal.timeout(50) }));

    await expect(call).rejects.toMatchObject({ code: 'ERR_CANCELED' });
    expect(sink.only).toMatchObject({ outcome: 'failed', errors: [{ type: 'TimeoutError' }] });
  });

  it('is aborted, without an error, by an AbortController', async () => {
    const http = observedHttp({ adapter });
    const controller = new AbortController();
    const call = firstValueFrom(http.get('/hang', { signal: controller.signal }));

    await waitFor(() => remote.received.length === 1);
    controller.abort();

    await expect(call).rejects.toMatchObject({ code: 'ERR_CANCELED' });
    expect(sink.only).toMatchObject({ outcome: 'aborted', errors: [] });
    expect(sink.only.response).toBeUndefined();
  });

  it('is aborted, without an error, by an unsubscribe', async () => {
    const http = observedHttp({ adapter });
    const subscription = http.get('/hang').subscribe();

    await waitFor(() => remote.received.length === 1);
    subscription.unsubscribe();
    await sink.waitForCount(1);

    expect(sink.only).toMatchObject({ outcome: 'aborted', errors: [], request: { method: 'GET' } });
  });

  it('is captured once for each attempt of a retry', async () => {
    const http = observedHttp({ adapter });

    await expect(firstValueFrom(http.get('/broken').pipe(retry(2)))).rejects.toThrow();

    expect(sink.exchanges.map(({ response }) => response?.statusCode)).toEqual([500, 500, 500]);
    const sent = remote.received.map(({ headers }) => headers['traceparent']);
    expect(sent).toEqual(sink.exchanges.map(({ traceId, spanId }) => `00-${traceId}-${spanId}-01`));
    expect(new Set(sent).size).toBe(3);
  });

  it('is captured again when the app sends the config of an error again', async () => {
    const http = observedHttp({ adapter });
    http.axiosRef.interceptors.response.use(undefined, (error) => {
      if (sink.exchanges.length > 1) throw error;
      return http.axiosRef.request(error.config);
    });

    await expect(firstValueFrom(http.get('/broken'))).rejects.toThrow();

    expect(sink.exchanges).toHaveLength(2);
    expect(remote.received.map(({ headers }) => headers['traceparent'])).toEqual(
      sink.exchanges.map(({ traceId, spanId }) => `00-${traceId}-${spanId}-01`),
    );
  });

  it('is one call, whatever redirects it follows', async () => {
    const http = observedHttp({ adapter });

    await firstValueFrom(http.get('/redirect'));

    expect(remote.received.map(({ url }) => url)).toEqual(['/redirect', '/json']);
    expect(sink.only.request.target).toBe(`${remote.url}/redirect`);
    expect(sink.only.response?.statusCode).toBe(200);
  });

  it('captures the text of a compressed answer', async () => {
    const http = observedHttp({ adapter });

    const { data } = await firstValueFrom(http.get('/gzip'));

    expect(data).toEqual({ zipped: true });
    expect(textOf(sink.only.response?.body)).toBe('{"zipped":true}');
  });

  it('fails, with its error, when the answer cannot be inflated', async () => {
    const http = observedHttp({ adapter });

    await expect(firstValueFrom(http.get('/not-gzip'))).rejects.toThrow();

    expect(sink.only).toMatchObject({ outcome: 'failed', errors: [{ type: expect.any(String) }] });
  });

  it('captures bytes as they are', async () => {
    const http = observedHttp({ adapter, responseType: 'arraybuffer' });

    await firstValueFrom(http.post('/bytes', Buffer.from([9, 200])));

    expect(sink.only.request.body).toMatchObject({ chunks: [Buffer.from([9, 200])], byteLength: 2 });
    expect(sink.only.response?.body).toMatchObject({
      chunks: [Buffer.from([0, 255, 1, 254])],
      byteLength: 4,
    });
  });

  it('captures a form by its text', async () => {
    const http = observedHttp({ adapter });

    await firstValueFrom(http.post('/created', new URLSearchParams({ user: 'ada', pin: '1' })));

    expect(textOf(sink.only.request.body)).toBe('user=ada&pin=1');
    expect(sink.only.request.headers['content-type']).toMatch('application/x-www-form-urlencoded');
  });

  it('captures no more than the cap, and counts the rest', async () => {
    sink = new ExchangeSink({ maxRequestBytes: 4, maxResponseBytes: 10 });
    const http = observedHttp({ adapter });

    await firstValueFrom(http.post('/large', 'a long text', { headers: { 'content-type': 'text/plain' } }));

    expect(sink.only.request.body).toMatchObject({ byteLength: 11, truncated: true });
    expect(textOf(sink.only.request.body)).toBe('a lo');
    expect(sink.only.response?.body).toMatchObject({ byteLength: 100_000, truncated: true });
    expect(textOf(sink.only.response?.body)).toBe('xxxxxxxxxx');
  });

  it('leaves a streamed answer to the app', async () => {
    const http = observedHttp({ adapter });

    const { data } = await firstValueFrom(http.get('/json', { responseType: 'stream' }));

    expect(sink.only.response).toMatchObject({
      statusCode: 200,
      body: { chunks: [], byteLength: 30, truncated: true },
    });
    expect(data.readableFlowing ?? null).toBeNull();
    expect(await textOfStream(data)).toBe('{"id":7,"token":"from-remote"}');
  });

  it('leaves a streamed request to axios', async () => {
    const http = observedHttp({ adapter });

    await firstValueFrom(http.post('/created', Readable.from([Buffer.from('up'), Buffer.from('load')])));

    expect(remote.received[0]?.body).toBe('upload');
    expect(sink.only.request.body).toBeUndefined();
  });

  it('leaves a multipart form to axios', async () => {
    const http = observedHttp({ adapter });
    const form = new FormData();
    form.set('file', new Blob(['file content']), 'a.txt');

    await firstValueFrom(http.post('/created', form));

    expect(remote.received[0]?.body).toContain('file content');
    expect(JSON.stringify(sink.only)).not.toContain('file content');
  });
});

describe('an outgoing call', () => {
  it('is captured with the URL that a serializer of the app made, which is called once', async () => {
    let calls = 0;
    const http = observedHttp({ paramsSerializer: { serialize: () => `signed=${(calls += 1)}` } });

    const { config } = await firstValueFrom(http.get('/json?a=1', { params: { b: 2 } }));

    expect(calls).toBe(1);
    expect(remote.received[0]?.url).toBe('/json?a=1&signed=1');
    expect(sink.only.request.target).toBe(`${remote.url}/json?a=1&signed=1`);
    expect(config.paramsSerializer).toEqual({ serialize: expect.any(Function) });
  });

  it('is captured with what interceptors of the app made of it', async () => {
    const http = observedHttp();
    http.axiosRef.interceptors.request.use((config) => {
      config.headers.set('x-late', 'yes');
      config.data = { changed: true };
      config.url = '/created';
      return config;
    });

    await firstValueFrom(http.post('/json', {}));

    expect(sink.only.request).toMatchObject({
      target: `${remote.url}/created`,
      headers: { 'x-late': 'yes' },
      body: { chunks: ['{"changed":true}'] },
    });
  });

  it('is captured when the app sends it by an adapter function of its own', async () => {
    const http = observedHttp();
    const adapter: AxiosAdapter = async (config) => ({
      status: 203,
      statusText: '',
      headers: { a: 'b' },
      data: 'own',
      config,
    });

    const { data, config } = await firstValueFrom(http.get('/own', { adapter }));

    expect(data).toBe('own');
    expect(config.adapter).toBe(adapter);
    expect(sink.only.response).toEqual({
      statusCode: 203,
      headers: { a: 'b' },
      body: { chunks: ['own'], byteLength: 3, truncated: false },
    });
  });

  it('fails with the very error that an adapter of the app throws at once', async () => {
    const http = observedHttp();
    const thrown = new RangeError('no such queue');
    const adapter = (): never => {
      throw thrown;
    };

    await expect(firstValueFrom(http.get('/own', { adapter }))).rejects.toBe(thrown);

    expect(sink.only).toMatchObject({
      outcome: 'failed',
      errors: [{ type: 'RangeError', message: 'no such queue' }],
    });
  });

  it('does not capture the credentials of the auth option', async () => {
    const http = observedHttp({ auth: { username: 'ada', password: 'hunter2' } });

    await firstValueFrom(http.get('/json'));

    expect(remote.received[0]?.headers['authorization']).toBe('Basic YWRhOmh1bnRlcjI=');
    expect(JSON.stringify(sink.only)).not.toMatch(/hunter2|YWRhOmh1bnRlcjI=/);
  });

  it('goes through a proxy, and is captured under the URL that it asks for', async () => {
    const proxy = createServer((request, response) => response.end(`proxied ${request.url}`));
    await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
    const address = proxy.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    const http = observedHttp({ proxy: { protocol: 'http', host: '127.0.0.1', port } });

    const { data } = await firstValueFrom(http.get('http://service.example/a'));
    proxy.closeAllConnections();
    proxy.close();

    expect(data).toBe('proxied http://service.example/a');
    expect(sink.only.request).toMatchObject({ target: 'http://service.example/a', host: 'service.example' });
  });

  it('never sent is never captured', () => {
    observedHttp().get('/json');

    expect(sink.exchanges).toEqual([]);
  });

  it('sends the traceparent of the caller, in whatever case, and no other', async () => {
    const own = '00-11111111111111111111111111111111-2222222222222222-01';
    const http = observedHttp();

    await firstValueFrom(http.get('/json', { headers: { TraceParent: own } }));

    expect(remote.received[0]?.headers['traceparent']).toBe(own);
    expect(sink.exchanges).toHaveLength(1);
  });

  it('does not touch a headers object that calls of the app share', async () => {
    const http = observedHttp();
    const shared = new (Reflect.get(new HttpService().axiosRef, 'AxiosHeaders'))({ 'x-shared': '1' });
    http.axiosRef.interceptors.request.use((config) => Object.assign(config, { headers: shared }));

    await Promise.all([firstValueFrom(http.get('/json')), firstValueFrom(http.get('/json'))]);

    expect(Object.keys(shared)).toEqual(['x-shared']);
    expect(remote.received.map(({ headers }) => headers['traceparent']).toSorted()).toEqual(
      sink.exchanges.map(({ traceId, spanId }) => `00-${traceId}-${spanId}-01`).toSorted(),
    );
  });

  it.each([
    [
      'switched off for it',
      () => firstValueFrom(observedHttp().get('/json', { apitoolkit: { capture: false } })),
    ],
    [
      'switched off for its instance',
      () => firstValueFrom(observedHttp({ apitoolkit: { capture: false } }).get('/json')),
    ],
    ['our own', () => runSuppressed(() => firstValueFrom(observedHttp().get('/json')))],
    [
      'made without a module',
      () => firstValueFrom(new ObservedHttpService(plainAxios(), () => undefined).get('/json')),
    ],
  ])('goes straight through when it is %s', async (_when, call) => {
    const { data } = await call();

    expect(data).toEqual({ id: 7, token: 'from-remote' });
    expect(sink.exchanges).toEqual([]);
    expect(remote.received[0]?.headers['traceparent']).toBeUndefined();
  });

  it('is not disturbed by a recorder that fails', async () => {
    sink = new ExchangeSink({
      sink: () => {
        throw new Error('sink is broken');
      },
    });
    const http = observedHttp();

    const { data } = await firstValueFrom(http.get('/json'));

    expect(data).toEqual({ id: 7, token: 'from-remote' });
    expect(sink.faults).toMatchObject(['internal_error', { message: 'sink is broken' }]);
  });
});

function plainAxios(): HttpService['axiosRef'] {
  return new HttpService().axiosRef.create({ baseURL: remote.url });
}

/** Resolves as soon as a condition of another task holds. */
async function waitFor(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setImmediate(resolve));
}

async function textOfStream(stream: AsyncIterable<Uint8Array>): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}
