import { register } from 'node:module';
import { registerInstrumentations } from '@opentelemetry/instrumentation';
import { HttpInstrumentation } from '@opentelemetry/instrumentation-http';
import { UndiciInstrumentation } from '@opentelemetry/instrumentation-undici';
import { InMemorySpanExporter, SimpleSpanProcessor } from '@opentelemetry/sdk-trace-base';
import { NodeTracerProvider } from '@opentelemetry/sdk-trace-node';

/** Preloaded with `--import`: OpenTelemetry's own instrumentations, whose spans stay in memory. */
register('@opentelemetry/instrumentation/hook.mjs', import.meta.url);

const exporter = new InMemorySpanExporter();
new NodeTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] }).register();
registerInstrumentations({ instrumentations: [new HttpInstrumentation(), new UndiciInstrumentation()] });

export interface NeighbourSpan {
  readonly kind: number;
  readonly url: string;
}

/** What they saw: kind 1 is a request served, 2 a call made. */
export function finishedSpans(): NeighbourSpan[] {
  return exporter.getFinishedSpans().map(({ kind, attributes }) => ({
    kind,
    url: String(attributes['http.url'] ?? attributes['url.full'] ?? ''),
  }));
}
