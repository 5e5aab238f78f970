import { ROOT_CONTEXT, trace, type Tracer, type TracerProvider } from '@opentelemetry/api';
import type { RedactedExchange } from '../exchange/redacted-exchange.js';
import type { Exporter, ExportResult } from '../export/exporter.js';
import { SDK_NAME } from '../export/otlp/resource.js';
import { SPAN_NAME } from '../export/otlp/span-facts.js';
import { SDK_VERSION } from '../version.js';
import { spanContextOf, spanParts } from './span-parts.js';

/**
 * Makes each exchange a span of the app's own OpenTelemetry: its sampler, processors, resource and exporters do with it
 * what they do with every other span. Its times are those of the exchange. Its span id is the SDK's, since no SDK takes
 * one; the id that the exchange went by on the wire is the attribute `monoscope.msg_id`. Errors that were reported outside
 * of requests are no spans: they are dropped, and counted as `unsupported`.
 *
 * @example
 * ```ts
 * APIToolkitModule.forRoot({ exporter: new TracerProviderBridge() });
 * ```
 */
export class TracerProviderBridge implements Exporter {
  readonly #provider: TracerProvider;
  #tracer: Tracer | undefined;

  /** @param provider the global one of `@opentelemetry/api` by default; it may be registered later. It is never shut down */
  constructor(provider: TracerProvider = trace.getTracerProvider()) {
    this.#provider = provider;
  }

  /** Held as long as no provider is registered; a span that the provider's sampler refuses is counted as rejected. */
  async export(batch: readonly RedactedExchange[]): Promise<ExportResult> {
    const tracer = (this.#tracer ??= this.#provider.getTracer(SDK_NAME, SDK_VERSION));
    let rejected = 0;
    for (const exchange of batch) {
      const fate = record(tracer, exchange);
      // Whichever exchange came first: a tracer without an SDK records none.
      if (fate === 'no-sdk') return { status: 'retryable', reason: 'no TracerProvider is registered' };
      if (fate === 'refused') rejected += 1;
    }
    return { status: 'delivered', rejected };
  }
}

type Fate = 'recorded' | 'refused' | 'no-sdk';

/** A throw of a span processor costs one exchange: resending the batch would record the others twice. */
function record(tracer: Tracer, exchange: RedactedExchange): Fate {
  try {
    return startAndEnd(tracer, exchange);
  } catch {
    return 'refused';
  }
}

function startAndEnd(tracer: Tracer, exchange: RedactedExchange): Fate {
  const { kind, startTime, endTime, attributes, events, links, status } = spanParts(exchange);
  const { traceId, localSpanId } = exchange;
  const parent = spanContextOf({ traceId, spanId: parentIdOf(exchange) }, localSpanId === undefined);
  // From the root, not from the active context: that one tells tracers to make no spans during exports.
  const context = trace.setSpanContext(ROOT_CONTEXT, parent);
  const span = tracer.startSpan(SPAN_NAME, { kind, startTime, attributes, links }, context);
  // The tracer of the API itself hands the parent back.
  if (span.spanContext().spanId === parent.spanId) return 'no-sdk';
  if (!span.isRecording()) return 'refused';
  for (const event of events) span.addEvent(event.name, event.attributes, event.time);
  span.setStatus(status);
  span.end(endTime);
  return 'recorded';
}

/**
 * What the span hangs on: only a parent keeps it in the trace that the exchange was captured in. Where there is none, it
 * is the id that the exchange, or the one that made the call, went by on the wire.
 */
function parentIdOf({ localSpanId, parentSpanId, parentExchangeId, spanId }: RedactedExchange): string {
  return localSpanId ?? parentSpanId ?? parentExchangeId ?? spanId;
}
