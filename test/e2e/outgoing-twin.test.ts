import { createServer, type AddressInfo } from 'node:net';
import { HttpService } from '@nestjs/axios';
import type { AxiosInstance, AxiosRequestConfig } from 'axios';
import { firstValueFrom } from 'rxjs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ObservedHttpService } from '../../lib/outgoing/observed-http.service.js';
import { ExchangeSink } from '../support/exchange-sink.js';
import { RemoteServer } from '../support/remote-server.js';

let remote: RemoteServer;

beforeAll(async () => {
  remote = await RemoteServer.start();
});
afterAll(() => remote.stop());

const requests: readonly (readonly [string, AxiosRequestConfig])[] = [
  ['a plain GET', { url: '/json' }],
  ['JSON', { url: '/created', method: 'post', data: { a: [1, 'ü'] } }],
  ['a text', { url: '/created', method: 'put', data: 'text', headers: { 'Content-Type': 'text/plain' } }],
  ['bytes', { url: '/bytes', method: 'patch', data: Buffer.from([1, 200]), responseType: 'arraybuffer' }],
  ['a form', { url: '/created', method: 'post', data: new URLSearchParams({ a: 'b c' }) }],
  ['parameters', { url: '/json?x=1#part', params: { a: [1, 2], b: { c: null, d: new Date(0) } } }],
  ['headers', { url: '/json', headers: { 'X-One': '1', 'user-agent': 'mine', Accept: ['a', 'b'] } }],
  ['headers that are switched off', { url: '/json', headers: { 'User-Agent': false, Accept: null } }],
  ['basic authentication', { url: '/json', auth: { username: 'ü', password: 'b' } }],
  ['a redirect', { url: '/redirect' }],
  ['a redirect that is not followed', { url: '/redirect', maxRedirects: 0 }],
  ['an error status', { url: '/broken' }],
  ['an accepted error status', { url: '/teapot', validateStatus: null }],
  ['no content', { url: '/empty', method: 'delete' }],
  ['HEAD', { url: '/json', method: 'head' }],
  ['repeated headers in the answer', { url: '/cookies' }],
  ['a compressed answer', { url: '/gzip' }],
  ['a compressed answer, not inflated', { url: '/gzip', decompress: false, responseType: 'arraybuffer' }],
  ['an answer that is no gzip', { url: '/not-gzip' }],
  [
    'an answer that is no JSON',
    { url: '/large', responseType: 'json', transitional: { silentJSONParsing: false } },
  ],
  ['an answer over the limit', { url: '/large', maxContentLength: 10 }],
  ['a timeout', { url: '/hang', timeout: 300 }],
  ['a reset', { url: '/reset' }],
  ['half an answer', { url: '/half' }],
  ['an unknown host', { url: 'http://unknown.invalid/' }],
  ['an unknown adapter', { url: '/json', adapter: 'carrier-pigeon' }],
  ['an invalid URL', { url: 'http://', baseURL: '' }],
];

describe.each(['http', 'fetch'])('with the %s adapter, an observed call', (adapter) => {
  it.each(requests)('sends and gives the same as a plain one: %s', async (_kind, request) => {
    const config = { baseURL: remote.url, adapter, ...request };
    const sink = new ExchangeSink();
    const plain = await traceOf(new HttpService(newAxios()), config);
    const observed = await traceOf(new ObservedHttpService(newAxios(), () => sink.recorder), config);

    expect(observed).toEqual(plain);
    expect(sink.exchanges).toHaveLength(request.adapter === undefined ? 1 : 0);
    expect(sink.faults).toEqual([]);
  });

  it('puts the same bytes on the wire, but for the traceparent', async () => {
    const wire = await WireServer.start();
    const sink = new ExchangeSink();
    const config = {
      adapter,
      url: `${wire.url}/a?b=1`,
      method: 'post',
      data: { c: 1 },
      headers: { 'X-A': '1' },
    };

    await firstValueFrom(new HttpService(newAxios()).request(config));
    await firstValueFrom(new ObservedHttpService(newAxios(), () => sink.recorder).request(config));
    await wire.stop();

    const [plain = '', observed = ''] = wire.received;
    const { traceId, spanId } = sink.only;
    expect(observed).toMatch(new RegExp(`\r\ntraceparent: 00-${traceId}-${spanId}-01\r\n`, 'i'));
    expect(observed.replace(/traceparent: .*\r\n/i, '')).toBe(plain);
    expect(plain).toContain('{"c":1}');
  });
});

