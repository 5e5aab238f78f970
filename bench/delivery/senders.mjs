import { diag } from '@opentelemetry/api';
import { OTLPTraceExporter as GrpcExporter } from '@opentelemetry/exporter-trace-otlp-grpc';
import { OTLPTraceExporter as ProtoExporter } from '@opentelemetry/exporter-trace-otlp-proto';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { BatchSpanProcessor } from '@opentelemetry/sdk-trace-base';
import { resolveConfig } from '../../build/config/apitoolkit.config.js';
import { createDestination } from '../../build/destination.js';
import { Pipeline } from '../../build/export/pipeline.js';
import { PeerSpan } from './records.mjs';

export const OURS = 'apitoolkit-nestjs';
/** The same room and the same rhythm as ours has. */
const GENEROUS = { maxQueueSize: 10_000, maxExportBatchSize: 512, scheduledDelayMillis: 1000 };

/** All that take part. `room`: how many records may wait before some are lost, or lose their bodies. */
const SENDERS = {
  [OURS]: (urls) => startOurs(urls),
  'otel proto': (urls) => startPeer(new ProtoExporter({ url: `${urls.http}/v1/traces` }), {}, 2048),
  'otel proto, queue as ours': (urls) =>
    startPeer(new ProtoExporter({ url: `${urls.http}/v1/traces` }), GENEROUS, 10_000),
  'otel grpc': (urls) => startPeer(new GrpcExporter({ url: urls.grpc }), {}, 2048),
  'otel grpc, queue as ours': (urls) => startPeer(new GrpcExporter({ url: urls.grpc }), GENEROUS, 10_000),
};
export const SENDER_NAMES = Object.keys(SENDERS);

/**
 * Each is the same to the outside: `offer` takes a redacted exchange, `waiting` counts what was taken and whose fate is
 * open, `drain` waits for all of it.
 */
export function createSender(name, urls) {
  return SENDERS[name](urls);
}

function startOurs(urls) {
  const config = resolveConfig({ endpoint: urls.http, serviceName: 'bench', enabled: true }, {});
  const pipeline = new Pipeline(createDestination(config), config.pipeline, { warn() {}, debug() {} });
  const { maxRecords, maxBytes } = config.pipeline;
  return {
    room: ({ bytes }) => Math.min(maxRecords, maxBytes / bytes) * 0.7,
    offer: (exchange) => pipeline.admit(exchange),
    waiting: () => pipeline.status().queued,
    drain: (timeoutMs) => pipeline.flush(timeoutMs),
    status: () => pipeline.status(),
    stop: () => pipeline.shutdown(0),
  };
}

function startPeer(exporter, options, room) {
  diag.disable();
  const counting = new CountingExporter(exporter);
  const processor = new BatchSpanProcessor(counting, options);
  const resource = resourceFromAttributes({ 'service.name': 'bench' });
  const scope = { name: 'bench', version: '1.0.0' };
  let offered = 0;
  return {
    room: () => room * 0.7,
    offer: (exchange) => {
      offered += 1;
      processor.onEnd(new PeerSpan(exchange, resource, scope));
    },
    waiting: () => offered - counting.settled,
    drain: async (timeoutMs) => {
      const deadlineMs = performance.now() + timeoutMs;
      // A flush that failed has lost what it took, and says so by rejecting.
      while (performance.now() < deadlineMs) {
        const before = counting.settled;
        await processor.forceFlush().catch(() => {});
        if (counting.settled === before && counting.underWay === 0) return;
        await new Promise((resolve) => setImmediate(resolve));
      }
    },
    status: () => ({ offered, delivered: counting.delivered }),
    stop: () => {},
  };
}

/** Looks on: the processor itself does not tell how many wait. */
class CountingExporter {
  settled = 0;
  delivered = 0;
  underWay = 0;
  #exporter;

  constructor(exporter) {
    this.#exporter = exporter;
  }

  export(spans, callback) {
    this.underWay += 1;
    this.#exporter.export(spans, (result) => {
      this.underWay -= 1;
      this.settled += spans.length;
      if (result.code === 0) this.delivered += spans.length;
      callback(result);
    });
  }

  shutdown() {
    return this.#exporter.shutdown();
  }

  forceFlush() {
    return this.#exporter.forceFlush?.() ?? Promise.resolve();
  }
}
