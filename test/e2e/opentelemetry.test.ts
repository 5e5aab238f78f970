import { request as requestHttp } from 'node:http';
import { once } from 'node:events';
import { Body, Controller, Get, Inject, Module, Post, type DynamicModule } from '@nestjs/common';
import { SpanKind } from '@opentelemetry/api';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-proto';
import { firstValueFrom } from 'rxjs';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  APIToolkitModule,
  APIToolkitService,
  ObservedHttpService,
  type APIToolkitModuleOptions,
} from '../../lib/index.js';
import { SpanExporterBridge, TracerProviderBridge } from '../../lib/opentelemetry/index.js';
import { InMemoryExporter } from '../../lib/testing/index.js';
import { adapters, postJson, startApp } from '../support/nest-app.js';
import { AppTelemetry } from '../support/open-telemetry.js';
import { OtlpReceiver } from '../support/otlp-receiver.js';
import { RemoteServer } from '../support/remote-server.js';

const CALLER = { traceId: '4bf92f3577b34da6a3ce929d0e0e4736', spanId: '00f067aa0ba902b7' };
const traceparent = `00-${CALLER.traceId}-${CALLER.spanId}-01`;
const OURS = 'apitoolkit-nestjs';

let telemetry: AppTelemetry;
let receiver: OtlpReceiver;
let remote: RemoteServer;

beforeAll(async () => {
  remote = await RemoteServer.start();
  telemetry = new AppTelemetry();
});
afterAll(async () => {
  await telemetry.stop();
  await remote.stop();
});
beforeEach(async () => {
  receiver = await OtlpReceiver.start();
  telemetry.clear();
});
afterEach(() => receiver.close());

@Controller()
class OrdersController {
  constructor(@Inject(ObservedHttpService) private readonly http: ObservedHttpService) {}

  @Get('orders')
  find(): object {
    return { total: 7 };
  }

  @Post('orders')
  create(@Body() order: { password: string }): object {
    return { accessToken: `token-${order.password}` };
  }

  @Get('stock')
  async stock(): Promise<object> {
    const { status } = await firstValueFrom(this.http.get(`${remote.url}/json`));
    const fetched = await fetch(`${remote.url}/json`);
    await fetched.arrayBuffer();
    return { status, fetched: fetched.status };
  }

  /** An app that passes on the telemetry of its web pages, and has other business on the same host. */
  @Get('forward')
  async forward(): Promise<object> {
    await firstValueFrom(this.http.post(`${receiver.url}/v1/traces?page=1`, Buffer.alloc(0)));
    await firstValueFrom(this.http.get(`${receiver.url}/v1/tracesque`));
    return {};
  }
}

function appWith(options: APIToolkitModuleOptions): DynamicModule {
  @Module({})
  class AppModule {}
  return {
    module: AppModule,
    imports: [APIToolkitModule.forRoot({ serviceName: 'orders', queue: { flushIntervalMs: 1 }, ...options })],
    controllers: [OrdersController],
  };
}

