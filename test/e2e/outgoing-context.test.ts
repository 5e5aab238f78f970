import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { HttpService } from '@nestjs/axios';
import axios from 'axios';
import { firstValueFrom, forkJoin } from 'rxjs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { activate, deactivate, type ActiveClient } from '../../lib/capture/active-client.js';
import { runInExchange } from '../../lib/capture/exchange-context.js';
import type { Exchange } from '../../lib/exchange/exchange.js';
import { observeAxios } from '../../lib/outgoing/observe-axios.js';
import { ObservedHttpService } from '../../lib/outgoing/observed-http.service.js';
import { ExchangeSink } from '../support/exchange-sink.js';
import { RemoteServer } from '../support/remote-server.js';

const CONCURRENT_REQUESTS = 500;

let remote: RemoteServer;

beforeAll(async () => {
  remote = await RemoteServer.start();
});
afterAll(() => remote.stop());

describe('an outgoing call', () => {
  it(`belongs to the incoming request that makes it, among ${CONCURRENT_REQUESTS} at once`, async () => {
    const sink = new ExchangeSink();
    const http = new ObservedHttpService(
      new HttpService().axiosRef.create({ baseURL: remote.url }),
      () => sink.recorder,
    );
    const app = await startCaller(sink, async (path) => {
      await nextTurn();
      await firstValueFrom(forkJoin([http.get(`/json?${path}&call=1`), http.get(`/cookies?${path}&call=2`)]));
      await firstValueFrom(http.post(`/created?${path}&call=3`, { path }));
    });

    const ids = Array.from({ length: CONCURRENT_REQUESTS }, (_, id) => `id=${id}`);
    await Promise.all(ids.map((id) => fetch(`${app.url}/?${id}`).then((response) => response.text())));
    await sink.waitForCount(CONCURRENT_REQUESTS * 4);
    await app.stop();

    const incoming = new Map(
      sink.exchanges
        .filter(({ kind }) => kind === 'incoming')
        .map((exchange) => [exchange.request.target.slice(2), exchange]),
    );
    const outgoing = sink.exchanges.filter(({ kind }) => kind === 'outgoing');
    expect([incoming.size, outgoing.length]).toEqual([CONCURRENT_REQUESTS, CONCURRENT_REQUESTS * 3]);
    const astray = outgoing.filter((call) => {
      const parent = incoming.get(/id=\d+/.exec(call.request.target)?.[0] ?? '');
      return call.traceId !== parent?.traceId || call.parentExchangeId !== parent.spanId;
    });
    expect(astray).toEqual([]);
    const announced = new Map(remote.received.map(({ url, headers }) => [url, headers['traceparent']]));
    const unannounced = outgoing.filter(
      ({ traceId, spanId, request }) =>
        announced.get(request.target.slice(remote.url.length)) !== `00-${traceId}-${spanId}-01`,
    );
    expect(unannounced).toEqual([]);
    expect(sink.faults).toEqual([]);
  });

  it.each([
    ['linked', { links: 1, parentSpan: false }],
    ['nested', { links: 0, parentSpan: true }],
  ] as const)('is %s to its incoming request as the module is set', async (outgoingSpans, expected) => {
    const sink = new ExchangeSink({ outgoingSpans });
    const http = new ObservedHttpService(new HttpService().axiosRef.create(), () => sink.recorder);
    const app = await startCaller(sink, () => firstValueFrom(http.get(`${remote.url}/json`)));

    await fetch(app.url, { headers: { traceparent: `00-${'a'.repeat(32)}-${'b'.repeat(16)}-01` } });
    await sink.waitForCount(2);
    await app.stop();

    const [incoming, outgoing] = byKind(sink.exchanges);
    expect(outgoing?.traceId).toBe('a'.repeat(32));
    expect(outgoing?.parentExchangeId).toBe(incoming?.spanId);
    expect(outgoing?.links).toHaveLength(expected.links);
    expect(outgoing?.parentSpanId).toBe(expected.parentSpan ? incoming?.spanId : undefined);
  });

  it('keeps its error to itself', async () => {
    const sink = new ExchangeSink();
    const http = new ObservedHttpService(new HttpService().axiosRef.create(), () => sink.recorder);
    const app = await startCaller(sink, () =>
      firstValueFrom(http.get(`${remote.url}/reset`)).catch(() => {}),
    );

    await fetch(app.url);
    await sink.waitForCount(2);
    await app.stop();

    const [incoming, outgoing] = byKind(sink.exchanges);
    expect(incoming?.errors).toEqual([]);
    expect(outgoing?.errors).toHaveLength(1);
  });

  it('begins a trace of its own outside of a request', async () => {
    const sink = new ExchangeSink();
    const http = new ObservedHttpService(new HttpService().axiosRef.create(), () => sink.recorder);

    await firstValueFrom(http.get(`${remote.url}/json`));

    expect(sink.only).toMatchObject({ links: [], traceId: expect.stringMatching(/^[0-9a-f]{32}$/) });
    expect(sink.only.parentExchangeId).toBeUndefined();
  });
});

