import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { SendResult } from '../../../lib/export/destination.js';
import { Pipeline } from '../../../lib/export/pipeline.js';
import type { PipelineStatus } from '../../../lib/export/pipeline-status.js';
import { anError, exchangeOf, GatedDestination, OPTIONS, Said, turns } from './gated-destination.js';

type Step =
  | { readonly do: 'admit'; readonly byteLength: number }
  | { readonly do: 'admitError' }
  | { readonly do: 'drop' }
  | { readonly do: 'flush' }
  | { readonly do: 'turn' }
  | { readonly do: 'answer'; readonly result: SendResult };

const results: fc.Arbitrary<SendResult> = fc.oneof(
  fc.record({ status: fc.constant('delivered' as const), rejected: fc.integer({ min: -2, max: 6 }) }),
  fc.constant({ status: 'retryable' as const, reason: 'away' }),
  fc.constant({ status: 'retryable' as const, reason: 'in doubt', retryLimit: 1 }),
  fc.constant({ status: 'suspended' as const, cause: 'auth' as const, reason: 'key' }),
  fc.constant({ status: 'too_large' as const, reason: 'size' }),
  fc.constant({ status: 'invalid' as const, reason: 'poison' }),
  fc.constant({ status: 'rejected' as const, reason: 'no' }),
);

const steps: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({ do: fc.constant('admit' as const), byteLength: fc.integer({ min: -1, max: 60 }) }),
  },
  { weight: 2, arbitrary: fc.constant({ do: 'admitError' as const }) },
  { weight: 1, arbitrary: fc.constant({ do: 'drop' as const }) },
  { weight: 2, arbitrary: fc.constant({ do: 'flush' as const }) },
  { weight: 2, arbitrary: fc.constant({ do: 'turn' as const }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('answer' as const), result: results }) },
);

it('the books balance at every step of any run, and nothing is sent twice without need', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(steps, { maxLength: 60 }), async (run) => {
      const destination = new GatedDestination(2);
      const timing = { suspendedProbeIntervalMs: 1, maxAgeMs: 50 };
      const options = { ...OPTIONS, ...timing, maxBytes: 200, maxRecords: 8, maxBatchBytes: 80 };
      const pipeline = new Pipeline(destination, options, new Said());
      let captured = 0;

      for (const step of run) {
        if (step.do === 'admit') pipeline.admit(exchangeOf(step.byteLength));
        if (step.do === 'admitError') pipeline.admit(anError);
        if (step.do === 'drop') pipeline.drop('sampled');
        if (step.do === 'flush') void pipeline.flush(1);
        if (step.do === 'turn') await turns();
        if (step.do === 'answer') await destination.answer(step.result);
        if (step.do === 'admit' || step.do === 'admitError' || step.do === 'drop') captured += 1;
        expectBalance(pipeline.status(), captured);
        expect(pipeline.status().queued).toBeLessThanOrEqual(8);
      }
      await pipeline.shutdown(0);

      expectBalance(pipeline.status(), captured);
      expect(pipeline.status().queued).toBe(0);
      for (const batch of destination.batches) {
        expect(new Set(batch.map((item) => item.signal)).size).toBe(1);
        expect(batch.length).toBeLessThanOrEqual(3);
      }
    }),
    { numRuns: 300 },
  );
});

function expectBalance(status: PipelineStatus, captured: number): void {
  const dropped = Object.values(status.dropped).reduce((sum, count) => sum + count, 0);
  expect(status.captured).toBe(captured);
  expect(status.delivered + status.queued + status.spooled + dropped).toBe(captured);
  expect(Math.min(status.delivered, status.queued, ...Object.values(status.dropped))).toBeGreaterThanOrEqual(
    0,
  );
}