describe.each(adapters)("beside the app's own OpenTelemetry on %s", (adapter) => {
  it('joins the trace of the server span, and is the SERVER span of our destination', async () => {
    await using app = await startApp(adapter, appWith({ endpoint: receiver.url }));

    await (await fetch(`${app.url}/orders`, { headers: { traceparent } })).json();
    await app.app.get(APIToolkitService).flush();

    const [server, ...others] = telemetry.serverSpans(app.url);
    expect(others).toEqual([]);
    expect(receiver.spans).toMatchObject([
      {
        kind: 'SPAN_KIND_SERVER',
        traceId: server?.spanContext().traceId,
        parentSpanId: server?.spanContext().spanId,
        flags: 0x101,
        links: [],
      },
    ]);
  });

  it('makes its spans INTERNAL where the backend has the server span too', async () => {
    const exporter = new OTLPTraceExporter({ url: `${receiver.url}/v1/traces` });
    await using app = await startApp(adapter, appWith({ exporter: new SpanExporterBridge(exporter) }));

    await (await fetch(`${app.url}/orders`)).json();
    await app.app.get(APIToolkitService).flush();

    const [server, ...others] = telemetry.serverSpans(app.url);
    expect(others).toEqual([]);
    expect(receiver.spans).toMatchObject([
      {
        kind: 'SPAN_KIND_INTERNAL',
        traceId: server?.spanContext().traceId,
        parentSpanId: server?.spanContext().spanId,
        resource: { 'service.name': 'orders', 'telemetry.sdk.name': OURS },
      },
    ]);
    expect(telemetry.clientSpans(receiver.url)).toEqual([]);
  });

  it('puts its spans below those of the app, with one SERVER span a request', async () => {
    await using app = await startApp(adapter, appWith({ exporter: new TracerProviderBridge() }));

    await (await fetch(`${app.url}/stock`)).json();
    await (await fetch(`${app.url}/nowhere`)).json();
    await app.app.get(APIToolkitService).flush();

    const servers = telemetry.serverSpans(app.url);
    const ours = telemetry.spans.filter(({ instrumentationScope }) => instrumentationScope.name === OURS);
    expect(servers.map(({ instrumentationScope }) => instrumentationScope.name)).toEqual([
      '@opentelemetry/instrumentation-http',
      '@opentelemetry/instrumentation-http',
    ]);
    expect(
      ours.map(({ kind, attributes, parentSpanContext }) => ({
        kind,
        path: attributes['url.path'],
        parent: parentSpanContext?.spanId,
      })),
    ).toEqual([
      { kind: SpanKind.CLIENT, path: '/json', parent: servers[0]?.spanContext().spanId },
      { kind: SpanKind.INTERNAL, path: '/stock', parent: servers[0]?.spanContext().spanId },
      { kind: SpanKind.INTERNAL, path: '/nowhere', parent: servers[1]?.spanContext().spanId },
    ]);
  });

  it.each([
    ['link', 1, 'SPAN_KIND_SERVER'],
    ['ignore', 0, 'SPAN_KIND_SERVER'],
  ] as const)('stays in a trace of its own with remoteParent %s', async (remoteParent, links, kind) => {
    await using app = await startApp(adapter, appWith({ endpoint: receiver.url, remoteParent }));

    await (await fetch(`${app.url}/orders`, { headers: { traceparent } })).json();
    await app.app.get(APIToolkitService).flush();

    const [server] = telemetry.serverSpans(app.url);
    const [span] = receiver.spans;
    const { traceId, spanId } = server?.spanContext() ?? CALLER;
    expect(span).toMatchObject({ kind, parentSpanId: '' });
    expect(span?.traceId).not.toBe(traceId);
    expect(span?.links.map((link) => [link.traceId, link.spanId])).toEqual(
      Array.from({ length: links }, () => [traceId, spanId]),
    );
  });

  it('is never seen by it when it exports, and takes nothing from it', async () => {
    await using app = await startApp(adapter, appWith({ endpoint: receiver.url }));
    const rounds = 5;
    const concurrent = 20;

    for (let round = 0; round < rounds; round += 1) {
      const requests = Array.from({ length: concurrent }, () => fetch(`${app.url}/stock`));
      await Promise.all(requests.map(async (response) => (await response).json()));
      await app.app.get(APIToolkitService).flush();
    }

    const total = rounds * concurrent;
    expect(receiver.spans).toHaveLength(total * 2);
    expect(receiver.requests.length).toBeGreaterThan(1);
    expect(telemetry.clientSpans(receiver.url)).toEqual([]);
    expect(receiver.requests.filter(({ headers }) => headers['traceparent'] !== undefined)).toEqual([]);
    expect(telemetry.serverSpans(app.url)).toHaveLength(total);
    expect(telemetry.clientSpans(remote.url)).toHaveLength(total * 2);
    const servers = new Set(telemetry.serverSpans(app.url).map((span) => span.spanContext().spanId));
    const ofOurs = receiver.spans.filter(({ kind }) => kind === 'SPAN_KIND_SERVER');
    expect(ofOurs.filter(({ parentSpanId }) => !servers.has(parentSpanId))).toEqual([]);
  });

  it('sends one traceparent with a call that both observe', async () => {
    const before = remote.received.length;
    await using app = await startApp(adapter, appWith({ endpoint: receiver.url }));

    await (await fetch(`${app.url}/stock`)).json();

    const [call] = remote.received.slice(before);
    const client = telemetry.clientSpans(remote.url)[0]?.spanContext();
    expect(call?.rawHeaders.filter((name) => name.toLowerCase() === 'traceparent')).toHaveLength(1);
    expect(call?.headers['traceparent']).toBe(`00-${client?.traceId}-${client?.spanId}-01`);
  });

  it('leaks nothing through its bridge', async () => {
    const exporter = new SpanExporterBridge(new OTLPTraceExporter({ url: `${receiver.url}/v1/traces` }));
    await using app = await startApp(adapter, appWith({ exporter, apiKey: 'canary-key' }));

    const answer = await postJson(
      `${app.url}/orders?api_key=canary-query`,
      { password: 'canary-body', item: 'book' },
      { authorization: 'Bearer canary-header', cookie: 'session=canary-cookie' },
    );
    await app.app.get(APIToolkitService).flush();

    expect(await answer.json()).toEqual({ accessToken: 'token-canary-body' });
    expect(receiver.spans).toHaveLength(1);
    expect(receiver.allBytes()).toContain('book');
    expect(receiver.allBytes()).not.toContain('canary');
  });

  it("does not record the app's own calls to where it exports, and those beside it", async () => {
    await using app = await startApp(adapter, appWith({ endpoint: receiver.url }));

    await (await fetch(`${app.url}/forward`)).json();
    await app.app.get(APIToolkitService).flush();

    const paths = receiver.spans.map(({ kind, attributes }) => [kind, attributes['url.path']]);
    expect(paths.toSorted()).toEqual([
      ['SPAN_KIND_CLIENT', '/v1/tracesque'],
      ['SPAN_KIND_SERVER', '/forward'],
    ]);
    expect(telemetry.clientSpans(receiver.url)).toHaveLength(2);
  });
});

it('is seen by OpenTelemetry here, as far as a call is not suppressed', async () => {
  const request = requestHttp(`${receiver.url}/v1/traces`, { method: 'POST' }).end();
  const [response] = await once(request, 'response');
  await once(response.resume(), 'end');

  expect(telemetry.clientSpans(receiver.url)).toHaveLength(1);
});

it('joins a span of the app outside of requests as well', async () => {
  const exporter = new InMemoryExporter();
  await using app = await startApp('express', appWith({ exporter }));
  const http = app.app.get(ObservedHttpService, { strict: false });
  const tracer = telemetry.provider.getTracer('app');

  const job = await tracer.startActiveSpan('job', async (span) => {
    await firstValueFrom(http.get(`${remote.url}/json`));
    span.end();
    return span.spanContext();
  });

  const call = await exporter.waitFor(({ kind }) => kind === 'outgoing');
  expect(call).toMatchObject({
    traceId: job.traceId,
    localSpanId: job.spanId,
    links: [{ traceId: job.traceId, spanId: job.spanId }],
  });
  expect(call.parentSpanId).toBeUndefined();
});
