import { SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';
import {
  AlwaysOffSampler,
  BasicTracerProvider,
  InMemorySpanExporter,
  SimpleSpanProcessor,
  type ReadableSpan,
} from '@opentelemetry/sdk-trace-base';
import { afterEach, describe, expect, it } from 'vitest';
import type { RedactedExchange } from '../../../lib/exchange/redacted-exchange.js';
import { TracerProviderBridge } from '../../../lib/opentelemetry/index.js';
import { SDK_VERSION } from '../../../lib/version.js';
import { encodedSpan } from '../export/otlp/encoded.js';
import { incoming, joined, linked, nested, unanswered } from './exchanges.js';

afterEach(() => trace.disable());

describe("an exchange as a span of the app's tracer provider", () => {
  it('has its times, attributes, error and status', async () => {
    const span = await recorded(incoming);

    const ours = encodedSpan(incoming);
    const { 'app.ratio': _double, ...attributes } = ours.attributes;
    expect(span).toMatchObject({
      name: 'monoscope.http',
      kind: SpanKind.SERVER,
      startTime: [1785585600, 123_000_000],
      endTime: [1785585601, 357_567_800],
      status: { code: SpanStatusCode.ERROR },
      instrumentationScope: { name: 'apitoolkit-nestjs', version: SDK_VERSION },
      resource: { attributes: { 'service.name': expect.any(String) } },
    });
    expect(span.status).not.toHaveProperty('message');
    expect(span.attributes).toEqual({ ...attributes, 'app.ratio': 0.5 });
    expect(span.events.map(({ name, time, attributes: of }) => ({ name, time, of }))).toEqual([
      { name: 'exception', time: [1785585600, 456_000_000], of: ours.events[0]?.attributes },
    ]);
  });

  it.each<[string, RedactedExchange, object]>([
    ['the remote parent', incoming, { spanId: 'c0ffee0000000001', isRemote: true }],
    ['the server span of the app', joined, { spanId: 'c0ffee0000000001', isRemote: false }],
    ['the id it went by, where it is the first', linked, { spanId: linked.spanId }],
    ['the request that made the call', unanswered, { spanId: 'a1b2c3d4e5f60718' }],
    [
      'the span that was active when the call was made',
      { ...unanswered, localSpanId: 'c0ffee0000000002' },
      { spanId: 'c0ffee0000000002', isRemote: false },
    ],
    ['the request that a nested call lies in', nested, { spanId: 'a1b2c3d4e5f60718' }],
  ])('is in the trace it was captured in, below %s', async (_parent, exchange, parent) => {
    const span = await recorded(exchange);

    expect(span.parentSpanContext).toMatchObject({ traceId: exchange.traceId, ...parent });
    expect(span.spanContext().traceId).toBe(exchange.traceId);
    expect(span.spanContext().spanId).not.toBe(exchange.spanId);
    expect(span.attributes['monoscope.msg_id']).toBe(exchange.spanId);
  });

  it.each<[string, RedactedExchange, SpanKind]>([
    ['SERVER', incoming, SpanKind.SERVER],
    ['INTERNAL, where the app made the server span', joined, SpanKind.INTERNAL],
    ['CLIENT', nested, SpanKind.CLIENT],
  ])('is of kind %s', async (_name, exchange, kind) => {
    expect((await recorded(exchange)).kind).toBe(kind);
  });

  it('keeps its links', async () => {
    const { links } = await recorded(linked);

    expect(links.map(({ context }) => context)).toEqual([expect.objectContaining(linked.links[0])]);
  });
});

describe('without a span, an exchange', () => {
  it('is held as long as no provider is registered', async () => {
    const bridge = new TracerProviderBridge();
    const held = await bridge.export([incoming]);
    const exporter = new InMemorySpanExporter();
    trace.setGlobalTracerProvider(
      new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] }),
    );

    const sent = await bridge.export([incoming]);

    expect(held).toEqual({ status: 'retryable', reason: 'no TracerProvider is registered' });
    expect(sent).toEqual({ status: 'delivered', rejected: 0 });
    expect(exporter.getFinishedSpans()).toHaveLength(1);
  });

  it("is counted as rejected, when the provider's sampler refuses it", async () => {
    const bridge = new TracerProviderBridge(new BasicTracerProvider({ sampler: new AlwaysOffSampler() }));

    expect(await bridge.export([incoming, linked])).toEqual({ status: 'delivered', rejected: 2 });
  });

  it('costs itself only, when a span processor throws', async () => {
    const exporter = new InMemorySpanExporter();
    const provider = new BasicTracerProvider({
      spanProcessors: [
        {
          onStart: (span) => {
            if (span.attributes['http.route'] === '/users/:id') throw new Error('of the app');
          },
          onEnd: () => {},
          forceFlush: async () => {},
          shutdown: async () => {},
        },
        new SimpleSpanProcessor(exporter),
      ],
    });

    const result = await new TracerProviderBridge(provider).export([incoming, linked]);

    expect(result).toEqual({ status: 'delivered', rejected: 1 });
    expect(exporter.getFinishedSpans()).toHaveLength(1);
  });
});

async function recorded(exchange: RedactedExchange): Promise<ReadableSpan> {
  const exporter = new InMemorySpanExporter();
  const provider = new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] });
  expect(await new TracerProviderBridge(provider).export([exchange])).toEqual({
    status: 'delivered',
    rejected: 0,
  });
  await provider.forceFlush();
  const [span, ...others] = exporter.getFinishedSpans();
  if (span === undefined || others.length > 0) throw new Error('expected one span');
  return span;
}
