import { describe, expect, it, vi } from 'vitest';
import type { Prepared, SendResult } from '../../../lib/export/destination.js';
import { Pipeline } from '../../../lib/export/pipeline.js';
import type { PipelineOptions } from '../../../lib/export/pipeline-options.js';
import { redactedExchange } from '../../support/redacted.js';
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

function start(options: Partial<PipelineOptions> = {}, concurrent = 1) {
  const destination = new GatedDestination(concurrent);
  const said = new Said();
  const pipeline = new Pipeline(
    destination,
    { ...OPTIONS, maxBatchRecords: 512, maxBatchBytes: 1_000_000, ...options },
    said,
  );
  return { destination, said, pipeline };
}

function admit(pipeline: Pipeline, sizes: readonly number[]): void {
  for (const size of sizes) pipeline.admit(exchangeOf(size));
}

const sizesOf = ({ batches }: GatedDestination) =>
  batches.map((batch) => batch.map((item) => item.byteLength));
const range = (count: number) => Array.from({ length: count }, (_, index) => index + 1);
const bytesOf = (batch: readonly Prepared[]) => batch.reduce((sum, { byteLength }) => sum + byteLength, 0);

describe('a destination that is away', () => {
  it('is asked by one probe, and gets everything once it is back', async () => {
    const { destination, pipeline, said } = start({ maxBatchRecords: 2 }, 4);
    admit(pipeline, range(12));
    await turns();
    expect(destination.batches).toHaveLength(4);
    for (let batch = 0; batch < 4; batch += 1) destination.settle(RETRYABLE);
    const sentBefore = 4;
    let probes = 0;
    destination.always(() => (++probes < 4 ? RETRYABLE : DELIVERED));

    await pipeline.flush();

    expect(sizesOf(destination).slice(sentBefore, sentBefore + 4)).toEqual([
      [1, 2],
      [1, 2],
      [1, 2],
      [1, 2],
    ]);
    expect(pipeline.status()).toMatchObject({ captured: 12, delivered: 12, queued: 0, state: 'ready' });
    expect(said.warnings).toEqual(['gate: away. Records are held; next attempt in 0.0 s.']);
  });

  it('shows in the status, with what went wrong', async () => {
    const { destination, pipeline } = start({ backoff: NOT_BY_ITSELF });
    admit(pipeline, [1]);
    const flushed = pipeline.flush(50);
    await turns();

    await destination.answer(RETRYABLE);

    expect(pipeline.status()).toMatchObject({
      queued: 1,
      state: 'retrying',
      lastFailure: { reason: 'away', at: expect.any(Date) },
    });
    await flushed;
  });
});

describe('a destination that takes nothing as things are set up', () => {
  const suspended: SendResult = { status: 'suspended', cause: 'auth', reason: 'it answered 401' };

  it('is given everything once things were mended', async () => {
    const { destination, pipeline, said } = start({ suspendedProbeIntervalMs: 1 });
    destination.always(() => (destination.batches.length < 4 ? suspended : DELIVERED));
    admit(pipeline, range(5));

    await pipeline.flush();

    expect(sizesOf(destination)).toEqual([range(5), range(5), range(5), range(5)]);
    expect(pipeline.status()).toMatchObject({ captured: 5, delivered: 5, dropped: {}, state: 'ready' });
    expect(said.warnings).toEqual(['gate: it answered 401. Records are held; next attempt in 0 s.']);
  });

  it('loses what is too old by then, counted as auth', async () => {
    const { destination, pipeline } = start({ suspendedProbeIntervalMs: 1, maxAgeMs: 300 });
    destination.always(suspended);
    admit(pipeline, range(5));

    await pipeline.flush();

    expect(pipeline.status()).toMatchObject({ captured: 5, queued: 0, dropped: { auth: 5 } });
  });

  it('does not hold up the other signal', async () => {
    const { destination, pipeline } = start();
    destination.always(([first]) => (first?.signal === 'logs' ? suspended : DELIVERED));
    pipeline.admit(redactedExchange());
    pipeline.admit(anError);

    await pipeline.flush(20);

    expect(pipeline.status()).toMatchObject({ captured: 2, delivered: 1, queued: 1, state: 'suspended' });
  });
});

describe('records that are too old', () => {
  it('are dropped when their turn comes, counted and warned of', async () => {
    const { destination, pipeline, said } = start({ maxAgeMs: 300 });
    destination.always(RETRYABLE);
    // One: several may reach that age one after the other, each with a warning of its own.
    admit(pipeline, [1]);

    await pipeline.flush();

    expect(pipeline.status()).toMatchObject({ captured: 1, queued: 0, dropped: { expired: 1 } });
    expect(said.warnings.at(-1)).toBe('1 record could not be delivered in time and dropped (expired).');
  });
});

describe('a batch whose answer is in doubt', () => {
  const doubt: SendResult = { status: 'retryable', reason: 'it answered 500', retryLimit: 5 };

  it('is given up after five more tries, and the next one is tried as well', async () => {
    const { destination, pipeline } = start({ maxBatchRecords: 2 });
    destination.always((batch) => (batch[0]?.byteLength === 1 ? doubt : DELIVERED));
    admit(pipeline, [1, 2, 3, 4]);

    await pipeline.flush();

    expect(sizesOf(destination).filter(([first]) => first === 1)).toHaveLength(6);
    expect(pipeline.status()).toMatchObject({ captured: 4, delivered: 2, dropped: { rejected: 2 } });
  });

  it('does not hold up others that the destination takes', async () => {
    const policy = { initialDelayMs: 3_000, multiplier: 1, maxDelayMs: 1, pressedDelayMs: 1, jitter: 0 };
    const { destination, pipeline } = start({ maxBatchRecords: 1, backoff: policy });
    destination.always(([first]) => (first?.byteLength === 1 ? doubt : DELIVERED));
    admit(pipeline, range(8));

    await pipeline.flush(1_000);

    expect(pipeline.status()).toMatchObject({ captured: 8, delivered: 7, queued: 1 });
  });
});

