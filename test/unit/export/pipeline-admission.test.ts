import { describe, expect, it } from 'vitest';
import { Pipeline } from '../../../lib/export/pipeline.js';
import { redactedExchange } from '../../support/redacted.js';
import { DELIVERED, exchangeOf, GatedDestination, OPTIONS, Said, turns } from './gated-destination.js';

function start(options: Partial<typeof OPTIONS> = {}) {
  const destination = new GatedDestination();
  const said = new Said();
  return { destination, said, pipeline: new Pipeline(destination, { ...OPTIONS, ...options }, said) };
}

const sizesOf = ({ batches }: GatedDestination) =>
  batches.map((batch) => batch.map((item) => item.byteLength));

describe('admission', () => {
  it('counts a record from the moment it is admitted until it is delivered', async () => {
    const { destination, pipeline } = start();

    pipeline.admit(exchangeOf(10));
    expect(pipeline.status()).toEqual({
      captured: 1,
      delivered: 0,
      queued: 1,
      spooled: 0,
      recovered: 0,
      shed: 0,
      dropped: {},
      destination: 'gate',
      state: 'ready',
    });

    const flushed = pipeline.flush();
    await turns();
    expect(pipeline.status()).toMatchObject({ delivered: 0, queued: 1 });
    await destination.answer(DELIVERED);
    await flushed;
    expect(pipeline.status()).toEqual({
      captured: 1,
      delivered: 1,
      queued: 0,
      spooled: 0,
      recovered: 0,
      shed: 0,
      dropped: {},
      destination: 'gate',
      state: 'ready',
    });
  });

  it('drops what cannot be encoded, what is not supported and what is too large, and says so', () => {
    const { pipeline, said } = start({ maxBytes: 100_000_000 });

    pipeline.admit(exchangeOf(-1));
    pipeline.admit(redactedExchange({ tags: ['unsupported'] }));
    pipeline.admit(exchangeOf(4 * 1024 * 1024));

    expect(pipeline.status()).toMatchObject({
      captured: 3,
      queued: 0,
      dropped: { encode_error: 1, unsupported: 1, too_large: 1 },
    });
    expect(said.warnings).toEqual([
      'A record could not be encoded and was dropped (encode_error).',
      'An error outside a request was dropped (unsupported): the exporter has no exportErrors method.',
      'A record larger than an export request may be was dropped (too_large). A smaller maxBodyBytes helps.',
    ]);
  });

  it('calls too large, not full, what the empty queue could not hold', () => {
    const { pipeline } = start({ maxBytes: 100 });

    pipeline.admit(exchangeOf(101));

    expect(pipeline.status().dropped).toEqual({ too_large: 1 });
  });

  it('drops the newest when the queue is full of bytes or of records, the batch under way included', async () => {
    const byBytes = start({ maxBytes: 100, maxBatchRecords: 1 });
    byBytes.pipeline.admit(exchangeOf(60));
    await turns();
    byBytes.pipeline.admit(exchangeOf(41));
    byBytes.pipeline.admit(exchangeOf(40));

    const byRecords = start({ maxRecords: 2, maxBatchRecords: 1 });
    byRecords.pipeline.admit(exchangeOf(1));
    await turns();
    byRecords.pipeline.admit(exchangeOf(2));
    byRecords.pipeline.admit(exchangeOf(3));

    expect(byBytes.destination.isSending).toBe(true);
    expect(byBytes.pipeline.status()).toMatchObject({ captured: 3, queued: 2, dropped: { queue_full: 1 } });
    expect(byRecords.pipeline.status()).toMatchObject({ captured: 3, queued: 2, dropped: { queue_full: 1 } });
    byRecords.destination.always(DELIVERED);
    await byRecords.destination.answer(DELIVERED);
    await byRecords.pipeline.flush();
    expect(sizesOf(byRecords.destination)).toEqual([[1], [2]]);
  });

  it('counts a capture that never became a record', () => {
    const { pipeline, said } = start();

    pipeline.drop('sampled');
    pipeline.drop('sampled');
    pipeline.drop('before_send_error');

    expect(pipeline.status()).toMatchObject({
      captured: 3,
      queued: 0,
      dropped: { sampled: 2, before_send_error: 1 },
    });
    expect(said.warnings).toEqual(['beforeSend threw: the record was dropped (before_send_error).']);
  });

  it('survives a logger that throws', () => {
    const thrower = () => {
      throw new Error('logger');
    };
    const pipeline = new Pipeline(new GatedDestination(), OPTIONS, { warn: thrower, debug: thrower });

    expect(() => pipeline.admit(exchangeOf(-1))).not.toThrow();
    expect(pipeline.status().dropped).toEqual({ encode_error: 1 });
  });
});
