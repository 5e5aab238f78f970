import { context, ROOT_CONTEXT, trace, type Span } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { RPCType, setRPCMetadata } from '@opentelemetry/core';
import { AlwaysOffSampler, BasicTracerProvider } from '@opentelemetry/sdk-trace-base';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { activeSpan, serverSpan } from '../../../lib/capture/active-span.js';

const REGISTRY = Symbol.for('opentelemetry.js.api.1');
const tracer = new BasicTracerProvider().getTracer('app');

describe('the active span', () => {
  beforeEach(() => context.setGlobalContextManager(new AsyncLocalStorageContextManager()));
  afterEach(() => context.disable());

  it('is the one that the running code belongs to', () => {
    const span = tracer.startSpan('work');

    expect(within(span, activeSpan)).toEqual(idsOf(span));
    expect(activeSpan()).toBeUndefined();
  });

  it('is none when it is over, or was sampled out, or is in another process', () => {
    const ended = tracer.startSpan('work');
    ended.end();
    const unsampled = new BasicTracerProvider({ sampler: new AlwaysOffSampler() })
      .getTracer('app')
      .startSpan('work');
    const remote = trace.wrapSpanContext({ ...tracer.startSpan('work').spanContext(), isRemote: true });

    expect([ended, unsampled, remote].map((span) => within(span, activeSpan))).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });

  it.each<[string, object]>([
    ['throws', { isRecording: throwing }],
    [
      'has ids that are none',
      { isRecording: () => true, spanContext: () => ({ traceId: '1', spanId: '2' }) },
    ],
    [
      'has ids of zeros',
      {
        isRecording: () => true,
        spanContext: () => ({ traceId: '0'.repeat(32), spanId: '0'.repeat(16), traceFlags: 1 }),
      },
    ],
  ])('is none when it is of another making and %s', (_case, span) => {
    // What another package may have put into the context.
    expect(within(span as Span, activeSpan)).toBeUndefined();
  });

  it('is not the server span of an instrumented middleware', () => {
    const server = tracer.startSpan('GET');
    const middleware = tracer.startSpan('middleware - cors');
    const inside = setRPCMetadata(trace.setSpan(ROOT_CONTEXT, middleware), {
      type: RPCType.HTTP,
      span: server,
    });

    const found = context.with(inside, () => [activeSpan(), serverSpan()]);

    expect(found).toEqual([idsOf(middleware), idsOf(server)]);
    expect(within(middleware, serverSpan)).toEqual(idsOf(middleware));
  });
});

describe('without a context manager', () => {
  afterEach(() => Reflect.deleteProperty(globalThis, REGISTRY));

  it.each<[string, unknown]>([
    ['no OpenTelemetry', undefined],
    ['an API without an SDK', { version: '1.9.0' }],
    ['something else in its place', { context: { active: 1 } }],
    ['one that throws', { context: { active: throwing, with: throwing } }],
  ])('there is no active span: %s', (_case, registry) => {
    Reflect.set(globalThis, REGISTRY, registry);

    expect([activeSpan(), serverSpan()]).toEqual([undefined, undefined]);
  });
});

function within<Result>(span: Span, run: () => Result): Result {
  return context.with(trace.setSpan(ROOT_CONTEXT, span), run);
}

function idsOf(span: Span): object {
  const { traceId, spanId } = span.spanContext();
  return { traceId, spanId };
}

function throwing(): never {
  throw new Error('of the app');
}
