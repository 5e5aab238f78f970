import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createOtlpDestination } from '../../../lib/export/otlp/create-otlp-destination.js';
import { otlpUrls } from '../../../lib/export/otlp/otlp-urls.js';
import { Pipeline } from '../../../lib/export/pipeline.js';
import type { PipelineOptions } from '../../../lib/export/pipeline-options.js';
import { answer, OtlpReceiver } from '../../support/otlp-receiver.js';
import { redactedError, redactedExchange } from '../../support/redacted.js';
import { OPTIONS, Said } from './gated-destination.js';

let receiver: OtlpReceiver;
let directory: string;
let said: Said;
beforeEach(async () => {
  said = new Said();
  directory = mkdtempSync(join(tmpdir(), 'spool-'));
  receiver = await OtlpReceiver.start();
});
afterEach(async () => {
  await receiver.close();
  rmSync(directory, { recursive: true, force: true });
});

function start(serviceVersion = '1.0.0', options: Partial<PipelineOptions> = {}): Pipeline {
  const resource = { serviceName: 'orders', serviceVersion, sdkVersion: '1.2.3', apiKey: 'key-4711' };
  const destination = createOtlpDestination({ urls: otlpUrls(receiver.url), resource });
  const spool = { directory, identity: 'orders' };
  return new Pipeline(
    destination,
    { ...OPTIONS, maxBatchBytes: 1_000_000, flushIntervalMs: 20, spool, ...options },
    said,
  );
}

const idOf = (index: number): string => index.toString(16).padStart(16, '0');

function admit(pipeline: Pipeline, from: number, through: number): void {
  for (let index = from; index <= through; index += 1)
    pipeline.admit(redactedExchange({ spanId: idOf(index) }));
}

const received = (): string[] => receiver.spans.map(({ spanId }) => spanId).toSorted();
const ids = (from: number, through: number): string[] =>
  Array.from({ length: through - from + 1 }, (_, index) => idOf(from + index));

describe('with a spool', () => {
  it('records are spooled until they are delivered', async () => {
    const pipeline = start();
    admit(pipeline, 1, 10);
    pipeline.admit(redactedError());
    expect(pipeline.status()).toMatchObject({ captured: 11, queued: 0, spooled: 11, recovered: 0 });

    await pipeline.flush();

    expect(pipeline.status()).toMatchObject({
      captured: 11,
      delivered: 11,
      queued: 0,
      spooled: 0,
      dropped: {},
    });
    expect(received()).toEqual(ids(1, 10));
    expect(receiver.logRecords).toHaveLength(1);
    await pipeline.shutdown();
  });

  it('what is left at a shutdown is sent by the next process, as what it was', async () => {
    receiver.always(answer(503));
    const before = start('1.0.0');
    admit(before, 1, 20);
    await before.shutdown(2_000);
    expect(before.status()).toMatchObject({
      captured: 20,
      delivered: 0,
      spooled: 20,
      queued: 0,
      dropped: {},
    });
    receiver.requests.length = 0;
    receiver.always(answer(200));

    const after = start('2.0.0');
    admit(after, 21, 25);
    await receiver.waitFor(() => new Set(received()).size === 25);
    await after.flush();

    expect(after.status()).toMatchObject({ captured: 25, delivered: 25, spooled: 0, recovered: 20 });
    const versions = receiver.spans.map(({ spanId, resource }) => [spanId, resource['service.version']]);
    expect(versions.toSorted()).toEqual([
      ...ids(1, 20).map((id) => [id, '1.0.0']),
      ...ids(21, 25).map((id) => [id, '2.0.0']),
    ]);
    for (const { resource } of receiver.spans) expect(resource['at-project-key']).toBe('key-4711');
    await after.shutdown();
  });

  it('the key is in no file', async () => {
    receiver.always(answer(503));
    const pipeline = start();
    admit(pipeline, 1, 3);
    await pipeline.shutdown(1_000);

    const files = readdirSync(directory, { recursive: true, withFileTypes: true }).filter((each) =>
      each.isFile(),
    );
    const bytes = Buffer.concat(files.map((file) => readFileSync(join(file.parentPath, file.name))));

    expect(bytes.includes('orders')).toBe(true);
    expect(bytes.includes('key-4711')).toBe(false);
    expect(bytes.includes(Buffer.from('key-4711').toString('base64').slice(0, 10))).toBe(false);
  });

  it('a shutdown does not wait for a receiver that is away, once all is on disk', async () => {
    const { port } = receiver;
    await receiver.close();
    const pipeline = start();
    admit(pipeline, 1, 5);

    const startedAtMs = performance.now();
    await pipeline.shutdown(60_000);

    expect(performance.now() - startedAtMs).toBeLessThan(30_000);
    expect(pipeline.status()).toMatchObject({ captured: 5, spooled: 5 });
    receiver = await OtlpReceiver.start(port);
  });

  it('memory takes over while the folder cannot be used, within its own bounds', async () => {
    receiver.always(answer(503));
    const spool = { directory: '/proc/nowhere', identity: 'orders' };
    const pipeline = start('1.0.0', { spool, maxRecords: 4 });

    admit(pipeline, 1, 6);

    expect(pipeline.status()).toMatchObject({
      captured: 6,
      queued: 4,
      spooled: 0,
      shed: 0,
      dropped: { queue_full: 2 },
    });
    await pipeline.shutdown(0);
    expect(pipeline.status()).toMatchObject({
      captured: 6,
      queued: 0,
      dropped: { queue_full: 2, shutdown: 4 },
    });
  });

  it('an exporter of the user gets its records from disk as objects', async () => {
    const { ExporterDestination } = await import('../../../lib/export/exporter.destination.js');
    const exported: unknown[] = [];
    const destination = new ExporterDestination({
      export: async (batch) => {
        exported.push(...batch);
        return { status: 'delivered' };
      },
    });
    const spool = { directory, identity: 'orders' };
    const pipeline = new Pipeline(destination, { ...OPTIONS, maxBatchBytes: 1_000_000, spool }, said);
    const exchange = redactedExchange();

    pipeline.admit(exchange);
    expect(pipeline.status()).toMatchObject({ spooled: 1 });
    await pipeline.shutdown();

    expect(exported).toEqual([exchange]);
    expect(pipeline.status()).toMatchObject({ captured: 1, delivered: 1, spooled: 0 });
  });
});
