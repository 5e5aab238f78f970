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
  return lookUp((context) => member(context.getValue(RPC_METADATA), 'span') ?? context.getValue(SPAN));
}

const SPAN = Symbol.for('OpenTelemetry Context Key SPAN');
/** Set by `@opentelemetry/instrumentation-http`, for other instrumentations to name the route on its span. */
const RPC_METADATA = Symbol.for('OpenTelemetry SDK Context Key RPC_METADATA');

const TRACE_ID = /^(?!0+$)[0-9a-f]{32}$/;
const SPAN_ID = /^(?!0+$)[0-9a-f]{16}$/;
/** W3C Trace Context, section 3.2.2.5. */
const SAMPLED = 0x01;

function lookUp(find: (context: OpenTelemetryContext) => unknown): SpanLink | undefined {
  const manager = contextManager();
  if (manager === undefined) return undefined;
  try {
    const span = find(manager.active());
    return span === undefined ? undefined : localSpan(span);
  } catch {
    // A span or a context manager of another making, or a broken one: as if there were none.
    return undefined;
  }
}

function localSpan(span: unknown): SpanLink | undefined {
  if (call(span, 'isRecording') !== true) return undefined;
  const context = call(span, 'spanContext');
  const traceId = member(context, 'traceId');
  const spanId = member(context, 'spanId');
  if (typeof traceId !== 'string' || typeof spanId !== 'string') return undefined;
  if (!TRACE_ID.test(traceId) || !SPAN_ID.test(spanId)) return undefined;
  const isSampled = (Number(member(context, 'traceFlags')) & SAMPLED) === SAMPLED;
  return isSampled && member(context, 'isRemote') !== true ? { traceId, spanId } : undefined;
}

function call(owner: unknown, method: string): unknown {
  const found = member(owner, method);
  return typeof found === 'function' ? found.call(owner) : undefined;
}

function member(owner: unknown, name: string): unknown {
  return typeof owner === 'object' && owner !== null ? Reflect.get(owner, name) : undefined;
}
