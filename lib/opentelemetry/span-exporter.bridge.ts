import { runSuppressed } from '../capture/exchange-context.js';
import type { RedactedExchange } from '../exchange/redacted-exchange.js';
import type { Exporter, ExportResult, ResourceAttributes } from '../export/exporter.js';
import { AttributeRecord } from '../export/otlp/attribute-record.js';
import { bridgeResource } from './bridge-resource.js';
import { bridgeSpan } from './bridge-span.js';
import type { BridgedResource, BridgedSpan, SpanExporterLike } from './bridged-span.js';
import { exportResult } from './export-result.js';

/**
 * Sends exchanges by an exporter of OpenTelemetry: OTLP over gRPC or JSON, Zipkin, the console, your own. The spans are
 * those of the wire format: the same ids, times and attributes. Errors that were reported outside of requests are no
 * spans: they are dropped, and counted as `unsupported`.
 *
 * @example
 * ```ts
 * APIToolkitModule.forRoot({ exporter: new SpanExporterBridge(new OTLPTraceExporter({ url })) });
 * ```
 */
export class SpanExporterBridge implements Exporter {
  readonly #exporter: SpanExporterLike;
  /** What is used without the module, as OpenTelemetry names a service that has no name. */
  #resource: BridgedResource = bridgeResource({ 'service.name': 'unknown_service:node' });

  /** @param exporter a `SpanExporter` of `@opentelemetry/sdk-trace-base` 1.x or 2.x; it is shut down with the module */
  constructor(exporter: SpanExporterLike) {
    this.#exporter = exporter;
  }

  /** Called by the module: the resource of all spans from then on. */
  useResource(resource: ResourceAttributes): void {
    const record = new AttributeRecord();
    for (const [key, value] of Object.entries(resource)) record.set(key, value);
    this.#resource = bridgeResource(record.attributes);
  }

  /** Resolves when the exporter says how it went; one that never does runs into the deadline of the caller. */
  async export(batch: readonly RedactedExchange[]): Promise<ExportResult> {
    const spans = batch.flatMap((exchange) => this.#spanOf(exchange));
    const unusable = batch.length - spans.length;
    if (spans.length === 0) return { status: 'delivered', rejected: unusable };
    return exportResult(await this.#send(spans), unusable);
  }

  /** Lets the exporter send what it holds, then shuts it down. */
  shutdown(): Promise<void> {
    return runSuppressed(async () => {
      try {
        await this.#exporter.forceFlush?.();
      } finally {
        await this.#exporter.shutdown();
      }
    });
  }

  /** Nothing for an exchange of which no span can be made: it must not hold up the others. */
  #spanOf(exchange: RedactedExchange): BridgedSpan[] {
    try {
      return [bridgeSpan(exchange, this.#resource)];
    } catch {
      return [];
    }
  }

  #send(spans: BridgedSpan[]): Promise<unknown> {
    return new Promise((resolve, reject) => {
      // Typed as void, written as `async` by many: a rejection that nobody handles would end the process.
      const returned: unknown = this.#exporter.export(spans, resolve);
      Promise.resolve(returned).catch(reject);
    });
  }
}
