import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-proto';
import { InMemorySpanExporter, type ReadableSpan, type SpanExporter } from '@opentelemetry/sdk-trace-base';
import { afterEach, beforeEach, describe, expect, expectTypeOf, it } from 'vitest';
import type { RedactedExchange } from '../../../lib/exchange/redacted-exchange.js';
import {
  SpanExporterBridge,
  type BridgedSpan,
  type SpanExporterLike,
} from '../../../lib/opentelemetry/index.js';
import { SDK_VERSION } from '../../../lib/version.js';
import type { DecodedSpan } from '../../support/decode-otlp.js';
import { OtlpReceiver } from '../../support/otlp-receiver.js';
import { encodedSpan } from '../export/otlp/encoded.js';
import { incoming, joined, linked, nested, unanswered } from './exchanges.js';

const RESOURCE = {
  'service.name': 'orders',
  'telemetry.sdk.language': 'nodejs',
  'telemetry.sdk.name': 'apitoolkit-nestjs',
  'telemetry.sdk.version': SDK_VERSION,
};

let receiver: OtlpReceiver;

beforeEach(async () => {
  receiver = await OtlpReceiver.start();
});
afterEach(() => receiver.close());

describe("an exchange that OpenTelemetry's own OTLP exporter sends", () => {
  it.each<[string, RedactedExchange]>([
    ['an incoming one', incoming],
    ['one that is linked to its remote parent', linked],
    ['a call without an answer', unanswered],
    ['a nested call', nested],
  ])('arrives as ours does: %s', async (_kind, exchange) => {
    const span = await sent(exchange);

    expect(span).toEqual(encodedSpan(exchange, { serviceName: 'orders', sdkVersion: SDK_VERSION }));
  });

  it('is INTERNAL below a server span that the app made itself, and in nothing else different', async () => {
    const span = await sent(joined);

    const ours = encodedSpan(joined, { serviceName: 'orders', sdkVersion: SDK_VERSION });
    expect(ours).toMatchObject({ kind: 'SPAN_KIND_SERVER', flags: 0x101 });
    expect(span).toEqual({ ...ours, kind: 'SPAN_KIND_INTERNAL' });
  });
});

describe('a span handed to an exporter', () => {
  it('has what exporters of SDK 1.x read, and what those of 2.x read', async () => {
    const spans = await handedOver(incoming);

    const [span] = spans;
    expect(span).toMatchObject({
      parentSpanId: 'c0ffee0000000001',
      parentSpanContext: { spanId: 'c0ffee0000000001', traceId: incoming.traceId, isRemote: true },
      instrumentationLibrary: { name: 'apitoolkit-nestjs', version: SDK_VERSION },
      instrumentationScope: { name: 'apitoolkit-nestjs', version: SDK_VERSION },
      startTime: [1785585600, 123_000_000],
      endTime: [1785585601, 357_567_800],
      duration: [1, 234_567_800],
      ended: true,
    });
    expect(span?.spanContext()).toEqual({
      traceId: incoming.traceId,
      spanId: incoming.spanId,
      traceFlags: 1,
      isRemote: false,
    });
  });

  it('shares its resource with the others of a batch', async () => {
    const [one, other] = await handedOver(incoming, linked);

    expect(one?.resource).toBe(other?.resource);
    expect(one?.resource.merge({ attributes: { zone: 'a' } }).attributes).toEqual({
      'service.name': 'unknown_service:node',
      zone: 'a',
    });
    expect(one?.resource.getRawAttributes()).toEqual([['service.name', 'unknown_service:node']]);
  });

  it('has the type that the SDK gives it', () => {
    expectTypeOf<BridgedSpan>().toExtend<ReadableSpan>();
    expectTypeOf<SpanExporter>().toExtend<SpanExporterLike>();
    expectTypeOf<ReadableSpan['spanContext']>().toEqualTypeOf<BridgedSpan['spanContext']>();
  });
});

