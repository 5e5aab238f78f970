import { AsyncLocalStorage } from 'node:async_hooks';
import { describe, expect, it } from 'vitest';
import { Pipeline } from '../../../lib/export/pipeline.js';
import {
  anError,
  DELIVERED,
  exchangeOf,
  GatedDestination,
  NOT_BY_ITSELF,
  OPTIONS,
  RETRYABLE,
  Said,
  turns,
} from './gated-destination.js';

function start(options: Partial<typeof OPTIONS> = {}) {
  const destination = new GatedDestination();
  const said = new Said();
  return { destination, said, pipeline: new Pipeline(destination, { ...OPTIONS, ...options }, said) };
}

const sizesOf = ({ batches }: GatedDestination) =>
  batches.map((batch) => batch.map((item) => item.byteLength));

describe('batches', () => {
  it('leave when enough records wait, but never on the stack of the caller', async () => {
    const { destination, pipeline } = start();

    for (const size of [1, 2, 3, 4]) pipeline.admit(exchangeOf(size));
    expect(destination.batches).toEqual([]);
    await turns();

    expect(sizesOf(destination)).toEqual([[1, 2, 3]]);
    expect(pipeline.status().queued).toBe(4);
  });

  it('leave when enough bytes wait, and a large record leaves alone', async () => {
    const { destination, pipeline } = start();
    destination.always(DELIVERED);

    pipeline.admit(exchangeOf(1));
    pipeline.admit(exchangeOf(5_000));
    await pipeline.flush();

    expect(sizesOf(destination)).toEqual([[1], [5_000]]);
  });

  it('hold one signal each', async () => {
    const { destination, pipeline } = start({ maxBatchRecords: 10 });
    destination.always(DELIVERED);
    pipeline.admit(exchangeOf(1));
    pipeline.admit(anError);
    pipeline.admit(exchangeOf(2));
    pipeline.admit(anError);

    await pipeline.flush();

    const signals = destination.batches.map((batch) => batch.map((item) => item.signal));
    expect(signals).toEqual([
      ['traces', 'traces'],
      ['logs', 'logs'],
    ]);
  });

  it.each([1, 2, 4])('go %i at a time where the destination takes so many, in order', async (concurrent) => {
    const destination = new GatedDestination(concurrent);
    const pipeline = new Pipeline(destination, OPTIONS, new Said());
    for (let size = 1; size <= 18; size += 1) pipeline.admit(exchangeOf(size));
    await turns();
    expect(destination.batches).toHaveLength(concurrent);

    for (let batch = 0; batch < 6; batch += 1) await destination.answer(DELIVERED);

    expect(destination.peak).toBe(concurrent);
    expect(sizesOf(destination).flat()).toEqual(Array.from({ length: 18 }, (_, index) => index + 1));
    expect(pipeline.status()).toMatchObject({ captured: 18, delivered: 18, queued: 0 });
  });

  it('are sent where nothing is captured, whoever admitted the record', async () => {
    const storage = new AsyncLocalStorage<string>();
    const seen: unknown[] = [];
    const destination = new GatedDestination();
    destination.always(DELIVERED);
    const send = destination.send.bind(destination);
    destination.send = (batch, signal) => {
      seen.push(storage.getStore());
      return send(batch, signal);
    };
    const runSuppressed = <T>(fn: () => T): T => storage.run('suppressed', fn);
    const pipeline = new Pipeline(destination, OPTIONS, {
      ...new Said(),
      warn() {},
      debug() {},
      runSuppressed,
    });

    storage.run('request', () => [1, 2, 3].forEach((size) => pipeline.admit(exchangeOf(size))));
    await turns();
    pipeline.admit(exchangeOf(4));
    await storage.run('request', () => pipeline.flush());

    expect(seen).toEqual(['suppressed', 'suppressed']);
  });
});

describe('the fate of a batch', () => {
  it('is written into the ledger, a refused share apart', async () => {
    const { destination, pipeline, said } = start();
    destination.always({ status: 'delivered', rejected: 2, note: 'daily limit' });
    [1, 2, 3].forEach((size) => pipeline.admit(exchangeOf(size)));
    await turns();
    destination.always({ status: 'rejected', reason: 'it answered 400' });
    [1, 2].forEach((size) => pipeline.admit(exchangeOf(size)));
    await pipeline.flush();

    expect(pipeline.status()).toMatchObject({
      captured: 5,
      delivered: 1,
      queued: 0,
      dropped: { rejected_by_server: 2, rejected: 2 },
    });
    expect(said.warnings).toEqual([
      'gate accepted 1 of 3 records: daily limit.',
      'gate refused 2 records for good: it answered 400.',
    ]);
  });

  it.each([
    [7, 0, { rejected_by_server: 2 }],
    [-1, 2, {}],
    [Number.NaN, 2, {}],
    [1.9, 1, { rejected_by_server: 1 }],
  ])(
    'stays within the batch when %d records are said to be refused',
    async (rejected, delivered, dropped) => {
      const { destination, pipeline } = start();
      destination.always({ status: 'delivered', rejected });
      [1, 2].forEach((size) => pipeline.admit(exchangeOf(size)));
      await pipeline.flush();

      expect(pipeline.status()).toMatchObject({ captured: 2, delivered, queued: 0, dropped });
    },
  );

  it('is open while the destination hands it back: it is sent again, ahead of the younger', async () => {
    const { destination, pipeline } = start({ backoff: NOT_BY_ITSELF });
    [1, 2, 3].forEach((size) => pipeline.admit(exchangeOf(size)));
    await turns();
    pipeline.admit(exchangeOf(4));
    destination.always(DELIVERED);
    await destination.answer(RETRYABLE);
    expect(pipeline.status()).toMatchObject({ captured: 4, delivered: 0, queued: 4 });

    await pipeline.flush();

    expect(sizesOf(destination)).toEqual([[1, 2, 3], [1, 2, 3], [4]]);
    expect(pipeline.status()).toMatchObject({ captured: 4, delivered: 4, queued: 0 });
  });

  it('is open when the destination throws', async () => {
    const { destination, pipeline } = start({ flushIntervalMs: 1 });
    const send = destination.send.bind(destination);
    destination.send = () => {
      destination.send = send;
      throw new Error('destination');
    };
    destination.always(DELIVERED);

    pipeline.admit(exchangeOf(1));
    await pipeline.flush();

    expect(pipeline.status()).toMatchObject({ captured: 1, delivered: 1, queued: 0, dropped: {} });
  });
});
