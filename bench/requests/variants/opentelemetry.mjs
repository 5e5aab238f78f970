import { preloaded } from './preload.mjs';

/** OpenTelemetry's SDK with the instrumentations of HTTP, of the framework and of Nest, and its batch processor. */
export const openTelemetry = {
  id: 'opentelemetry',
  name: 'OpenTelemetry, http + framework + Nest',
  package: '@opentelemetry/sdk-node',
  bodies: 'none',
  note: 'several spans a request; queues 2,048',
  protocol: 'otlp',
  nodeFlags: preloaded('opentelemetry.preload.mjs'),
  async setUp() {
    const { trace } = await import('@opentelemetry/api');
    return { flush: () => trace.getTracerProvider().getDelegate().forceFlush() };
  },
};
