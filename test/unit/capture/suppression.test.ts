import { context, ROOT_CONTEXT, trace } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { isTracingSuppressed, W3CTraceContextPropagator } from '@opentelemetry/core';
import { BasicTracerProvider } from '@opentelemetry/sdk-trace-base';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isSuppressed, runSuppressed } from '../../../lib/capture/exchange-context.js';

const REGISTRY = Symbol.for('opentelemetry.js.api.1');

describe('what runs suppressed', () => {
  beforeEach(() => context.setGlobalContextManager(new AsyncLocalStorageContextManager()));
  afterEach(() => context.disable());

  it('is unseen by us and by OpenTelemetry, however long it takes, and nothing after it', async () => {
    const seen = await runSuppressed(async () => {
      const before = suppressions();
      await nextTurn();
      return [before, suppressions()];
    });

    expect(seen).toEqual([
      [true, true],
      [true, true],
    ]);
    expect(suppressions()).toEqual([false, false]);
  });

  it('makes no spans and announces none, even within a span of the app', () => {
    const tracer = new BasicTracerProvider().getTracer('app');
    const active = trace.setSpan(ROOT_CONTEXT, tracer.startSpan('request'));

    const { isRecording, headers } = context.with(active, () =>
      runSuppressed(() => {
        const carrier = {};
        new W3CTraceContextPropagator().inject(context.active(), carrier, {
          set: (into, key, value) => Reflect.set(into, key, value),
        });
        return { isRecording: tracer.startSpan('export').isRecording(), headers: carrier };
      }),
    );

    expect({ isRecording, headers }).toEqual({ isRecording: false, headers: {} });
  });

  it('keeps its result and its error', () => {
    const fault = new Error('of the transport');

    expect(runSuppressed(() => 7)).toBe(7);
    expect(() =>
      runSuppressed(() => {
        throw fault;
      }),
    ).toThrow(fault);
  });
});

it('runs once where there is no SDK, or a context manager that fails', () => {
  const broken = {
    active: () => {
      throw new Error('of another making');
    },
    with: () => {},
  };
  try {
    for (const registry of [undefined, { context: broken }]) {
      Reflect.set(globalThis, REGISTRY, registry);
      let runs = 0;
      expect(runSuppressed(() => [(runs += 1), isSuppressed()])).toEqual([1, true]);
    }
  } finally {
    Reflect.deleteProperty(globalThis, REGISTRY);
  }
});

function suppressions(): boolean[] {
  return [isSuppressed(), isTracingSuppressed(context.active())];
}
