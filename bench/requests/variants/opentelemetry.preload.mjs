import { register } from 'node:module';
import { FastifyOtelInstrumentation } from '@fastify/otel';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-proto';
import { ExpressInstrumentation } from '@opentelemetry/instrumentation-express';
import { HttpInstrumentation } from '@opentelemetry/instrumentation-http';
import { NestInstrumentation } from '@opentelemetry/instrumentation-nestjs-core';
import { NodeSDK } from '@opentelemetry/sdk-node';

register('@opentelemetry/instrumentation/hook.mjs', import.meta.url);

const isExpress = process.env.BENCH_ADAPTER === 'express';
new NodeSDK({
  serviceName: 'bench',
  traceExporter: new OTLPTraceExporter({ url: `${process.env.BENCH_SINK}/v1/traces` }),
  instrumentations: [
    new HttpInstrumentation(),
    isExpress
      ? new ExpressInstrumentation()
      : new FastifyOtelInstrumentation({ registerOnInitialization: true }),
    new NestInstrumentation(),
  ],
}).start();
