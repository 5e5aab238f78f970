import type { SpanLink } from '../exchange/exchange.js';
import { contextManager, type OpenTelemetryContext } from './open-telemetry.js';

/**
 * The span of the app's own OpenTelemetry that the running code belongs to: one that was made in this process, is not
 * over, and will be exported. Of one that was sampled out, no backend would ever learn what our exchange hangs on.
 */
export function activeSpan(): SpanLink | undefined {
  return lookUp((context) => context.getValue(SPAN));
}

/**
 * The span that an HTTP instrumentation of OpenTelemetry made for the request that the running code answers; where no
 * instrumentation names one, the active span. The two differ inside of instrumented middleware.
 */
export function serverSpan(): SpanLink | undefined {
  return lookUp((context) => {
    // What instrumentations put there for each other, or nothing.
    const metadata = context.getValue(RPC_METADATA) as { readonly span?: unknown } | undefined;
    return metadata?.span ?? context.getValue(SPAN);
  });
}

const SPAN = Symbol.for('OpenTelemetry Context Key SPAN');
/** Set by `@opentelemetry/instrumentation-http`, for other instrumentations to name the route on its span. */
const RPC_METADATA = Symbol.for('OpenTelemetry SDK Context Key RPC_METADATA');

/** What of a span is asked. Members may be missing: then asking throws, and there is no span. */
interface SpanView {
  isRecording(): unknown;
  spanContext(): {
    readonly traceId: unknown;
    readonly spanId: unknown;
    readonly traceFlags: number;
    readonly isRemote?: unknown;
  };
}

/** W3C Trace Context, section 3.2.2: no id is all zeros. */
const TRACE_ID = /^[0-9a-f]{32}$/;
const SPAN_ID = /^[0-9a-f]{16}$/;
const NO_TRACE = '0'.repeat(32);
const NO_SPAN = '0'.repeat(16);
const SAMPLED = 0x01;

function lookUp(find: (context: OpenTelemetryContext) => unknown): SpanLink | undefined {
  const manager = contextManager();
  if (manager === undefined) return undefined;
  try {
    const span = find(manager.active());
    // Every request asks: looking at each member first would double what that costs.
    return span === undefined ? undefined : localSpan(span as SpanView);
  } catch {
    // A span or a context manager of another making, or a broken one: as if there were none.
    return undefined;
  }
}

function localSpan(span: SpanView): SpanLink | undefined {
  if (span.isRecording() !== true) return undefined;
  const { traceId, spanId, traceFlags, isRemote } = span.spanContext();
  if ((traceFlags & SAMPLED) !== SAMPLED || isRemote === true) return undefined;
  if (typeof traceId !== 'string' || !TRACE_ID.test(traceId) || traceId === NO_TRACE) return undefined;
  if (typeof spanId !== 'string' || !SPAN_ID.test(spanId) || spanId === NO_SPAN) return undefined;
  return { traceId, spanId };
}
