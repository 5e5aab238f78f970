import { parseTraceParent } from '@opentelemetry/core';
import { parseTraceparent } from '../../build/capture/trace-context.js';
import { inTurn, OURS } from './inputs.mjs';

export const bench = {
  title: 'reading a traceparent header',
  contestants() {
    const next = inTurn((index) => `00-${index.toString(16).padStart(32, 'a')}-00f067aa0ba902b7-01`);
    return [
      { name: OURS, call: () => parseTraceparent(next()) },
      { name: 'parseTraceParent of OpenTelemetry', call: () => parseTraceParent(next()) },
    ];
  },
};
