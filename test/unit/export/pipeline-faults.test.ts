import { expect, it } from 'vitest';
import { Pipeline } from '../../../lib/export/pipeline.js';
import { DELIVERED, exchangeOf, GatedDestination, OPTIONS } from './gated-destination.js';

it('a fault before the first byte is sent reaches nobody, and the records go out the next time', async () => {
  const destination = new GatedDestination();
  destination.always(DELIVERED);
  let calls = 0;
  const pipeline = new Pipeline(destination, OPTIONS, {
    warn() {},
    debug() {},
    runSuppressed: (fn) => {
      if (++calls < 3) throw new Error('a fault of ours');
      return fn();
    },
  });

  for (let size = 1; size <= 3; size += 1) pipeline.admit(exchangeOf(size));
  await pipeline.flush();

  expect(calls).toBeGreaterThanOrEqual(3);
  expect(pipeline.status()).toMatchObject({ captured: 3, delivered: 3, queued: 0, dropped: {} });
});
