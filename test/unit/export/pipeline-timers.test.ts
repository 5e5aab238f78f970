import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Pipeline } from '../../../lib/export/pipeline.js';
import { DELIVERED, exchangeOf, GatedDestination, OPTIONS, Said } from './gated-destination.js';

beforeEach(
  () =>
    void vi.useFakeTimers({
      toFake: ['setTimeout', 'clearTimeout', 'setImmediate', 'clearImmediate', 'performance'],
    }),
);
afterEach(() => void vi.useRealTimers());

function start(options: Partial<typeof OPTIONS> = {}) {
  const destination = new GatedDestination();
  return {
    destination,
    pipeline: new Pipeline(destination, { ...OPTIONS, flushIntervalMs: 1_000, ...options }, new Said()),
  };
}

it('has no timer while nothing waits', async () => {
  const { destination, pipeline } = start();
  destination.always(DELIVERED);
  expect(vi.getTimerCount()).toBe(0);

  pipeline.admit(exchangeOf(1));
  expect(vi.getTimerCount()).toBe(1);
  await vi.advanceTimersByTimeAsync(1_000);

  expect(pipeline.status().delivered).toBe(1);
  expect(vi.getTimerCount()).toBe(0);
});

it('sends what has waited for the interval, counted from the oldest', async () => {
  const { destination, pipeline } = start();
  pipeline.admit(exchangeOf(1));
  await vi.advanceTimersByTimeAsync(600);
  pipeline.admit(exchangeOf(2));
  await vi.advanceTimersByTimeAsync(399);
  expect(destination.batches).toHaveLength(0);

  await vi.advanceTimersByTimeAsync(1);

  expect(destination.batches.map((batch) => batch.length)).toEqual([2]);
});

it('waits for as long as a destination asks, full batches or not', async () => {
  const { destination, pipeline } = start();
  pipeline.admit(exchangeOf(1));
  await vi.advanceTimersByTimeAsync(1_000);
  destination.always(DELIVERED);
  destination.settle({ status: 'retryable', reason: 'busy', retryAfterMs: 5_000 });
  await vi.advanceTimersByTimeAsync(0);
  for (const size of [2, 3, 4, 5, 6]) pipeline.admit(exchangeOf(size));
  await vi.advanceTimersByTimeAsync(4_999);
  expect(destination.batches).toHaveLength(1);

  await vi.advanceTimersByTimeAsync(5);

  expect(destination.batches.map((batch) => batch.map((item) => item.byteLength))).toEqual([
    [1],
    [1],
    [2, 3, 4],
    [5, 6],
  ]);
});

it('leaves no timer behind a flush that came in time', async () => {
  const { destination, pipeline } = start();
  destination.always(DELIVERED);
  pipeline.admit(exchangeOf(1));

  const flushed = pipeline.flush(60_000);
  await vi.advanceTimersByTimeAsync(0);
  await flushed;
  await pipeline.shutdown(60_000);

  expect(vi.getTimerCount()).toBe(0);
});

it('ends a flush at its deadline, and the records stay', async () => {
  const { pipeline } = start();
  pipeline.admit(exchangeOf(1));
  let ended = false;
  const flushed = pipeline.flush(3_000).then(() => (ended = true));

  await vi.advanceTimersByTimeAsync(2_999);
  expect(ended).toBe(false);
  await vi.advanceTimersByTimeAsync(1);
  await flushed;

  expect(pipeline.status()).toMatchObject({ captured: 1, queued: 1, dropped: {} });
});