describe('observeAxios', () => {
  it('captures an instance of either copy of axios, and gives it back', async () => {
    for (const instance of [axios.create(), new HttpService().axiosRef.create()]) {
      const sink = new ExchangeSink();

      expect(observeAxios(instance, undefined, () => sink.recorder)).toBe(instance);
      await instance.get(`${remote.url}/json`);

      expect(sink.only.response?.statusCode).toBe(200);
    }
  });

  it('captures for the module that runs when a call is made', async () => {
    const sink = new ExchangeSink();
    const instance = observeAxios(axios.create());
    const client: ActiveClient = {
      recorder: sink.recorder,
      reportDetached: () => {},
      exportsTo: () => false,
      underWay: 0,
      settled: () => Promise.resolve(),
      status: () => ({ dropped: {} }),
    };

    await instance.get(`${remote.url}/json`);
    activate(client);
    await instance.get(`${remote.url}/json`);
    deactivate(client);
    await instance.get(`${remote.url}/json`);

    expect(sink.exchanges).toHaveLength(1);
  });

  it('captures each call once, with all the rules, however often it is told to', async () => {
    const sink = new ExchangeSink();
    const instance = axios.create();
    observeAxios(instance, { redactHeaders: ['x-a'] }, () => sink.recorder);
    observeAxios(instance, { redactHeaders: ['x-b', 'x-a'] }, () => sink.recorder);

    const { headers } = await new ObservedHttpService(instance).axiosRef.get(`${remote.url}/json`);

    expect(headers['content-type']).toBe('application/json');
    expect(sink.exchanges).toHaveLength(1);
    expect(sink.rules[0]?.headers).toEqual(['x-a', 'x-b']);
  });

  it('captures for the recorder even when interceptors were there before', async () => {
    const sink = new ExchangeSink();
    const instance = axios.create();
    instance.interceptors.request.use((config) => Object.assign(config, { url: `${remote.url}/cookies` }));

    observeAxios(instance, undefined, () => sink.recorder);
    await instance.get(`${remote.url}/json`);

    expect(sink.only.request.target).toBe(`${remote.url}/cookies`);
  });
});

/** A server that is captured, and makes outgoing calls before it answers. */
async function startCaller(
  sink: ExchangeSink,
  call: (query: string) => Promise<unknown>,
): Promise<{ url: string; stop: () => Promise<void> }> {
  const server: Server = createServer((request, response) => {
    const recording = sink.recorder.openIncoming(request, response, () => undefined);
    if (recording === undefined) throw new Error('the request is not captured');
    runInExchange(recording, () => {
      call(request.url?.split('?')[1] ?? '').then(
        () => response.end('done'),
        (error: unknown) => response.writeHead(500).end(String(error)),
      );
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // A TCP server that listens has an address with a port.
  const { port } = server.address() as AddressInfo;
  const stop = (): Promise<void> => {
    server.closeAllConnections();
    return new Promise((resolve) => server.close(() => resolve()));
  };
  return { url: `http://127.0.0.1:${port}`, stop };
}

function byKind(exchanges: readonly Exchange[]): [Exchange | undefined, Exchange | undefined] {
  return [
    exchanges.find(({ kind }) => kind === 'incoming'),
    exchanges.find(({ kind }) => kind === 'outgoing'),
  ];
}