describe('a batch that is too large', () => {
  it('is split until it fits, and later batches are smaller from the start', async () => {
    const { destination, pipeline } = start();
    destination.always((batch) =>
      bytesOf(batch) > 100 ? { status: 'too_large', reason: 'it answered 413' } : DELIVERED,
    );
    admit(
      pipeline,
      Array.from({ length: 32 }, () => 10),
    );
    await pipeline.flush();
    expect(pipeline.status()).toMatchObject({ captured: 32, delivered: 32, dropped: {} });
    const before = destination.batches.length;

    admit(
      pipeline,
      Array.from({ length: 32 }, () => 10),
    );
    await pipeline.flush();

    expect(destination.batches.slice(before).every((batch) => bytesOf(batch) <= 100)).toBe(true);
    expect(pipeline.status()).toMatchObject({ captured: 64, delivered: 64, dropped: {} });
  });

  it('of one record loses the bodies of the record, then the record', async () => {
    const { destination, pipeline } = start();
    destination.always((batch) =>
      bytesOf(batch) > 100 ? { status: 'too_large', reason: 'it answered 413' } : DELIVERED,
    );
    destination.shrink = ({ signal, byteLength }) => ({ signal, byteLength: byteLength - 400 });
    admit(pipeline, [450, 50, 900]);

    await pipeline.flush();

    expect(sizesOf(destination).filter((sizes) => sizes.length === 1)).toEqual(
      expect.arrayContaining([[450], [50], [900], [500]]),
    );
    expect(pipeline.status()).toMatchObject({
      captured: 3,
      delivered: 2,
      queued: 0,
      dropped: { too_large: 1 },
    });
  });
});

describe('a batch with records that the receiver cannot take', () => {
  const poisoned =
    (poison: ReadonlySet<number>) =>
    (batch: readonly Prepared[]): SendResult =>
      batch.some(({ byteLength }) => poison.has(byteLength))
        ? { status: 'invalid', reason: 'it answered 400' }
        : DELIVERED;

  it.each([1, 2, 17, 255, 512])('loses record %i alone, within 2 log2(n) + 1 requests', async (poison) => {
    const { destination, pipeline } = start();
    destination.always(poisoned(new Set([poison])));
    admit(pipeline, range(512));

    await pipeline.flush();

    expect(pipeline.status()).toMatchObject({
      captured: 512,
      delivered: 511,
      queued: 0,
      dropped: { rejected: 1 },
    });
    expect(destination.batches.length).toBeLessThanOrEqual(2 * Math.log2(512) + 1);
  });

  it('loses each of several', async () => {
    const { destination, pipeline } = start();
    destination.always(poisoned(new Set([3, 4, 77])));
    admit(pipeline, range(100));

    await pipeline.flush();

    expect(pipeline.status()).toMatchObject({ captured: 100, delivered: 97, dropped: { rejected: 3 } });
  });

  it('is given up as a whole when nothing of it is taken', async () => {
    const { destination, pipeline } = start();
    destination.always({ status: 'invalid', reason: 'it answered 400' });
    admit(pipeline, range(512));

    await pipeline.flush();

    expect(pipeline.status()).toMatchObject({
      captured: 512,
      delivered: 0,
      queued: 0,
      dropped: { rejected: 512 },
    });
    expect(destination.batches.length).toBeLessThan(40);
  });
});

describe('when the queue is nearly full', () => {
  const body = { contentType: 'text/plain', byteLength: 5, truncated: false, text: 'hello' };
  const withBodies = () =>
    redactedExchange({
      durationMs: 1,
      request: { ...redactedExchange().request, body },
      response: { statusCode: 200, headers: {}, body },
    });

  it('new records lose their bodies, and say so, and are counted', () => {
    const { destination, pipeline, said } = start({ maxRecords: 4 });
    const prepared: unknown[] = [];
    const prepare = destination.prepare.bind(destination);
    destination.prepare = (record) => {
      prepared.push(record.kind === 'error' ? undefined : [record.request.body, record.response?.body]);
      return prepare(record);
    };

    for (let count = 0; count < 5; count += 1) pipeline.admit(withBodies());

    const { text: _, ...shed } = { ...body, truncated: true, omitted: 'overload' };
    expect(prepared.slice(2, 4)).toEqual([
      [body, body],
      [shed, shed],
    ]);
    expect(pipeline.status()).toMatchObject({ captured: 5, queued: 4, shed: 1, dropped: { queue_full: 1 } });
    expect(said.warnings[0]).toContain('without their bodies');
  });

  it('a record without bodies is taken as it is', () => {
    const { pipeline } = start({ maxRecords: 4 });

    admit(pipeline, [1, 1, 1, 1]);

    expect(pipeline.status()).toMatchObject({ queued: 4, shed: 0 });
  });

  it('a receiver that was away is asked sooner', async () => {
    const backoff = { ...NOT_BY_ITSELF, pressedDelayMs: 1 };
    const { destination, pipeline } = start({ maxRecords: 4, flushIntervalMs: 1, backoff });
    admit(pipeline, [1]);
    await vi.waitUntil(() => destination.isSending);
    destination.settle(RETRYABLE);
    await turns();
    destination.always(() => DELIVERED);

    admit(pipeline, [1, 1, 1, 1]);
    await vi.waitUntil(() => pipeline.status().queued === 0);

    expect(pipeline.status()).toMatchObject({ state: 'ready', dropped: { queue_full: 1 } });
  });
});
