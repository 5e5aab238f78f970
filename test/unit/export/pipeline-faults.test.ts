import { expect, it } from 'vitest';
import { Pipeline } from '../../../lib/export/pipeline.js';
import { DELIVERED, exchangeOf, GatedDestination, OPTIONS } from './gated-destination.js';

it('a fault while an answer is judged reaches nobody, and the batch goes out the next time', async () => {
  const destination = new GatedDestination();
  let answers = 0;
  destination.always(() => (++answers < 3 ? { status: 'too_large', reason: 'it answered 413' } : DELIVERED));
  destination.shrink = () => {
    throw new Error('a fault of ours');
  };
  const unhandled: unknown[] = [];
  const note = (reason: unknown): void => void unhandled.push(reason);
  process.on('unhandledRejection', note);
  const pipeline = new Pipeline(destination, OPTIONS, { warn() {}, debug() {} });

  pipeline.admit(exchangeOf(1));
  await pipeline.flush();
  process.off('unhandledRejection', note);

  expect(unhandled).toEqual([]);
  expect(pipeline.status()).toMatchObject({ captured: 1, delivered: 1, queued: 0, dropped: {} });
});

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
