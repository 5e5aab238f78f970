import type { Check } from '../check.js';
import type { EndpointStep } from '../endpoint/endpoint-step.js';
import { otlpStep } from '../endpoint/otlp.step.js';
import { reachStep } from '../endpoint/reach.step.js';
import { tlsStep } from '../endpoint/tls.step.js';
import type { Finding } from '../finding.js';
import { otlpReceiver } from '../settings.js';

/** The way to the receiver, step by step, as far as it goes; the two exports do not depend on each other. */
const WAY: readonly (readonly EndpointStep[])[] = [
  [reachStep],
  [tlsStep],
  [otlpStep('traces'), otlpStep('logs')],
];

export const endpointCheck: Check = {
  name: 'endpoint',
  async run({ settings, arguments: { timeoutMs }, clocks }, findings) {
    const receiver = otlpReceiver(settings);
    if (typeof receiver === 'string') return findings.skip(receiver);
    const visit = {
      receiver,
      timeoutMs,
      noteClock: (reading: (typeof clocks)[number] | undefined) => {
        if (reading !== undefined) clocks.push(reading);
      },
    };
    const found: Finding[] = [];
    for (const steps of WAY) {
      for (const step of steps) found.push(await step(visit, findings));
      if (found.some(({ verdict }) => verdict === 'fail')) return found;
    }
    return found;
  },
};
