import { randomBytes } from 'node:crypto';
import { RandomIdGenerator } from '@opentelemetry/sdk-trace-base';
import { newSpanId, newTraceId } from '../../build/capture/trace-context.js';
import { OURS } from './inputs.mjs';

export const bench = {
  title: 'the ids of a trace and of a span (those of OpenTelemetry are not from a secure source)',
  contestants() {
    const generator = new RandomIdGenerator();
    return [
      { name: OURS, call: () => newTraceId() + newSpanId() },
      { name: 'randomBytes', call: () => randomBytes(16).toString('hex') + randomBytes(8).toString('hex') },
      {
        name: 'RandomIdGenerator of OpenTelemetry',
        call: () => generator.generateTraceId() + generator.generateSpanId(),
      },
    ];
  },
};
