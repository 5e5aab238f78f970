import { HEADER, REQUEST_PATHS, RESPONSE_PATHS } from './rules.mjs';

/**
 * The sibling SDKs, apitoolkit-express and apitoolkit-fastify, with both bodies and the same rules, on OpenTelemetry's
 * automatic instrumentation: as their READMEs set them up, with HTTP in the place of gRPC.
 */
export const siblingSdk = {
  id: 'sibling',
  name: 'apitoolkit-express, apitoolkit-fastify, 5 rules',
  package: 'apitoolkit-express',
  bodies: 'both',
  note: 'with the spans of all automatic instrumentations; queues 2,048',
  protocol: 'otlp-apitoolkit',
  nodeFlags: ['--require', '@opentelemetry/auto-instrumentations-node/register'],
  env: (sink) => ({
    OTEL_SERVICE_NAME: 'bench',
    OTEL_EXPORTER_OTLP_ENDPOINT: sink,
    OTEL_EXPORTER_OTLP_PROTOCOL: 'http/protobuf',
    // The others would ask the clouds' metadata servers.
    OTEL_NODE_RESOURCE_DETECTORS: 'env,host,os,process',
  }),
  async setUp({ adapter }) {
    const { trace } = await import('@opentelemetry/api');
    return {
      use: async (app) => {
        const { HttpService } = await import('@nestjs/axios');
        await mount(adapter, app, {
          serviceName: 'bench',
          monitorAxios: app.get(HttpService).axiosRef,
          captureRequestBody: true,
          captureResponseBody: true,
          redactHeaders: [HEADER],
          redactRequestBody: REQUEST_PATHS,
          redactResponseBody: RESPONSE_PATHS,
        });
      },
      flush: () => trace.getTracerProvider().getDelegate().forceFlush(),
    };
  },
};

async function mount(adapter, app, options) {
  if (adapter === 'express') {
    const { APIToolkit } = await import('apitoolkit-express');
    app.use(APIToolkit.NewClient(options).middleware);
    return;
  }
  const { APIToolkit } = await import('apitoolkit-fastify');
  const fastify = app.getHttpAdapter().getInstance();
  APIToolkit.NewClient({ ...options, fastify }).initializeHooks();
}