describe('an observed instance', () => {
  it('runs the interceptors of the app in the same order, and as synchronously', async () => {
    const orderOf = async (http: HttpService): Promise<readonly string[]> => {
      const order: string[] = [];
      for (const name of ['first', 'second']) {
        http.axiosRef.interceptors.request.use(
          (config) => {
            order.push(name);
            return config;
          },
          null,
          { synchronous: true },
        );
      }
      http.axiosRef.interceptors.response.use((response) => {
        order.push('response');
        return response;
      });
      const answer = http.axiosRef.get(`${remote.url}/json`);
      order.push('called');
      await answer;
      return order;
    };

    const plain = await orderOf(new HttpService(newAxios()));
    const observed = await orderOf(new ObservedHttpService(newAxios(), () => new ExchangeSink().recorder));

    expect(observed).toEqual(plain);
    expect(observed).toEqual(['second', 'first', 'called', 'response']);
  });

  it('gives interceptors the very config that the response has', async () => {
    const http = new ObservedHttpService(newAxios(), () => new ExchangeSink().recorder);
    let seen: unknown;
    http.axiosRef.interceptors.request.use((config) => {
      seen = config;
      return config;
    });

    const { config } = await firstValueFrom(http.get(`${remote.url}/json`));

    expect(config).toBe(seen);
  });

  it('leaves the config and the headers that the caller holds as they are', async () => {
    const http = new ObservedHttpService(newAxios(), () => new ExchangeSink().recorder);
    const headers = Object.freeze({ 'X-A': '1' });
    const config = Object.freeze({ headers, params: Object.freeze({ a: 1 }), apitoolkit: Object.freeze({}) });

    await firstValueFrom(http.post(`${remote.url}/created`, Object.freeze({ b: 2 }), config));

    expect(config).toEqual({ headers: { 'X-A': '1' }, params: { a: 1 }, apitoolkit: {} });
  });

  it('rejects with the error that its adapter gave, of the class that the app knows', async () => {
    const http = new ObservedHttpService(newAxios(), () => new ExchangeSink().recorder);
    const axios = new HttpService().axiosRef;

    const error: unknown = await firstValueFrom(http.get(`${remote.url}/broken`)).catch(
      (thrown: unknown) => thrown,
    );

    expect(error).toBeInstanceOf(Reflect.get(axios, 'AxiosError'));
  });

  it('is not the one that the whole process shares', () => {
    const shared = new HttpService().axiosRef;

    const http = new ObservedHttpService(newAxios(), () => undefined);

    expect(http.axiosRef).not.toBe(shared);
    expect(Reflect.ownKeys(shared).filter((key) => typeof key === 'symbol')).toEqual([]);
    expect(shared.interceptors.request.handlers).toEqual([]);
  });
});

function newAxios(): AxiosInstance {
  return new HttpService().axiosRef.create();
}

/** All that the app gets of a call, and what the remote service got. */
async function traceOf(http: HttpService, config: AxiosRequestConfig): Promise<unknown> {
  remote.received.length = 0;
  const outcome = await firstValueFrom(http.request(config)).then(
    (response) => ({ response: viewOf(response) }),
    (error: unknown) => ({ error: viewOf(error) }),
  );
  const received = remote.received.map(({ method, url, rawHeaders, body }) => {
    const ours = rawHeaders.findIndex((name) => name.toLowerCase() === 'traceparent');
    return { method, url, body, headers: ours === -1 ? rawHeaders : rawHeaders.toSpliced(ours, 2) };
  });
  return { outcome, received };
}

/** What differs between any two calls. */
const INCIDENTAL = new Set(['request', 'stack', 'duration', 'cancelToken', 'date', 'socket']);

/** A comparable picture of a response or an error, its config and headers included. */
function viewOf(value: unknown): unknown {
  if (typeof value === 'function') return `function ${value.name}`;
  if (typeof value !== 'object' || value === null || Buffer.isBuffer(value)) return value;
  if (Array.isArray(value)) return value.map(viewOf);
  const causes = value instanceof Error ? { message: value.message, cause: viewOf(value.cause) } : {};
  const entries = Object.entries(value).filter(([name]) => !INCIDENTAL.has(name));
  return {
    class: Object.getPrototypeOf(value)?.constructor?.name ?? 'none',
    ...Object.fromEntries(entries.map(([name, each]) => [name, viewOf(each)])),
    ...causes,
  };
}

/** A server that keeps the bytes of each connection, and answers every request with nothing. */
class WireServer {
  readonly received: string[] = [];
  readonly #server = createServer((socket) => {
    const index = this.received.push('') - 1;
    socket.on('data', (chunk) => {
      this.received[index] += chunk.toString('latin1');
      if (this.received[index]?.endsWith('{"c":1}')) {
        socket.end('HTTP/1.1 204 No Content\r\nconnection: close\r\n\r\n');
      }
    });
  });

  static async start(): Promise<WireServer> {
    const wire = new WireServer();
    await new Promise<void>((resolve) => wire.#server.listen(0, '127.0.0.1', resolve));
    return wire;
  }

  get url(): string {
    // A TCP server that listens has an address with a port.
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    await new Promise<void>((resolve) => this.#server.close(() => resolve()));
  }
}
