import { expect, it } from 'vitest';
import { Pipeline } from '../../../lib/export/pipeline.js';
import { DELIVERED, exchangeOf, GatedDestination, OPTIONS, Said, turns } from './gated-destination.js';

function start() {
  const destination = new GatedDestination();
  const said = new Said();
  return { destination, said, pipeline: new Pipeline(destination, OPTIONS, said) };
}

it('delivers what is left', async () => {
  const { destination, pipeline } = start();
  destination.always(DELIVERED);
  for (let size = 1; size <= 10; size += 1) pipeline.admit(exchangeOf(size));

  await pipeline.shutdown();

  expect(pipeline.status()).toMatchObject({ captured: 10, delivered: 10, queued: 0, dropped: {} });
});

it('counts what is left at the deadline, aborts the batch under way and ignores its late answer', async () => {
  const { destination, pipeline, said } = start();
  for (let size = 1; size <= 5; size += 1) pipeline.admit(exchangeOf(size));

  const startedAtMs = performance.now();
  await pipeline.shutdown(50);
  const elapsedMs = performance.now() - startedAtMs;

  expect(elapsedMs).toBeGreaterThanOrEqual(49);
  expect(elapsedMs).toBeLessThan(1_000);
  expect(destination.signals.map((signal) => signal.aborted)).toEqual([true]);
  expect(said.warnings).toEqual(['Not delivered before the shutdown deadline: 5 of the records.']);
  expect(pipeline.status()).toMatchObject({ captured: 5, delivered: 0, queued: 0, dropped: { shutdown: 5 } });
  await destination.answer(DELIVERED);
  expect(pipeline.status()).toMatchObject({ captured: 5, delivered: 0, queued: 0, dropped: { shutdown: 5 } });
  expect(destination.batches).toHaveLength(1);
});

it('counts records that come later, and sends nothing more', async () => {
  const { destination, pipeline } = start();
  await pipeline.shutdown();

  for (let size = 1; size <= 5; size += 1) pipeline.admit(exchangeOf(size));
  await turns();
  await pipeline.flush();

  expect(pipeline.status()).toMatchObject({ captured: 5, queued: 0, dropped: { shutdown: 5 } });
  expect(destination.batches).toEqual([]);
});

it('happens once, however often it is called', async () => {
  const { destination, pipeline } = start();
  let calls = 0;
  destination.shutdown = async () => void (calls += 1);

  await Promise.all([pipeline.shutdown(), pipeline.shutdown(), pipeline.shutdown(1)]);

  expect(calls).toBe(1);
});

it.each<[string, () => Promise<void>]>([
  ['hangs', () => new Promise(() => {})],
  ['rejects', () => Promise.reject(new Error('shutdown'))],
  [
    'throws',
    () => {
      throw new Error('shutdown');
    },
  ],
])('resolves when the shutdown of the destination %s', async (_, shutdown) => {
  const { destination, pipeline } = start();
  destination.shutdown = shutdown;

  await expect(pipeline.shutdown(50)).resolves.toBeUndefined();
});

it('does not wait in a flush for records that came after it', async () => {
  const { destination, pipeline } = start();
  pipeline.admit(exchangeOf(1));
  let ended = false;
  const flushed = pipeline.flush(5_000).then(() => (ended = true));
  await turns();
  pipeline.admit(exchangeOf(2));
  expect(ended).toBe(false);

  await destination.answer(DELIVERED);
  await flushed;

  expect(pipeline.status()).toMatchObject({ delivered: 1, queued: 1 });
});

it.each([Number.NaN, -1, 0])('takes a deadline of %d as now', async (timeoutMs) => {
  const { pipeline } = start();
  pipeline.admit(exchangeOf(1));

  await pipeline.shutdown(timeoutMs);

  expect(pipeline.status()).toMatchObject({ captured: 1, dropped: { shutdown: 1 } });
});
