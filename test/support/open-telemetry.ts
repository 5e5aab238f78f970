import { createRequire, syncBuiltinESMExports } from 'node:module';
import { context, propagation, SpanKind, trace } from '@opentelemetry/api';
import { HttpInstrumentation } from '@opentelemetry/instrumentation-http';
import { UndiciInstrumentation } from '@opentelemetry/instrumentation-undici';
import { InMemorySpanExporter, SimpleSpanProcessor, type ReadableSpan } from '@opentelemetry/sdk-trace-base';
import { NodeTracerProvider } from '@opentelemetry/sdk-trace-node';

/** OpenTelemetry as an app sets it up, with its HTTP and undici instrumentations; what it exports stays here. */
export class AppTelemetry {
  readonly provider: NodeTracerProvider;
  readonly #exporter = new InMemorySpanExporter();
  readonly #instrumentations = [new HttpInstrumentation(), new UndiciInstrumentation()];

  constructor() {
    this.provider = new NodeTracerProvider({ spanProcessors: [new SimpleSpanProcessor(this.#exporter)] });
    this.provider.register();
    for (const instrumentation of this.#instrumentations) instrumentation.setTracerProvider(this.provider);
    // Instrumentations act when a module is required; the names that ES modules import are updated on request.
    for (const name of ['node:http', 'node:https']) createRequire(import.meta.url)(name);
    syncBuiltinESMExports();
  }

  /** All spans that ended, those of our bridge among them. */
  get spans(): readonly ReadableSpan[] {
    return this.#exporter.getFinishedSpans();
  }

  /** SERVER spans, whoever made them, of requests to this server: others of the process make some too. */
  serverSpans(url: string): readonly ReadableSpan[] {
    return this.#ofKind(SpanKind.SERVER, url);
  }

  /** What the instrumentations made of calls to this server. */
  clientSpans(url: string): readonly ReadableSpan[] {
    return this.#ofKind(SpanKind.CLIENT, url).filter(
      ({ attributes }) => attributes['monoscope.sdk_type'] === undefined,
    );
  }

  clear(): void {
    this.#exporter.reset();
  }

  #ofKind(kind: SpanKind, url: string): readonly ReadableSpan[] {
    const port = Number(new URL(url).port);
    return this.spans.filter((span) => span.kind === kind && span.attributes['server.port'] === port);
  }

  async stop(): Promise<void> {
    for (const instrumentation of this.#instrumentations) instrumentation.disable();
    syncBuiltinESMExports();
    await this.provider.shutdown();
    context.disable();
    propagation.disable();
    trace.disable();
  }
}