describe('the answer of a span exporter', () => {
  it.each<[string, { code: number; error?: Error }, object]>([
    ['success', { code: 0 }, { status: 'delivered', rejected: 0 }],
    ['a failure holds the batch', { code: 1 }, { status: 'retryable', reason: 'the span exporter failed' }],
    [
      'an error tells its class and code, not its message',
      { code: 1, error: Object.assign(new RangeError('card 4111111111111111'), { code: 503 }) },
      { status: 'retryable', reason: 'the span exporter failed with RangeError 503' },
    ],
    [
      'a code that is a text of any kind is not told',
      { code: 1, error: Object.assign(new Error('x'), { code: 'key=s3cret' }) },
      { status: 'retryable', reason: 'the span exporter failed with Error' },
    ],
    [
      'bad data is final',
      { code: 1, error: Object.assign(new Error('x'), { code: 400 }) },
      { status: 'rejected', reason: 'the span exporter failed with Error 400' },
    ],
  ])('%s', async (_case, result, expected) => {
    const bridge = new SpanExporterBridge(exporterThat((_spans, done) => done(result)));

    expect(await bridge.export([incoming])).toEqual(expected);
  });

  it('counts once when it comes twice', async () => {
    const bridge = new SpanExporterBridge(
      exporterThat((_spans, done) => {
        done({ code: 0 });
        done({ code: 1 });
      }),
    );

    expect(await bridge.export([incoming])).toEqual({ status: 'delivered', rejected: 0 });
  });

  it('is its error, for the caller to hold the batch, when it throws or rejects', async () => {
    const fault = new RangeError('out of memory');
    const throwing = exporterThat(() => {
      throw fault;
    });
    // As those written in JavaScript: the type asks for void.
    const rejecting = exporterThat((): unknown => Promise.reject(fault));

    await expect(new SpanExporterBridge(throwing).export([incoming])).rejects.toBe(fault);
    await expect(new SpanExporterBridge(rejecting).export([incoming])).rejects.toBe(fault);
  });

  it('is not asked for an exchange that a beforeSend broke, and the others go', async () => {
    const handed: number[] = [];
    const bridge = new SpanExporterBridge(
      exporterThat((spans, done) => {
        handed.push(spans.length);
        done({ code: 0 });
      }),
    );
    const broken = { ...incoming, startedAt: new Date(Number.NaN) };

    expect(await bridge.export([broken, linked])).toEqual({ status: 'delivered', rejected: 1 });
    expect(await bridge.export([broken])).toEqual({ status: 'delivered', rejected: 1 });
    expect(handed).toEqual([1]);
  });
});

it('flushes the exporter and shuts it down, whether flushing worked or not', async () => {
  const calls: string[] = [];
  const bridge = new SpanExporterBridge({
    export: () => {},
    forceFlush: async () => {
      calls.push('flush');
      throw new Error('away');
    },
    shutdown: async () => void calls.push('shutdown'),
  });

  await expect(bridge.shutdown()).rejects.toThrow('away');
  expect(calls).toEqual(['flush', 'shutdown']);
});

it('takes exporters that have nothing to flush', async () => {
  const exporter = new InMemorySpanExporter();
  const bridge = new SpanExporterBridge(exporter);

  await bridge.export([incoming]);
  expect(exporter.getFinishedSpans()).toHaveLength(1);
  await bridge.shutdown();

  expect(exporter.getFinishedSpans()).toEqual([]);
});

async function sent(exchange: RedactedExchange): Promise<DecodedSpan> {
  const bridge = new SpanExporterBridge(new OTLPTraceExporter({ url: `${receiver.url}/v1/traces` }));
  bridge.useResource(RESOURCE);
  expect(await bridge.export([exchange])).toEqual({ status: 'delivered', rejected: 0 });
  await bridge.shutdown();
  const [span, ...others] = receiver.spans;
  if (span === undefined || others.length > 0) throw new Error('expected one span');
  return span;
}

async function handedOver(...batch: RedactedExchange[]): Promise<readonly BridgedSpan[]> {
  const handed: BridgedSpan[] = [];
  const bridge = new SpanExporterBridge(
    exporterThat((spans, done) => {
      handed.push(...spans);
      done({ code: 0 });
    }),
  );
  await bridge.export(batch);
  return handed;
}

function exporterThat(send: (...args: Parameters<SpanExporterLike['export']>) => unknown): SpanExporterLike {
  return { export: send, shutdown: async () => {} };
}
